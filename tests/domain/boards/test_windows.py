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
