"""E2 over the real road: an event exactly at a cycle's end, on days of 23, 24 and 25 hours, is in one cycle."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from chalicelib.domain.targets.cycles import Cycle
from tests.competing import Arena
from tests.domain.targets.making import days
from tests.secretary import Secretary
from tests.targeting import Range, sale

TICK = timedelta(milliseconds=1)
# Where the clocks change within the ten days from there on; in Kolkata they never do: the same days as London's.
CHANGES = {
    "Europe/London spring": ("Europe/London", "2027-03-25", datetime(2027, 3, 28, tzinfo=UTC), 23),
    "Europe/London autumn": ("Europe/London", "2027-10-28", datetime(2027, 10, 30, 23, tzinfo=UTC), 25),
    "America/New_York spring": ("America/New_York", "2027-03-11", datetime(2027, 3, 14, 5, tzinfo=UTC), 23),
    "America/New_York autumn": ("America/New_York", "2027-11-04", datetime(2027, 11, 7, 4, tzinfo=UTC), 25),
    "Asia/Kolkata": ("Asia/Kolkata", "2027-03-25", datetime(2027, 3, 27, 18, 30, tzinfo=UTC), 24),
}


@pytest.fixture
def range_(office: Secretary) -> Range:
    found = Range(Arena(office.club))
    found.met("ada")
    return found


@pytest.mark.parametrize("place", CHANGES)
def test_an_event_exactly_at_a_cycles_end_is_counted_in_exactly_one_cycle(range_: Range, place: str) -> None:
    zone, first, begins, hours = CHANGES[place]
    cycles = days(10, first, zone)
    changing = next(one for one in cycles if one.begins == begins)
    _enrolled_before(range_, cycles)
    range_.house.clock.turn_to(cycles[-1].begins + timedelta(hours=1))

    ends = changing.ends
    range_.arena.told(sale(1, 1, at=ends - TICK), sale(2, 10, at=ends), sale(3, 40, at=ends + TICK))
    range_.house.settle()

    following = cycles[cycles.index(changing) + 1]
    assert ends - changing.begins == timedelta(hours=hours)
    assert range_.values() == {changing.ref_code: 1, following.ref_code: 50}


@pytest.mark.parametrize("place", CHANGES)
def test_every_boundary_of_the_cycles_belongs_to_one_of_them(range_: Range, place: str) -> None:
    zone, first, _, _ = CHANGES[place]
    cycles = days(10, first, zone)
    _enrolled_before(range_, cycles)
    range_.house.clock.turn_to(cycles[-1].begins + timedelta(hours=1))

    edges = [cycles[0].begins, *(one.ends for one in cycles[:-1])]
    range_.arena.told(*(sale(number, 1, at=edge) for number, edge in enumerate(edges)))
    range_.arena.told(sale(100, 1, at=cycles[0].begins - TICK))
    range_.house.settle()

    assert range_.values() == {one.ref_code: 1 for one in cycles}
    assert all(one.ends == two.begins for one, two in pairwise(cycles))


def _enrolled_before(range_: Range, cycles: tuple[Cycle, ...]) -> None:
    range_.house.clock.turn_to(cycles[0].begins - timedelta(hours=1))
    range_.milestone(cycles)
    range_.enrolled()
