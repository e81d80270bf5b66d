"""What events do to an enrolment, and that mostly there is nothing to write."""

from dataclasses import replace
from decimal import Decimal

import pytest

from chalicelib.domain.targets.counting import Counted, count

from .making import Life, a_milestone, a_streak, at, days


def test_an_event_that_reaches_no_goal_writes_nothing():
    life = Life(a_milestone()).enrol("c1")

    for amount in (300, 200, 100):
        life.happens(amount)

    assert (life.value("c1"), life.writes) == (600, 1)


def test_a_goal_is_one_write_and_what_follows_is_none():
    life = Life(a_milestone()).enrol("c1").happens(1000).happens(50)

    assert (life.value("c1"), life.writes) == (1050, 2)


@pytest.mark.parametrize("past", [5, 50, 99])
def test_what_an_event_costs_does_not_grow_with_past_cycles(past):
    life = Life(a_streak(days(100), continuous=False, value=2), kept=4).enrol()
    for cycle in life.scheme.cycles[:past]:
        life.go(cycle.begins).happens().happens()
    life.go(life.scheme.cycles[past].begins)
    before = life.writes

    life.happens()

    assert life.writes == before + 1  # the measure lets a cycle go: once a cycle
    assert len(life.sums) == 4
    assert life.happens().happens().happens().writes == before + 2  # and the goal itself
    assert life.streak.current == past + 1


def test_cycles_that_the_measure_has_let_go_keep_their_value_and_take_late_events():
    life = Life(a_milestone(days(5)), kept=2).enrol()
    for number, cycle in enumerate(life.scheme.cycles, 1):
        life.go(cycle.begins).happens(number)

    life.happens(10, when="2026-06-02").happens(1000, when="2026-06-01")

    assert [life.value(cycle.ref_code) for cycle in life.scheme.cycles] == [1001, 12, 3, 4, 5]
    assert life.names("target_achieved") == ["d_1"]


def test_an_event_in_a_cycle_that_had_none_and_was_let_go_counts():
    life = Life(a_milestone(days(5)), kept=1).enrol(balance=300)
    life.go("2026-06-05").happens(1).go("2026-06-06").happens(9, when="2026-06-04")

    life.happens(700, when="2026-06-01").happens(8, when="2026-06-02")

    assert (life.value("d_1"), life.value("d_2"), life.value("d_4")) == (1000, 8, 9)


def test_the_same_event_told_twice_counts_once():
    life = Life(a_milestone()).enrol("c1")

    life.happens(400, uid="a").happens(400, uid="a")

    assert life.value("c1") == 400


def test_an_event_of_a_gap_between_cycles_counts_nowhere():
    scheme = a_milestone(days(3))
    scheme.group.drop(2, now=at("2026-05-01"))
    life = Life(scheme).enrol().go("2026-06-03")

    life.happens(5, when="2026-06-02T12:00")

    assert [life.value(cycle.ref_code) for cycle in life.scheme.cycles] == [0, 0]


def test_a_return_lowers_the_value_but_takes_nothing_back():
    life = Life(a_milestone()).enrol("c1").happens(1000).happens(-200)

    assert life.value("c1") == 800
    assert life.cycle("c1").achieved == life.now
    assert life.happens(200).names("target_achieved") == ["c1"]


def test_events_told_together_are_judged_in_the_order_of_their_own_times():
    life = Life(a_milestone()).enrol("c1").go("2026-06-10")

    life.happen(
        [
            ("c", at("2026-06-05"), Decimal(-900)),
            ("a", at("2026-06-02"), Decimal(600)),
            ("b", at("2026-06-03"), Decimal(400)),
        ]
    )

    assert life.cycle("c1").achieved == at("2026-06-03")
    assert life.value("c1") == 100


def test_what_is_told_of_an_achievement_names_all_that_follows_from_it():
    life = Life(a_milestone(rewards=("r1",))).enrol("c1").go("2026-06-10").happens(1000, when="2026-06-09")

    (event,) = life.told

    assert (event.name, event.subject, event.contact) == ("target_achieved", "11", "olga")
    assert event.occurred_at == at("2026-06-09")
    assert event.data == {
        "group": "7",
        "group_name": "ABC",
        "name": "Thousand",
        "cycle": "c1",
        "value": "1000",
        "goal": "1000",
        "rewards": ["r1"],
    }


def test_an_event_ahead_of_our_clock_is_told_of_as_of_now():
    life = Life(a_milestone(), now="2026-06-01").enrol("c1").happens(1000, when="2026-06-01T09:00")

    assert life.told[0].occurred_at == life.now


def test_a_goal_that_stands_reached_is_recorded_by_the_next_event_of_its_cycle():
    """Judged from what stands there: an earlier judgement may have been lost."""
    life = Life(a_milestone()).enrol("c1").happens(990)
    assert life.enrolment is not None
    life.sums[1] += 20

    assert count(life.enrolment, life.scheme, [Counted(life.now, Decimal(0))], life.sums, now=life.now)

    assert life.enrolment.cells[1].achieved == life.now


def test_events_of_other_cycles_leave_a_lowered_goal_alone():
    life = Life(a_milestone()).enrol("c1").happens(500)
    life.scheme = replace(life.scheme, target=replace(life.scheme.target, value=Decimal(400)))

    assert life.cycle("c1").achieved is None
    assert life.happens(1).cycle("c1").achieved == life.now
