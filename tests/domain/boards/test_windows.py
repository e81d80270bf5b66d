"""Which windows boards have, and for how long."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.domain.boards.windows import current, gone_at, is_kept, window_between
from chalicelib.domain.stretches import KEPT

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("first", "last", "window"),
    [
        (date(2026, 11, 21), date(2026, 11, 21), "2026-11-21"),
        (date(2026, 11, 16), date(2026, 11, 22), "2026-W47"),
        (date(2025, 12, 29), date(2026, 1, 4), "2026-W01"),
        (date(2026, 2, 1), date(2026, 2, 28), "2026-02"),
        (date(2026, 11, 15), date(2026, 11, 21), None),  # a week begins on a Monday
        (date(2026, 11, 1), date(2026, 11, 29), None),
    ],
)
def test_a_range_of_days_is_a_window_or_none(first: date, last: date, window: str | None) -> None:
    assert window_between(first, last) == window


def test_as_many_windows_are_kept_as_cards_hold() -> None:
    kept = [window for window in current(NOW) if is_kept(window, NOW)]

    assert "all" in kept
    assert {"2026-11-21", "2026-11-08", "2026-W47", "2026-W40", "2026-11", "2025-11"} <= set(kept)
    assert len(kept) <= 1 + sum(number + 2 for number in KEPT.values())


def test_a_window_goes_a_day_after_its_time_for_the_calendars_that_are_behind() -> None:
    assert gone_at("2026-11-21") == datetime(2026, 12, 6, tzinfo=UTC)
    assert is_kept("2026-11-21", datetime(2026, 12, 6, tzinfo=UTC) - timedelta(seconds=1))
    assert not is_kept("2026-11-21", datetime(2026, 12, 6, tzinfo=UTC))


@pytest.mark.parametrize(
    ("window", "gone"),
    [
        ("2026-11-21", datetime(2026, 12, 6, tzinfo=UTC)),  # 14 days
        ("2026-W47", datetime(2027, 1, 12, tzinfo=UTC)),  # 8 weeks
        ("2026-11", datetime(2027, 12, 2, tzinfo=UTC)),  # 13 months
    ],
)
def test_each_kind_of_window_has_its_own_time(window: str, gone: datetime) -> None:
    assert gone_at(window) == gone
    assert not is_kept(window, gone)
    assert is_kept("all", gone)


def test_the_boards_that_may_stand_are_those_of_tomorrow_back_to_the_oldest_kept() -> None:
    """In some zone it is tomorrow already: of each kind the window after tomorrow's comes first."""
    found = current(NOW)
    days, weeks = [w for w in found if w.count("-") == 2], [w for w in found if "W" in w]
    months = [w for w in found if w.count("-") == 1 and "W" not in w]

    assert found[0] == "all" and len(found) == 1 + len(days) + len(weeks) + len(months)
    assert (days[0], days[-1], len(days)) == ("2026-11-23", "2026-11-07", 17)
    assert (weeks[0], weeks[-1], len(weeks)) == ("2026-W48", "2026-W40", 9)
    assert (months[0], months[-1], len(months)) == ("2026-12", "2025-11", 14)


def test_on_the_last_evening_of_a_month_the_next_ones_board_stands() -> None:
    evening = datetime(2026, 11, 30, 23, tzinfo=UTC)

    assert {"2027-01", "2026-12", "2026-W50", "2026-12-02"} <= set(current(evening))
