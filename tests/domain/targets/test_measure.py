"""The measure: what a contact's events add up to in each cycle, whoever is enrolled, and which cycles go."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from chalicelib.domain.activity import Arrived
from chalicelib.domain.rules.model import ActivityEvent
from chalicelib.domain.targets.counting import Counted
from chalicelib.domain.targets.live import LiveTarget
from chalicelib.domain.targets.measure import FEWEST, GONE, MOST_KEPT, Measured, measured

from .making import a_milestone, at, days

SINCE = datetime(2026, 5, 1, tzinfo=UTC)
END = at("2026-09-30")
LIVE = LiveTarget(a_milestone(days(30)), since=SINCE, version=4)


def arrived(uid: str, when: str, value: str = "5", *, received: datetime = END, seen: int = 9) -> Arrived:
    event = ActivityEvent(uid, at(when), "sale", value=Decimal(value))
    return Arrived("olga", event, received, "request", seen)


def sums(**kept: int) -> dict[int, Decimal]:
    return {int(number[1:]): Decimal(value) for number, value in kept.items()}


def test_each_event_is_added_to_the_cycle_in_which_it_happened() -> None:
    told = [
        arrived("a", "2026-06-01", "5"),
        arrived("b", "2026-06-03", "7"),
        arrived("c", "2026-06-01T23:59", "2"),
    ]

    found = measured(LIVE, sums(c3=1), told, END)

    assert found.sums == sums(c1=7, c3=8)
    assert found.events == tuple(
        Counted(one.event.at, one.event.value or Decimal(0), kept=True) for one in told
    )
    assert (found.uids, found.leaving) == ({"a", "b", "c"}, {})


@pytest.mark.parametrize(
    "nowhere",
    [
        arrived("a", "2026-05-31T23:59"),
        arrived("a", "2026-07-01"),
        arrived("a", "2026-06-01", "0"),
        arrived("a", "2026-06-01", received=SINCE - timedelta(seconds=1)),
        arrived("a", "2026-06-01", received=SINCE, seen=3),
    ],
)
def test_what_counts_nowhere_leaves_the_very_same_sums(nowhere: Arrived) -> None:
    before = sums(c1=1)

    found = measured(LIVE, before, [nowhere], END)

    assert found == Measured(before)
    assert found.sums is before


@pytest.mark.parametrize(
    ("received", "seen", "counts"),
    [
        (SINCE, 4, True),
        (SINCE, 5, True),
        (SINCE, 3, False),
        (SINCE + timedelta(seconds=1), 0, True),
        (SINCE - timedelta(seconds=1), 9, False),
    ],
)
def test_a_target_counts_what_comes_while_it_stands(received: datetime, seen: int, counts: bool) -> None:
    assert LIVE.counts(arrived("a", "2026-06-01", received=received, seen=seen)) is counts
    assert LIVE.uid == "11"


@pytest.mark.parametrize(
    ("exclude", "enrolled", "measures"), [(True, True, True), (True, False, False), (False, False, True)]
)
def test_before_anybody_was_enrolled_it_is_measured_where_the_target_says_so(
    exclude: bool, enrolled: bool, measures: bool
) -> None:
    live = LiveTarget(a_milestone(exclude_before_enrolment=exclude), since=SINCE)

    assert live.measures(enrolled=enrolled) is measures


def full() -> dict[int, Decimal]:
    return {number: Decimal(number) for number in range(1, MOST_KEPT + 1)}


def test_as_many_cycles_stay_as_are_kept() -> None:
    found = measured(LIVE, full(), [arrived("a", "2026-06-12", "5")], END)

    assert found.sums == {**full(), 12: Decimal(17)}
    assert found.leaving == {}


def test_one_more_and_those_that_have_ended_go_until_the_fewest_are_left() -> None:
    found = measured(LIVE, full(), [arrived("a", "2026-06-13", "5")], END)

    assert found.sums == {GONE: Decimal(9), **{n: Decimal(n) for n in (10, 11, 12)}, 13: Decimal(5)}
    assert len(found.sums) - 1 == FEWEST
    assert found.leaving == {number: Decimal(number) for number in range(1, 10)}
    assert [one.kept for one in found.events] == [True]
    assert found.uids == {"a"}


def test_a_cycle_that_runs_stays_whatever_came_after_it() -> None:
    """Events may be ahead of the clock: who is in a running cycle can still do more in it."""
    found = measured(LIVE, full(), [arrived("a", "2026-06-13")], at("2026-06-04"))

    assert set(found.leaving) == {1, 2, 3}
    assert set(found.sums) == {GONE, *range(4, 14)}
    assert found.sums[GONE] == 3


def test_what_is_added_to_a_cycle_that_goes_at_once_counts_past_the_measure() -> None:
    told = [arrived("a", "2026-06-02", "5"), arrived("b", "2026-06-13", "7"), arrived("c", "2026-06-20", "1")]

    found = measured(LIVE, {n: v for n, v in full().items() if n != 2}, told, END)

    assert [one.kept for one in found.events] == [False, True, True]
    assert found.leaving[2] == 0
    assert 2 not in found.sums


@pytest.mark.parametrize(
    ("when", "kept"), [("2026-06-08", False), ("2026-06-09", False), ("2026-06-10", True)]
)
def test_a_cycle_that_was_let_go_is_not_taken_up_again(when: str, kept: bool) -> None:
    before = {GONE: Decimal(9), 12: Decimal(1)}

    found = measured(LIVE, before, [arrived("a", when)], END)

    assert [one.kept for one in found.events] == [kept]
    assert found.sums == (before | {10: Decimal(5)} if kept else before)
    assert found.uids == {"a"}


def test_the_mark_of_what_went_takes_no_cycles_place() -> None:
    before = {GONE: Decimal(9), **{number: Decimal(1) for number in range(10, 20)}}

    assert measured(LIVE, before, [arrived("a", "2026-06-20")], END).leaving == {}
    assert set(measured(LIVE, before | {20: Decimal(1)}, [arrived("a", "2026-06-21")], END).leaving) == set(
        range(10, 18)
    )


def test_sums_stay_exact() -> None:
    found = measured(LIVE, sums(c1=10**14), [arrived("a", "2026-06-01", "0.0000000001")], END)

    assert str(found.sums[1]) == "100000000000000.0000000001"
