"""Sums by windows, against an oracle that keeps every event and reckons anew; and the numbers of boards."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.gamification import scores
from chalicelib.domain.measures import EMAILS, NO_MORE, SALES, added, adding, blank, by_window
from chalicelib.domain.rules.model import ActivityEvent
from chalicelib.store.codec import decode_item, encode_item
from sandbox.sizes import item_size

ZONES = ("Europe/London", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "UTC")
# Around changes of the clocks and of the year, and some years back.
DAYS = [
    datetime(2026, 3, 29, tzinfo=UTC),
    datetime(2026, 10, 25, tzinfo=UTC),
    datetime(2026, 3, 8, tzinfo=UTC),
    datetime(2026, 11, 1, tzinfo=UTC),
    datetime(2027, 1, 1, tzinfo=UTC),
    datetime(2019, 12, 30, tzinfo=UTC),
]
times = st.builds(
    lambda day, minutes: day + timedelta(minutes=minutes),
    st.sampled_from(DAYS),
    st.integers(-60 * 24 * 30, 60 * 24 * 30) | st.integers(-60 * 5, 60 * 5),
)
values = st.decimals(-1000, 1000, places=4) | st.none() | st.just(Decimal(0))


def sale(number: int, at: datetime, value: Decimal | None, zone: str) -> ActivityEvent:
    return ActivityEvent(id=str(number), at=at, action="sale", value=value, zone=zone)


def oracle(events: Iterable[ActivityEvent]) -> dict[str, Decimal]:
    """What is in each kept window, by plain sums over all events: a window is kept that lies within 14 days,
    8 weeks, 13 months of the newest."""
    told = [
        (one.at.astimezone(ZoneInfo(one.zone)).date(), one.value) for one in events if one.value is not None
    ]
    if not told:
        return {}
    last = max(day for day, _ in told)
    monday = last - timedelta(days=last.weekday())
    month = last.year * 12 + last.month
    found = {"all": sum((value for _, value in told), Decimal(0))}
    for day, value in told:
        if (last - day).days < 14:
            found[f"{day:%Y-%m-%d}"] = found.get(f"{day:%Y-%m-%d}", Decimal(0)) + value
        if (monday - (day - timedelta(days=day.weekday()))).days < 8 * 7:
            found[f"{day:%G-W%V}"] = found.get(f"{day:%G-W%V}", Decimal(0)) + value
        if month - (day.year * 12 + day.month) < 13:
            found[f"{day:%Y-%m}"] = found.get(f"{day:%Y-%m}", Decimal(0)) + value
    return found


def stored(sums):
    """As the table gives them back."""
    return decode_item(encode_item({"s": dict(sums)}))["s"]


@settings(max_examples=150, deadline=None)
@given(
    told=st.lists(st.tuples(times, values), max_size=40),
    zone=st.sampled_from(ZONES),
    seed=st.integers(0, 99),
    cut=st.integers(1, 7),
)
def test_sums_are_what_the_oracle_says_in_whatever_order_and_batches_events_come(told, zone, seed, cut):
    events = [sale(number, at, value, zone) for number, (at, value) in enumerate(told)]
    Random(seed).shuffle(events)
    sums = {}

    for start in range(0, len(events), cut):
        sums = stored(adding("sale").added(sums, events[start : start + cut]).sums)

    assert by_window(sums.get("sales", {})) == oracle(events)


def test_a_sale_without_a_value_is_no_sale_and_one_of_nothing_is() -> None:
    at = datetime(2026, 11, 22, 12, tzinfo=UTC)

    added = adding("sale").added({}, [sale(1, at, None, "UTC"), sale(2, at, Decimal(0), "UTC")])

    assert added.counted == ("2",)
    assert by_window(added.sums["sales"]) == {"all": 0, "2026-11-22": 0, "2026-W47": 0, "2026-11": 0}


def test_what_adds_nothing_leaves_the_very_same_sums() -> None:
    sums = {"emails": {"n": 1}}

    added = adding("sale").added(sums, [sale(1, datetime(2026, 1, 1, tzinfo=UTC), None, "UTC")])

    assert added.sums is sums and added.counted == () and added.points == 0


def test_emails_are_counted_whatever_they_say() -> None:
    event = ActivityEvent(id="1", at=datetime(2026, 1, 1, tzinfo=UTC), action="email.sent", value=Decimal(7))

    assert adding("email.sent").added({}, [event]).sums["emails"]["n"] == 1


def test_an_event_of_another_action_adds_nothing_at_a_home_that_it_comes_to() -> None:
    event = ActivityEvent(id="1", at=datetime(2026, 1, 1, tzinfo=UTC), action="other", value=Decimal(7))

    assert adding("sale", Decimal(5)).added({}, [event]).counted == ()
    later = sale(2, event.at, Decimal(3), "UTC")
    assert adding("sale").added({}, [event, later]).counted == ("2",)


def test_points_are_given_for_each_event_of_the_action_with_a_value_or_without() -> None:
    at = datetime(2026, 11, 22, tzinfo=UTC)

    added = adding("sale", Decimal("0.5")).added(
        {}, [sale(1, at, None, "UTC"), sale(2, at, Decimal(3), "UTC")]
    )

    assert (added.points, added.counted) == (1, ("1", "2"))


@pytest.mark.parametrize(
    ("at", "zone", "day"),
    [
        ("2026-03-29T00:30:00Z", "Europe/London", "2026-03-29"),
        ("2026-03-29T23:30:00Z", "Europe/London", "2026-03-30"),
        ("2026-10-25T00:30:00Z", "Europe/London", "2026-10-25"),
        ("2026-10-25T23:30:00Z", "Europe/London", "2026-10-25"),
        ("2026-11-01T04:30:00Z", "America/New_York", "2026-11-01"),
        ("2026-11-02T04:30:00Z", "America/New_York", "2026-11-01"),
        ("2026-03-08T04:30:00Z", "America/New_York", "2026-03-07"),
        ("2026-03-09T03:30:00Z", "America/New_York", "2026-03-08"),
        ("2026-03-09T04:30:00Z", "America/New_York", "2026-03-09"),
        ("2026-11-21T18:29:59Z", "Asia/Kolkata", "2026-11-21"),
        ("2026-11-21T18:30:00Z", "Asia/Kolkata", "2026-11-22"),
    ],
)
def test_a_day_is_the_tenants_also_when_the_clocks_change(at: str, zone: str, day: str) -> None:
    sums = adding("sale").added({}, [sale(1, datetime.fromisoformat(at), Decimal(1), zone)]).sums

    assert day in by_window(sums["sales"])


def test_a_time_before_the_first_local_day_is_told_in_utc() -> None:
    at = datetime(1, 1, 1, tzinfo=UTC)

    sums = adding("sale").added({}, [sale(1, at, Decimal(1), "America/New_York")]).sums

    assert "0001-01-01" in by_window(sums["sales"])


def test_a_year_of_daily_sales_stays_as_small_as_a_fortnight_of_them() -> None:
    sums, sizes, start = {}, [], datetime(2026, 1, 1, tzinfo=UTC)
    for day in range(500):
        sums = stored(
            adding("sale").added(sums, [sale(day, start + timedelta(day), Decimal("99.95"), "UTC")]).sums
        )
        sizes.append(item_size(encode_item(sums)))

    assert max(sizes) <= 250
    assert {name: len(kept) - 1 for name, kept in sums["sales"].items() if name != "n"} == {
        "d": 14,
        "w": 8,
        "m": 13,
    }


@pytest.mark.parametrize(
    ("value", "score"),
    [
        ("12.5", 125_000),
        ("0.00005", 0),
        ("0.00015", 2),
        ("-0.00015", -2),
        ("999999999999999.9999", 9_999_999_999_999_999_999),
    ],
)
def test_sales_are_compared_to_four_decimals_half_to_even(value: str, score: int) -> None:
    assert scores.of_sums({SALES.name: {"n": Decimal(value)}}) == {("sales", "all"): score}


def test_the_largest_sums_make_exact_scores() -> None:
    total = Decimal("9" * 28 + ".9999999999")

    assert scores.of_sums({SALES.name: {"n": total}})["sales", "all"] == 10**32
    assert scores.of_sums({EMAILS.name: {"n": 10**20}})["emails", "all"] == 10**20


@pytest.mark.parametrize(
    ("reached", "opened", "rate"),
    [
        (5, 8, 6250),
        (0, 8, 0),
        (8, 8, 10_000),
        (1, 3, 3333),
        (2, 3, 6667),
        (1, 16, 625),
        (1, 32, 313),
        (1, 160, 63),
    ],
)
def test_rates_are_exact_to_two_decimals_half_up(reached: int, opened: int, rate: int) -> None:
    assert scores.rate(reached, opened) == rate


def test_windows_are_told_by_their_keys() -> None:
    sums = adding("email.sent").added(
        {}, [ActivityEvent(id="1", at=datetime(2027, 1, 1, 12, tzinfo=UTC), action="email.sent")]
    )

    assert by_window(sums.sums["emails"]) == {"all": 1, "2027-01-01": 1, "2026-W53": 1, "2027-01": 1}
    assert date(2027, 1, 1).isocalendar()[:2] == (2026, 53)


@pytest.mark.parametrize(
    ("action", "points", "adds"),
    [("sale", 0, True), ("other", 5, True), ("other", 0, False), ("sale", 5, True)],
)
def test_most_actions_add_nothing(action: str, points: int, adds: bool) -> None:
    assert bool(adding(action, Decimal(points))) is adds
    assert not NO_MORE


def test_what_is_blank_holds_no_window_of_nothing() -> None:
    day = date(2026, 11, 22)
    none = added(added({}, 1, day), -1, day)

    assert none == {"n": 0, "d": [day.toordinal(), 0], "w": [105705, 0], "m": [24322, 0]}
    assert blank(none) == {"n": 0, "d": [day.toordinal()], "w": [105705], "m": [24322]}
    assert by_window(blank(none)) == {"all": 0} and by_window({}) == {}
