"""Streaks as time passes: a miss is decided at the cycle's end, told by the sweep, known to a reader at once."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from chalicelib.actions import streaks, targets
from chalicelib.domain.targets.target import Level
from chalicelib.store import keys
from tests.competing import Arena
from tests.domain.awards import a_reward
from tests.domain.targets.making import days
from tests.secretary import Secretary
from tests.targeting import TARGET, Range, sale

LONDON = "Europe/London"


@pytest.fixture
def range_(office: Secretary) -> Range:
    found = Range(Arena(office.club))
    found.met("ada", "bob")
    return found


def at(number: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(2026, 11, number, hour, minute, tzinfo=UTC)


def sold_on(range_: Range, *numbers: int) -> None:
    for number in numbers:
        range_.turn_to(at(number))
        range_.arena.told(sale(number))


def current(range_: Range) -> int:
    found = range_.standing().streak
    assert found is not None
    return found.current


def test_each_cycle_met_adds_one_whatever_more_is_sold_in_it(range_):
    range_.streak(days(10, "2026-11-21", LONDON))
    range_.enrolled()

    sold_on(range_, 21, 22)
    range_.arena.told(sale(100), sale(101))
    range_.house.settle()

    assert current(range_) == 2
    assert range_.told("streak_level_reached") == ["l1", "l2"]


def test_a_reader_knows_at_the_cycles_end_what_the_sweep_tells_later(range_):
    range_.streak(days(10, "2026-11-21", LONDON))
    range_.enrolled()
    sold_on(range_, 21, 22)

    range_.house.clock.turn_to(at(24, 0) - timedelta(microseconds=1))
    before = current(range_)
    range_.house.clock.turn_to(at(24, 0))
    after, untold = current(range_), range_.told("streak_broken")
    range_.turn_to(at(24, 0, 2))

    assert (before, after, untold) == (2, 0, [])
    assert range_.told("streak_broken") == ["d_3"]


def test_the_sweep_comes_again_and_tells_nothing_twice(range_):
    range_.streak(days(10, "2026-11-21", LONDON))
    range_.enrolled()
    sold_on(range_, 21)
    range_.turn_to(at(24, 1))

    for _ in range(2):
        streaks.fall_due(range_.table, range_.arena.contact("ada"), TARGET, now=range_.now)
    range_.turn_to(at(27))

    assert range_.told("streak_broken") == ["d_2"]
    assert _due(range_) == []


def test_a_late_event_makes_a_broken_streak_whole(range_):
    range_.streak(days(10, "2026-11-21", LONDON))
    range_.enrolled()
    sold_on(range_, 21, 23)
    broken = current(range_)

    range_.arena.told(sale(22, at=at(22)))
    range_.house.settle()

    assert (broken, current(range_)) == (1, 3)
    assert range_.told("streak_level_reached") == ["l1", "l2", "l3"]


def test_a_freeze_and_a_pause_hold_the_sweep_off(range_):
    range_.streak(days(10, "2026-11-21", LONDON))
    range_.enrolled()
    sold_on(range_, 21)
    range_.frozen(1)
    range_.paused(date(2026, 11, 23), date(2026, 11, 24))

    range_.turn_to(at(24, 6))
    held = current(range_)
    range_.turn_to(at(25, 6))

    assert (held, current(range_)) == (1, 0)
    assert range_.told("streak_broken") == ["d_4"]


def test_whoever_removes_the_target_leaves_no_work_that_stays_due(range_):
    scheme = range_.streak(days(10, "2026-11-21", LONDON))
    range_.enrolled()
    sold_on(range_, 21)

    targets.remove(range_.table, scheme.group.uid, TARGET, at=range_.now)
    range_.turn_to(at(24))

    assert _due(range_) == []


def test_rewards_of_target_and_level_are_given_once_and_enter_the_ledger(range_):
    goal = a_reward(uid="R" * 20, achievement=TARGET, name="Five points", value=Decimal(5))
    level = a_reward(uid="L" * 20, achievement=TARGET, name="Seven points", value=Decimal(7))
    levels = (Level("gold", 2, (level.uid,)),)
    range_.streak(days(10, "2026-11-21", LONDON), levels=levels, rewards=(goal.uid,), made=(goal, level))
    range_.enrolled()

    sold_on(range_, 21, 22)
    range_.arena.told(sale(21), sale(100), sale(22))
    range_.left()
    range_.enrolled()
    range_.house.settle()
    range_.turn_to(at(22, 13))

    assert _points(range_) == 5 + 5 + 7
    awards = [one for one in range_.arena.club.items() if one["sk"]["S"] == "AW"]
    assert sorted(one["achievement_name"]["S"] for one in awards) == [
        f"Target {TARGET}",
        f"Target {TARGET}",
        f"Target {TARGET}: gold",
    ]


def test_after_a_reset_a_level_pays_again_and_a_cycle_does_not(range_):
    goal = a_reward(uid="R" * 20, achievement=TARGET, name="Five points", value=Decimal(5))
    level = a_reward(uid="L" * 20, achievement=TARGET, name="Seven points", value=Decimal(7))
    levels = (Level("bronze", 1, (level.uid,)),)
    range_.streak(days(10, "2026-11-21", LONDON), levels=levels, rewards=(goal.uid,), made=(goal, level))
    range_.enrolled()
    sold_on(range_, 21)

    range_.left()
    range_.enrolled(reset=True)
    range_.turn_to(at(21, 13))
    range_.arena.told(sale(200))
    range_.turn_to(at(21, 14))

    assert range_.told("target_achieved") == ["d_1"]
    assert _points(range_) == 5 + 7 + 7


def test_a_target_and_a_level_are_posted_and_a_break_is_not(range_):
    range_.streak(days(10, "2026-11-21", LONDON), levels=(Level("gold", 1),))
    range_.enrolled()
    range_.arena.club.done(
        f"person/{range_.arena.contact('ada')}/", {"date_of_birth": "1990-01-01", "public_profile": True}
    )

    sold_on(range_, 21)
    range_.turn_to(at(24))

    entries = range_.arena.club.got("/gamification/stream")["data"]
    found = {one["event_type"]: one["event_data"] for one in entries}
    found.pop("new_rank")  # who sells first leads the sellers
    named = {"id": int(TARGET), "name": f"Target {TARGET}"}
    assert found == {
        "new_target": {"target": named},
        "new_streak_level": {"target": named, "level": {"name": "gold"}},
    }


def _points(range_: Range) -> Decimal:
    item = range_.table.get(keys.points("example", range_.arena.contact("ada"))) or {}
    return Decimal(item["points"])


def _due(range_: Range) -> list[str]:
    items = range_.arena.club.items()
    return [item["dsk"]["S"] for item in items if item["sk"]["S"].startswith("EN#") and "dsk" in item]
