"""The edges of the calendar: its first and last day, and how periods are written."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.domain.calendar import (
    FIRST_DAY,
    LAST_DAY,
    MonthDay,
    Period,
    Rolling,
    Term,
    add,
    bounded,
    calendar_of,
    shifted,
)

TICK = timedelta(microseconds=1)


def test_the_calendar_goes_from_its_first_to_its_last_day() -> None:
    assert (bounded(1900, 1, 1), bounded(9998, 12, 31)) == (FIRST_DAY, LAST_DAY)
    assert shifted(FIRST_DAY + timedelta(days=1), -1) == FIRST_DAY
    assert shifted(LAST_DAY - timedelta(days=1), 1) == LAST_DAY
    assert Term(FIRST_DAY, LAST_DAY, FIRST_DAY).turn == 0


def test_a_month_without_that_day_gives_its_last() -> None:
    assert [bounded(2026, 2, 31), bounded(2024, 2, 30), bounded(2026, 4, 31)] == [
        date(2026, 2, 28),
        date(2024, 2, 29),
        date(2026, 4, 30),
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("P1Y", "P1Y"),
        ("P12M", "P1Y"),
        ("P18M", "P1Y6M"),
        ("P1Y6M", "P1Y6M"),
        ("P6M", "P6M"),
        ("P10D", "P10D"),
        ("P14D", "P2W"),
        ("P2W", "P2W"),
        ("P100Y", "P100Y"),
        ("P36525D", "P36525D"),
    ],
)
def test_a_period_is_written_as_short_as_it_can_be(text: str, written: str) -> None:
    period = Period.parse(text)

    assert str(period) == written
    assert Period.parse(written) == period


def test_a_term_holds_its_first_instant_and_not_its_last() -> None:
    term = Term(date(2026, 1, 1), date(2027, 1, 1), date(2026, 1, 1))
    begins, ends = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)

    assert term.holds(begins, "UTC") and term.holds(ends - TICK, "UTC")
    assert not term.holds(begins - TICK, "UTC") and not term.holds(ends, "UTC")


def test_the_terms_of_a_fixed_year_are_anchored_where_they_open() -> None:
    calendar = calendar_of("P1Y", "04-01")

    first = calendar.first(date(2026, 6, 1))
    after = calendar.after(first)

    assert first == Term(date(2026, 4, 1), date(2027, 4, 1), date(2026, 4, 1))
    assert after == Term(date(2027, 4, 1), date(2028, 4, 1), date(2027, 4, 1))


def test_the_term_that_holds_a_day_keeps_the_anchor_of_its_series() -> None:
    anchor = date(2026, 1, 31)

    held = Rolling(Period(months=1)).holding(anchor, date(2026, 3, 1))

    assert held == Term(date(2026, 2, 28), date(2026, 3, 31), anchor, 1)
    assert held.end == add(anchor, Period(months=1), 2)


def test_a_day_of_every_year_may_be_the_twenty_ninth_of_february() -> None:
    assert MonthDay.parse("02-29", "start_day").in_year(2026) == date(2026, 2, 28)
    assert MonthDay.parse("01-01", "start_day") == MonthDay(1, 1)
