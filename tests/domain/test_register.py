"""A register's rules: a tap says what it wants, and nothing that somebody else did is written over."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from chalicelib.domain import register
from chalicelib.domain.achievement import Achievement, StepMark
from chalicelib.domain.achievement_type import AchievementType
from chalicelib.domain.contact import Contact
from chalicelib.domain.refusals import Conflict, Invalid, Locked, NotFound
from chalicelib.domain.register import Cell, Outcome, Tap
from tests.domain.test_achievement import COACH, LATER, NOON, an_achievement

OTHER = "/example/person/dddddddddddddddddddddddd/"
MINE = StepMark(LATER, COACH)
THEIRS = StepMark(NOON, OTHER)
UID = "a" * 24


def marked(*marks: StepMark, steps: int = 3) -> Achievement:
    achievement = an_achievement(steps)
    achievement.done = dict(enumerate(marks, 1))
    return achievement


def a_type(*steps: str) -> AchievementType:
    return AchievementType("b" * 24, "Badge 3", steps, NOON, NOON)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (f"{UID}.1.1", Tap(UID, 1)),
        (f"{UID}.100.1", Tap(UID, 100)),
        (f"{UID}.12.0.0123456789", Tap(UID, 12, "0123456789")),
    ],
)
def test_a_cell_says_which_step_and_how_it_shall_be(text: str, meant: Tap) -> None:
    assert register.tap(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        UID,
        f"{UID}.1",
        f"{UID}.0.1",
        f"{UID}.01.1",
        f"{UID}.1.0",
        f"{UID}.1.0.",
        f"{UID}.1.2",
        f"{UID}.1.1.0123456789",
        f"{UID}.1.0.012345678g",
        f"{UID}.1000.1",
        f"{'A' * 24}.1.1",
        f"{UID}.1.1\n",
    ],
)
def test_what_is_no_cell_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        register.tap(text)


def test_a_chosen_row_may_name_the_mark_that_was_seen() -> None:
    assert register.choice(UID) == (UID, "")
    assert register.choice(f"{UID}.0123456789") == (UID, "0123456789")
    with pytest.raises(Invalid):
        register.choice(f"{UID}.1")


def test_a_tick_that_stands_keeps_its_day_and_its_witness() -> None:
    achievement = marked(THEIRS)

    states = [register.tick(achievement, step, MINE, at=LATER) for step in (1, 2)]

    assert states == ["was", "done"]
    assert achievement.done == {1: THEIRS, 2: MINE}


def test_a_tick_that_comes_twice_is_harmless_even_when_all_was_finished_between() -> None:
    achievement = an_achievement(steps=2, finished=True)

    assert register.tick(achievement, 2, MINE, at=LATER) == "was"


@pytest.mark.parametrize("step", [0, 4])
def test_a_step_that_it_has_not_is_not_found(step: int) -> None:
    for act in (
        lambda: register.tick(an_achievement(), step, MINE, at=LATER),
        lambda: register.untick(an_achievement(), step, "", at=LATER),
        lambda: register.write_note(an_achievement(), step, MINE, "", at=LATER),
    ):
        with pytest.raises(NotFound):
            act()


@pytest.mark.parametrize(
    ("stands", "finished", "saw", "state", "left"),
    [
        (None, False, register.seen(MINE), "was", False),
        (MINE, False, register.seen(MINE), "done", False),
        (THEIRS, False, register.seen(MINE), "anew", True),
        (replace(MINE, at=MINE.at + timedelta(microseconds=1)), False, register.seen(MINE), "anew", True),
        (replace(MINE, note="well done"), False, register.seen(MINE), "anew", True),
        (replace(MINE, evidence=("https://example.org",)), False, register.seen(MINE), "anew", True),
        (MINE, False, "", "anew", True),
        (MINE, True, register.seen(MINE), "finished", True),
    ],
)
def test_only_the_mark_that_was_seen_is_taken_back(
    stands: StepMark | None, finished: bool, saw: str, state: str, left: bool
) -> None:
    achievement = marked(*([stands] if stands else []), steps=1)
    achievement.finished_date = LATER if finished else None

    assert register.untick(achievement, 1, saw, at=LATER) == state
    assert (1 in achievement.done) == left


def test_a_mark_is_told_by_its_moment_whatever_the_zone() -> None:
    elsewhere = replace(MINE, at=MINE.at.astimezone(timezone(timedelta(hours=9))))

    assert register.seen(elsewhere) == register.seen(MINE)


def test_finish_says_why_not_and_twice_is_harmless() -> None:
    achievement = marked(THEIRS, THEIRS)
    assert register.finish(achievement, by=COACH, at=LATER) == "open"
    achievement.complete_step(3, MINE, at=LATER)

    states = [register.finish(achievement, by=COACH, at=LATER) for _ in range(2)]

    assert (states, len(achievement.take_events())) == (["done", "was"], 1)


@pytest.mark.parametrize(("state", "fine"), [("done", True), ("was", True), ("open", False), ("gone", False)])
def test_what_was_so_before_is_fine(state: register.State, fine: bool) -> None:
    assert Outcome(UID, "Ada", state).fine == fine


@pytest.mark.parametrize(
    ("before", "at"),
    [
        (timedelta(), NOON),
        (timedelta(hours=2), NOON - timedelta(hours=2)),
        (timedelta(days=7), NOON - timedelta(days=7)),
        (timedelta(days=7, seconds=1), NOON),
        (timedelta(seconds=-1), NOON),
    ],
)
def test_a_phone_says_when_it_was_tapped_and_is_believed_for_a_week(before: timedelta, at: datetime) -> None:
    said = str(int((NOON - before).timestamp() * 1000))

    assert register.told_at(said, now=NOON) == at


def test_without_a_moment_it_is_now_and_what_is_none_is_refused() -> None:
    assert register.told_at("", now=NOON) == NOON
    for text in ("now", "-1", "1" * 15, "١" * 13):
        with pytest.raises(Invalid):
            register.told_at(text, now=NOON)


def test_a_note_ticks_the_step_and_keeps_who_ticked_it_first() -> None:
    achievement = marked(THEIRS)
    note = replace(MINE, note="well done", evidence=("https://example.org",))

    changed = [register.write_note(achievement, step, note, "", at=LATER) for step in (1, 2)]

    assert changed == [True, True]
    assert achievement.done == {1: replace(note, at=NOON, by=OTHER), 2: note}


@pytest.mark.parametrize(
    ("stands", "mine", "had", "refused"),
    [
        ("theirs", "mine", None, True),
        ("theirs", "mine", "an older one", True),
        ("theirs", "mine", "theirs", False),
        ("theirs", "theirs", None, False),
        ("theirs", None, None, False),
        (None, "mine", None, False),
        (None, "mine", "one that was taken back", True),
    ],
)
def test_nobodys_note_is_replaced_unseen(
    stands: str | None, mine: str | None, had: str | None, refused: bool
) -> None:
    achievement = marked(replace(THEIRS, note=stands), steps=1)
    mark, saw = replace(MINE, note=mine), register.note_seen(had)

    if refused:
        with pytest.raises(Conflict):
            register.write_note(achievement, 1, mark, saw, at=LATER)
    else:
        register.write_note(achievement, 1, mark, saw, at=LATER)

    assert achievement.done[1].note == (stands if refused else mine or stands)


def test_a_note_of_what_is_finished_is_refused() -> None:
    with pytest.raises(Locked):
        register.write_note(an_achievement(finished=True), 1, replace(MINE, note="late"), "", at=LATER)


def test_the_register_is_in_the_order_of_last_names_whatever_their_accents() -> None:
    names = [("Zoë", "Ärmel"), ("Ada", "Zimt"), ("Ada", "Armel"), ("Ulf", "Özil"), ("Bo", "Olsen")]
    people = [
        Contact(f"{place:024x}", "person", NOON, NOON, first_name=first, last_name=last)
        for place, (first, last) in enumerate(names)
    ]
    people.append(Contact("f" * 24, "person", NOON, NOON, name="Madonna"))
    people.append(Contact("e" * 24, "person", NOON, NOON, first_name="Pelé"))

    found = [one.display_name for one in register.by_name(people)]

    assert found == ["Ada Armel", "Zoë Ärmel", "Madonna", "Bo Olsen", "Ulf Özil", "Pelé", "Ada Zimt"]


@pytest.mark.parametrize(
    ("steps", "first", "shown"),
    [
        (3, 1, [1, 2, 3]),
        (6, 1, [1, 2, 3, 4, 5, 6]),
        (7, 1, [1, 2, 3, 4, 5, 6]),
        (7, 7, [7]),
        (7, 500, [7]),
        (20, 7, [7, 8, 9, 10, 11, 12]),
    ],
)
def test_steps_are_shown_six_at_a_time(steps: int, first: int, shown: list[int]) -> None:
    assert register.stretch(["…"] * steps, first) == shown


def test_a_cell_goes_by_the_steps_name_because_a_type_may_have_changed_since() -> None:
    achievement = marked(THEIRS)  # Step 1. to Step 3.
    kind = a_type("Step 3.", "Step 1.", "A new step.")

    found = register.cells(achievement, kind.steps)

    assert found == [Cell(3, None), Cell(1, THEIRS), None]
    assert [one.seen for one in found if one] == ["", register.seen(THEIRS)]
    assert register.elsewhere(achievement, kind) == [2]


def test_what_a_register_starts_has_one_id_for_a_member_a_type_and_a_turn() -> None:
    asked = [
        ("t", "k", "c", 0),
        ("t", "k", "c", 1),
        ("t", "k", "d", 0),
        ("t", "l", "c", 0),
        ("u", "k", "c", 0),
    ]

    uids = {register.start_uid(*one) for one in asked}

    assert len(uids) == len(asked) and all(len(uid) == 24 for uid in uids)
    assert register.start_uid("t", "k", "c", 0) in uids


def test_the_link_of_what_a_register_starts_is_told_by_the_tenants_secret_alone() -> None:
    tails = {register.link_tail(secret, uid) for secret in ("one", "two") for uid in (UID, "b" * 24)}

    assert len(tails) == 4 and all(len(tail) == 16 for tail in tails)
    assert register.link_tail("one", UID) in tails


@pytest.mark.parametrize(
    ("by", "uid"),
    [(OTHER, "d" * 24), ("/example/api_key/abc/", None), ("", None), (f"/example/organisation/{UID}/", None)],
)
def test_a_mark_names_a_person_or_a_program(by: str, uid: str | None) -> None:
    assert register.witness(by) == uid
