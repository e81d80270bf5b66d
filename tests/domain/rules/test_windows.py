"""Days, ISO weeks and months: to which an instant belongs, where each begins, and which comes next."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.rules.windows import Span, begins, next_at, next_window, place, window_of

ROWS = [
    (Span.DAY, "2026-11-22T00:00:00Z", "2026-11-22"),
    (Span.DAY, "2026-11-22T23:59:59.999999Z", "2026-11-22"),
    (Span.DAY, "2026-11-23T00:30:00+01:00", "2026-11-22"),
    (Span.DAY, "2028-02-29T12:00:00Z", "2028-02-29"),
    (Span.WEEK, "2026-11-22T23:59:59Z", "2026-W47"),
    (Span.WEEK, "2026-11-23T00:00:00Z", "2026-W48"),
    (Span.WEEK, "2026-12-31T12:00:00Z", "2026-W53"),
    (Span.WEEK, "2027-01-03T23:59:59Z", "2026-W53"),
    (Span.WEEK, "2027-01-04T00:00:00Z", "2027-W01"),
    (Span.WEEK, "2024-12-30T00:00:00Z", "2025-W01"),
    (Span.WEEK, "2023-01-01T12:00:00Z", "2022-W52"),
    (Span.MONTH, "2026-01-31T23:59:59Z", "2026-01"),
    (Span.MONTH, "2026-02-01T00:00:00Z", "2026-02"),
    (Span.MONTH, "2026-02-28T23:59:59.999Z", "2026-02"),
    (Span.MONTH, "2028-02-29T23:59:59Z", "2028-02"),
    (Span.MONTH, "2026-12-31T23:59:59Z", "2026-12"),
]
INSTANTS = st.datetimes(datetime(1990, 1, 1), datetime(2150, 1, 1), timezones=st.just(UTC))
SPANS = st.sampled_from(Span)


@pytest.mark.parametrize(("span", "at", "key"), ROWS)
def test_an_instant_belongs_to_a_window_of_utc(span, at, key):
    assert window_of(span, datetime.fromisoformat(at)) == key


@pytest.mark.parametrize(
    ("span", "key", "first"),
    [
        (Span.DAY, "2026-11-22", "2026-11-22T00:00:00Z"),
        (Span.WEEK, "2026-W53", "2026-12-28T00:00:00Z"),
        (Span.WEEK, "2027-W01", "2027-01-04T00:00:00Z"),
        (Span.MONTH, "2028-02", "2028-02-01T00:00:00Z"),
    ],
)
def test_a_window_begins(span, key, first):
    assert begins(span, key) == datetime.fromisoformat(first)


def test_in_a_zone_of_its_own_a_day_begins_at_its_midnight_and_may_be_23_hours_long():
    spring = "2026-03-29"

    assert window_of(Span.DAY, datetime(2026, 3, 29, 23, 30, tzinfo=UTC), "Europe/London") == "2026-03-30"
    assert begins(Span.DAY, next_window(Span.DAY, spring), "Europe/London") - begins(
        Span.DAY, spring, "Europe/London"
    ) == timedelta(hours=23)


@pytest.mark.parametrize(
    ("span", "key", "places", "expected"),
    [
        (Span.DAY, "2026-11-22", {7}, "2026-11-22"),
        (Span.DAY, "2026-11-22", {1}, "2026-11-23"),
        (Span.DAY, "2026-11-22", {6}, "2026-11-28"),
        (Span.WEEK, "2026-W47", {53}, "2026-W53"),
        (Span.WEEK, "2027-W01", {53}, "2032-W53"),
        (Span.WEEK, "2026-W53", {1}, "2027-W01"),
        (Span.MONTH, "2026-12", {1, 12}, "2026-12"),
        (Span.MONTH, "2026-12", {11}, "2027-11"),
        (Span.DAY, "9999-12-31", {1}, None),
        (Span.DAY, "2026-11-22", {8}, None),
        (Span.WEEK, "2026-W47", {54}, None),
        (Span.WEEK, "2093-W01", {53}, "2093-W53"),
        (Span.WEEK, "2094-W01", {53}, "2099-W53"),
        (Span.WEEK, "2100-W01", {53}, "2105-W53"),
        (Span.MONTH, "2026-12", set(), None),
    ],
)
def test_the_next_chosen_window_is_found(span, key, places, expected):
    assert next_at(span, key, frozenset(places)) == expected


@given(span=SPANS, at=INSTANTS)
def test_windows_meet_without_gap_or_overlap(span, at):
    key = window_of(span, at)
    following = next_window(span, key)

    assert begins(span, key) <= at < begins(span, following)
    assert window_of(span, begins(span, following) - timedelta(microseconds=1)) == key
    assert window_of(span, begins(span, following)) == following


@given(span=SPANS, one=INSTANTS, other=INSTANTS)
def test_keys_sort_as_their_times_do(span, one, other):
    keys = window_of(span, one), window_of(span, other)

    assert (keys[0] < keys[1]) == (begins(span, keys[0]) < begins(span, keys[1]))


@given(span=SPANS, at=INSTANTS)
def test_a_window_stands_at_a_place_that_may_be_chosen(span, at):
    assert 1 <= place(span, window_of(span, at)) <= {Span.DAY: 7, Span.WEEK: 53, Span.MONTH: 12}[span]
