"""What is kept of a contact: plain data of a bounded size, never changed in place."""

from copy import deepcopy
from datetime import timedelta
from decimal import Decimal

import pytest

from chalicelib.domain.rules.progress import HEAVY, KEPT_WINDOWS, copy_of, count, is_past, lightened, weight
from chalicelib.store.codec import decode_item, encode_item

from .making import NOON, after, definition, event, rule, several, wins

FULL = [
    rule("event.count", ">=", 10**9),
    *(rule(f"{fact}.event.source.value", ">=", 10**9) for fact in ("sum", "avg", "max")),
    rule("min.event.source.value", "<", -(10**9)),
]


def test_ten_wins_are_kept_in_a_few_bytes():
    progress = after(several(9), definition(wins(10), uid="SrgnQW4Bl-kxmqaGhevd")).progress

    assert progress == {"SrgnQW4Bl-kxmqaGhevd": {"w": {"-": {"r": {"0": {"c": 9}}}}}}
    assert weight(progress) < 60


def test_only_what_a_fact_needs_is_kept():
    tally = after(
        [event("e1", value="2.5"), event("e2", value="1"), event("e3")], definition(*FULL)
    ).progress["goal"]

    assert tally["w"]["-"]["r"] == {
        "0": {"c": 3},
        "1": {"c": 3, "s": 3.5},
        "2": {"c": 3, "s": 3.5, "v": 2},
        "3": {"c": 3, "hi": 2.5},
        "4": {"c": 3, "lo": 1},
    }


def test_a_table_gives_it_back_as_it_was():
    goal = definition(*FULL)
    progress = after([event(f"e{number}", value=f"{number}.1") for number in range(10)], goal).progress

    kept = decode_item(encode_item({"c": progress}))["c"]

    assert kept == progress
    assert (
        after([event("x", value="0.9")], goal, progress=kept).progress
        == after([event("x", value="0.9")], goal, progress=progress).progress
    )


def test_it_does_not_grow_with_history():
    goal = definition(*FULL, schedule={"scheduleType": "Daily", "scheduleOccurrencesLimit": 9})
    year = [event(f"e{day:03}", at=NOON + timedelta(days=day), value="1.5") for day in range(400)]

    short, long = after(year[:20], goal).progress, after(year, goal).progress

    assert len(long["goal"]["w"]) == KEPT_WINDOWS
    assert weight(long) == weight(short)


def test_nothing_is_changed_in_place():
    goals = [definition(wins(2), uid="a"), definition(wins(9), uid="b")]
    before = after(several(1), *goals).progress
    kept = deepcopy(before)

    after(several(5, name="more"), *goals, progress=before)

    assert before == kept


def test_what_no_event_concerned_is_the_very_same():
    before = after(several(1), definition(wins(2))).progress

    assert after([event("x", "lose")], definition(wins(2)), progress=before).progress is before


def test_grown_heavy_it_lets_go_of_what_is_issued_for_good():
    goals = [definition(wins(1), uid=f"achievement-{number:08}") for number in range(400)]
    goals.append(definition(wins(3), uid="still-open"))

    progress = after(several(1), *goals).progress

    assert weight(progress) < HEAVY
    assert progress["achievement-00000007"] == {"n": 1}
    assert progress["still-open"]["w"]["-"]["r"] == {"0": {"c": 1}}
    assert lightened(progress, goals) is progress


def test_the_weight_is_about_that_of_the_table():
    assert weight({"ab": "cdé", "n": 12345}) == 3 + (1 + 2 + 4) + (1 + 1 + 4)


@pytest.mark.parametrize(
    "tally",
    [
        {},
        {"n": 2},
        {"n": 1, "p": "2026-11-01", "w": {"-": {"i": 1}, "x": {"r": {"0": {"c": 1, "s": 2}}, "i": 1}}},
    ],
)
def test_a_copy_shares_nothing_that_counting_changes(tally):
    copied = copy_of(tally)

    assert copied == tally and copied is not tally
    for window, kept in copied.get("w", {}).items():
        assert kept is not tally["w"][window]
        assert not any(one is tally["w"][window]["r"][rule] for rule, one in kept.get("r", {}).items())


@pytest.mark.parametrize(
    ("value", "bytes_"),
    [
        ({}, 3),
        ({"a": {}}, 3 + 1 + 1 + 3),
        ("", 0),
        ("é", 2),
        (7, 2),
        (12, 3),
        (123, 3),
        (Decimal("-12.5"), 4),
        ({"n": "ab"}, 3 + 1 + 1 + 2),
    ],
)
def test_each_kind_of_value_has_its_weight(value, bytes_):
    assert weight(value) == bytes_


def test_only_what_is_heavy_is_lightened_and_only_of_what_is_finished():
    goals = [definition(wins(1), uid="done"), definition(wins(9), uid="open")]
    progress = after(several(1), *goals).progress
    heavy = weight(progress)

    assert lightened(progress, goals, heavy) is progress
    assert lightened(progress, goals, heavy - 1) == {"done": {"n": 1}, "open": progress["open"]}
    assert lightened({"unknown": {"n": 1, "w": {}}}, goals, 1) == {"unknown": {"n": 1, "w": {}}}


def full(*windows: str, **rest):
    return {"w": {window: {"r": {"0": {"c": 1}}} for window in windows}, **rest}


EIGHT = [f"2026-11-{day}" for day in range(12, 20)]


@pytest.mark.parametrize(
    ("tally", "window", "past"),
    [
        ({}, "2026-11-01", False),
        ({"p": "2026-11-05"}, "2026-11-04", True),
        ({"p": "2026-11-05"}, "2026-11-05", True),
        ({"p": "2026-11-05"}, "2026-11-06", False),
        (full(*EIGHT), "2026-11-11", True),
        (full(*EIGHT), "2026-11-12", False),
        (full(*EIGHT), "2026-11-20", False),
        (full(*EIGHT[:-1]), "2026-11-11", False),
        (full(*EIGHT[1:], "2026-11-01"), "2026-11-02", False),
    ],
)
def test_a_window_is_past_whose_counters_are_gone_or_would_go_first(tally, window, past):
    assert is_past(tally, window) is past


def test_a_ninth_window_takes_the_oldests_place_wherever_it_stands():
    goal = definition(wins(9), schedule={"scheduleType": "Daily"})
    tally = full(*EIGHT[1:], EIGHT[0])

    count(tally, "2026-11-20", goal.rules, event("e1"))

    assert (sorted(tally["w"]), tally["p"]) == ([*EIGHT[1:], "2026-11-20"], EIGHT[0])
    assert tally["w"]["2026-11-20"] == {"r": {"0": {"c": 1}}}
