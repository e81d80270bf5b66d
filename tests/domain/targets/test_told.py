"""What targets tell: each thing under an id that follows from what happened, so that none is told twice."""

import pytest

from chalicelib.domain.events import event_uid

from .making import Life, a_milestone, a_streak, at


def uids(life: Life) -> list[str]:
    return [event.uid for event in life.told]


def test_a_goal_is_told_once_for_a_contact_a_target_and_a_cycle():
    life = Life(a_milestone()).enrol("c1").happens(1000).go("2026-07-02").happens(1000)

    assert uids(life) == [event_uid("target_achieved", f"11|olga|{number}", 1) for number in (1, 2)]


def test_of_a_streak_each_run_tells_its_levels_and_breaks_anew():
    life = Life(a_streak()).enrol().happens().go("2026-06-03").sweep().leave()

    life.enrol(reset=True).happens()

    told = [(event.name, event.uid) for event in life.told if event.name != "target_achieved"]
    assert told == [
        ("streak_level_reached", event_uid("streak_level_reached", "11|olga|l1", 1)),
        ("streak_broken", event_uid("streak_broken", "11|olga|2", 1)),
        ("streak_level_reached", event_uid("streak_level_reached", "11|olga|l1", 2)),
    ]


def test_what_is_told_says_of_what_it_is():
    life = Life(a_streak(rewards=("r",))).enrol().happens().go("2026-06-03").sweep()

    assert {(event.resource, event.subject, event.contact) for event in life.told} == {
        ("target", "11", "olga")
    }
    shared = {"group": "7", "group_name": "ABC", "name": "Thousand"}
    assert [(event.name, event.occurred_at, event.data) for event in life.told] == [
        (
            "target_achieved",
            at("2026-06-01"),
            {**shared, "cycle": "d_1", "value": "1", "goal": "1", "rewards": ["r"]},
        ),
        ("streak_level_reached", at("2026-06-01"), {**shared, "level": "l1", "cycles": 1, "rewards": []}),
        ("streak_broken", at("2026-06-03"), {**shared, "cycle": "d_2", "length": 1}),
    ]


@pytest.mark.parametrize(
    ("when", "writes"), [("2026-06-02T23:59:59", 2), ("2026-06-03", 3), ("2026-06-04", 3)]
)
def test_the_scheduled_function_writes_only_where_something_was_due(when, writes):
    life = Life(a_streak()).enrol().happens()

    assert life.go(when).sweep().sweep().writes == writes


def test_nothing_is_due_where_nothing_was_ever_done():
    life = Life(a_streak(continuous=False)).enrol()

    assert life.go("2026-06-09").sweep().writes == 1
