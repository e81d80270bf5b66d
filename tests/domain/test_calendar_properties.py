"""No gap, no overlap, no drift: what must hold of every calendar, plan and walk."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from chalicelib.domain import moments
from chalicelib.domain.calendar import FixedYear, MonthDay, Period, Rolling, add, turns_until
from chalicelib.domain.events import Event
from chalicelib.domain.membership import Membership, Status
from chalicelib.domain.membership_type import MembershipType
from chalicelib.domain.moments import AHEAD, BEHIND, chain, next_moment, take_step
from chalicelib.domain.money import Money, total
from chalicelib.domain.payment_plan import PaymentPlan
from chalicelib.domain.zones import day_begins

from .memberships import a_membership, a_type, midnights, run_the_job

DAYS = st.dates(date(1990, 1, 1), date(2150, 12, 31))
PERIODS = st.one_of(st.builds(Period, months=st.integers(1, 36)), st.builds(Period, days=st.integers(1, 800)))
MONTH_DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: MonthDay(day.month, day.day))
ZONES = st.sampled_from(["UTC", "Europe/London", "America/St_Johns", "America/Havana", "Pacific/Apia"])
LIFE = [Status.PENDING, Status.ACTIVE, Status.LAPSED, Status.CANCELLED]


@given(anchor=DAYS, period=PERIODS, count=st.integers(1, 40))
def test_rolling_periods_meet_and_keep_to_their_anchor(anchor, period, count):
    rolling = Rolling(period)
    term = rolling.first(anchor)

    for turn in range(count):
        following = rolling.after(term)

        assert term.start == add(anchor, period, turn)
        assert term.end == following.start == add(anchor, period, turn + 1)
        term = following


@example(anchor=date(2026, 1, 31), months=1, turn=2)
@given(anchor=DAYS, months=st.integers(1, 36), turn=st.integers(0, 400))
def test_a_month_end_is_clamped_and_never_drifts(anchor, months, turn):
    day = add(anchor, Period(months=months), turn)

    assert day.day == anchor.day or (day.day < anchor.day and (day + timedelta(days=1)).day == 1)


@given(anchor=DAYS, period=PERIODS, day=DAYS)
def test_every_day_lies_in_exactly_one_period(anchor, period, day):
    turn = turns_until(anchor, period, day)
    term = Rolling(period).holding(anchor, day)

    assert add(anchor, period, turn) <= day < add(anchor, period, turn + 1)
    assert (term.start, term.turn) == (add(anchor, period, turn), turn)


@given(period=PERIODS)
def test_a_period_reads_back_as_it_is_written(period):
    assert Period.parse(str(period)) == period


@given(start_day=MONTH_DAYS, rollover=st.none() | MONTH_DAYS, years=st.integers(1, 5), joined=DAYS)
def test_fixed_years_hold_the_day_of_joining_and_meet_on_the_start_day(start_day, rollover, years, joined):
    fixed = FixedYear(start_day, rollover, years)
    term = fixed.first(joined)

    assert term.start <= joined < term.end
    assert term.end.year - term.start.year in (years, years + 1)
    for _ in range(5):
        following = fixed.after(term)
        assert following.start == term.end == start_day.in_year(term.end.year)
        assert following.end == start_day.in_year(term.end.year + years)
        term = following


@given(start_day=MONTH_DAYS, end=DAYS, joined=DAYS)
def test_an_explicit_end_leads_back_to_the_fixed_year(start_day, end, joined):
    fixed = FixedYear(start_day)
    term = fixed.first(joined, end=max(end, joined + timedelta(days=1)))

    following = fixed.after(term)

    assert following.start == term.end < following.end == start_day.in_year(following.end.year)
    assert following.end - following.start <= timedelta(days=366)


@given(
    minor=st.integers(600, 10**9),
    payments=st.integers(1, 600),
    interval=st.builds(Period, months=st.integers(1, 12)),
    deferral=st.integers(0, 366),
    start=DAYS,
)
def test_a_plan_makes_exactly_its_payments_and_its_total(minor, payments, interval, deferral, start):
    money = Money.from_minor(minor, "GBP")

    plan = PaymentPlan(payments, interval, deferral).unpack("plan", money, start)

    first = start + timedelta(days=deferral)
    assert total((payment.amount for payment in plan), "GBP") == money
    assert [payment.due_on for payment in plan] == [add(first, interval, turn) for turn in range(payments)]
    assert [payment.id for payment in plan] == sorted(f"plan#{seq:03}" for seq in range(1, payments + 1))


@given(
    zone=ZONES,
    grace=st.integers(0, 60),
    cancelled_after=st.none() | st.integers(1, 300),
    auto_renew=st.booleans(),
    hours=st.lists(st.integers(-48, 24 * 500), min_size=2, max_size=12),
)
def test_status_only_goes_forward_between_events(zone, grace, cancelled_after, auto_renew, hours):
    membership = a_membership(
        period="P1Y", joined="2026-01-01", zone=zone, grace_days=grace, auto_renew=auto_renew
    )
    if cancelled_after:
        membership.cancel_on = date(2026, 1, 1) + timedelta(days=cancelled_after)
    begun = day_begins(membership.term.start, zone)

    statuses = [membership.status(begun + timedelta(hours=hour)) for hour in sorted(hours)]

    assert statuses == sorted(statuses, key=LIFE.index)


@given(zone=ZONES, day=st.dates(date(2000, 1, 1), date(2030, 1, 1)))
def test_days_begin_in_order_whatever_the_clocks_do(zone, day):
    assert day_begins(day, zone) <= day_begins(day + timedelta(days=1), zone)


A_YEAR_BEGINS = datetime(2026, 1, 1, tzinfo=UTC)
JOBS = st.lists(
    st.integers(0, 13_900).map(lambda hours: A_YEAR_BEGINS + timedelta(hours=hours)), min_size=1, max_size=40
)
ABOUT_A_YEAR = {"period": "P1Y", "joined": "2026-01-01"}


@given(jobs=JOBS, grace=st.integers(0, 40), auto_renew=st.booleans())
def test_whenever_the_job_runs_everything_is_told_in_order_and_at_most_once(jobs, grace, auto_renew):
    given = ABOUT_A_YEAR | {"grace_days": grace, "auto_renew": auto_renew}
    membership, kind = a_membership(**given), a_type(given)

    told = [event for now in sorted(jobs) for event in run_the_job(membership, kind, now)]

    assert max(Counter(event.uid for event in told).values(), default=1) == 1
    of_record = [event.occurred_at for event in told if event.subject == membership.uid]
    assert of_record == sorted(of_record)
    lapses = [event for event in told if event.name == "lapsed" and event.subject == membership.uid]
    assert bool(lapses) == (membership.status(max(jobs)) is Status.LAPSED and not auto_renew)


@given(jobs=JOBS)
def test_a_reminder_is_told_within_36_hours_before_its_successor_or_not_at_all(jobs):
    membership, kind = a_membership(**ABOUT_A_YEAR), a_type(ABOUT_A_YEAR)
    whole = chain(membership)
    after = dict(pairwise(whole))

    for now in sorted(jobs):
        for event in run_the_job(membership, kind, now):
            moment = next(one for one in whole if (one.at, one.name) == (event.occurred_at, event.name))
            assert moment.at <= now
            if moment.name in AHEAD | BEHIND:
                assert now - moment.at <= timedelta(hours=36)
                assert moment not in after or now < after[moment].at


@given(outage=st.integers(0, 330))
@settings(max_examples=25, deadline=None)
def test_an_outage_of_three_days_misses_no_fact(outage):
    given = {"period": "P1M", "joined": "2026-01-31", "auto_renew": True}
    membership, kind = a_membership(**given), a_type(given)
    down = date(2026, 2, 1) + timedelta(days=outage)
    nights = [*midnights(date(2026, 2, 1), down), *midnights(down + timedelta(days=3), date(2027, 2, 1))]

    told = []
    for now in nights:
        events, membership = run_on(membership, kind, now)
        told += events

    begun = [event.data["start"] for event in told if event.name == "renewed_membership"]
    assert begun == [add(date(2026, 1, 31), Period(months=1), turn).isoformat() for turn in range(1, 13)]
    assert begun == [event.data["start"] for event in told if event.name == "renewal_confirmation"]
    assert not [event for event in told if event.name.startswith("lapsed")]


def run_on(membership: Membership, kind: MembershipType, now: datetime) -> tuple[list[Event], Membership]:
    """The job at `now`, along the chain of renewals to its last record."""
    told = []
    while step := take_step(membership, kind, now=now):
        told += membership.take_events()
        membership = step.following or membership
        told += membership.take_events()
    return told, membership


def test_a_later_reminder_overtakes_whatever_the_age_limit_is(monkeypatch):
    monkeypatch.setattr(moments, "TOO_OLD", timedelta(days=100))
    membership, kind = a_membership(**ABOUT_A_YEAR, grace_days=30), a_type(ABOUT_A_YEAR)

    before = run_the_job(membership, kind, datetime(2026, 12, 27, tzinfo=UTC))
    behind = run_the_job(membership, kind, datetime(2027, 3, 1, tzinfo=UTC))

    assert [event.name for event in before] == ["expiring_1wk"]
    assert [event.name for event in behind] == ["lapsed", "lapsed_4wk"]


def test_the_chain_ends_where_nothing_is_left_to_wait_for():
    membership, kind = a_membership(**ABOUT_A_YEAR), a_type(ABOUT_A_YEAR)

    assert next_moment(membership).at == datetime.combine(date(2026, 11, 20), time(), UTC)
    run_the_job(membership, kind, datetime(2030, 1, 1, tzinfo=UTC))

    assert next_moment(membership) is None
