"""The table of cases: what other systems test (P…) and what the contract settles (L…), one row a test."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from chalicelib.domain import refusals
from chalicelib.domain.calendar import Period, Rolling, Term, add, turns_until
from chalicelib.domain.joining import link, shared
from chalicelib.domain.membership import Link, Membership
from chalicelib.domain.money import Money
from chalicelib.domain.payment_plan import PaymentPlan
from chalicelib.domain.renewal import renew
from chalicelib.domain.standing import standing
from chalicelib.domain.zones import day_begins, local_day

from .memberships import a_day, a_membership, a_type, an_instant, midnights, run_the_job

CASES = json.loads((Path(__file__).parent.parent / "cases" / "membership_calendar.json").read_text("utf-8"))
Given = Mapping[str, Any]


def said(day_or_instant: date | None) -> str | None:
    if isinstance(day_or_instant, datetime):
        return day_or_instant.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return day_or_instant and day_or_instant.isoformat()


def of_term(term: Term) -> dict[str, Any]:
    """`last_day` is how peers write an end: the day before ours."""
    last = term.end - timedelta(days=1)
    return {"start": said(term.start), "end": said(term.end), "last_day": said(last), "turn": term.turn}


def parse(text: str) -> list[int]:
    period = Period.parse(text)
    return [period.months, period.days]


def a_series(given: Given) -> tuple[Rolling, date, Period]:
    period = Period.parse(given["period"])
    return Rolling(period), date.fromisoformat(given["anchor"]), period


def adding(given: Given) -> str | None:
    _, anchor, period = a_series(given)
    return said(add(anchor, period, given["times"]))


def terms(given: Given, wanted: list[str]) -> list[str | None]:
    rolling, anchor, _ = a_series(given)
    term = rolling.first(anchor)
    starts = [said(term.start)]
    while len(starts) < len(wanted):
        term = rolling.after(term)
        starts.append(said(term.start))
    return starts


def due(given: Given, wanted: dict[str, list[str]]) -> dict[str, list[str]]:
    rolling, anchor, _ = a_series(given)
    asked = [day for days in wanted.values() for day in days]
    starts = {day: rolling.holding(anchor, date.fromisoformat(day)).start.isoformat() == day for day in asked}
    return {
        "due_on": [day for day in wanted["due_on"] if starts[day]],
        "not_due_on": [day for day in wanted["not_due_on"] if not starts[day]],
    }


def holding(given: Given) -> dict[str, Any]:
    rolling, anchor, _ = a_series(given)
    return of_term(rolling.holding(anchor, date.fromisoformat(given["on"])))


def next_due(given: Given) -> str | None:
    rolling, anchor, _ = a_series(given)
    on = date.fromisoformat(given["on"])
    term = rolling.holding(anchor, on)
    return said(on if term.start == on else term.end)


def due_at(given: Given) -> bool:
    rolling, anchor, _ = a_series(given)
    day = local_day(an_instant(given["at"]), given["zone"])
    return rolling.holding(anchor, day).start == day


def holding_before(given: Given) -> dict[str, Any]:
    rolling, anchor, _ = a_series(given)
    running = rolling.holding(anchor, local_day(an_instant(given["at"]), given["zone"]))
    before = rolling.holding(anchor, running.start - timedelta(days=1))
    return {
        "begins": said(day_begins(before.start, given["zone"])),
        "ends": said(day_begins(before.end, given["zone"])),
    }


def whole_periods(given: Given) -> int:
    _, anchor, period = a_series(given)
    return turns_until(anchor, period, date.fromisoformat(given["on"]))


def first_term(given: Given) -> dict[str, Any]:
    return of_term(a_membership(**given).term)


def renewed(given: Given) -> dict[str, Any]:
    membership = a_membership(**given)
    kind = a_type(given | {"period": given.get("renew_period", given["period"])})
    now = an_instant(given.get("renew_on", said(membership.term.end - timedelta(days=1))))
    membership.grace_days = max(membership.grace_days, 1)
    following = renew(membership, kind, now=now)
    before = said(membership.term.start - timedelta(days=1))
    return of_term(following.term) | {"day_before_first": before}


def renewing(given: Given) -> dict[str, Any]:
    zone = given.get("zone", "UTC")
    return of_term(renew(a_membership(**given), a_type(given), now=an_instant(given["at"], zone)).term)


def status(given: Given) -> str:
    membership = a_membership(**given)
    if given.get("linked"):
        link(membership, Link("link-1", "ada", "EAB55"), membership.reached.at)
        membership = shared(membership, membership.linked[0])
    return membership.status(an_instant(given["at"], given.get("zone", "UTC"))).value


def cancel_when(given: Given) -> dict[str, Any]:
    membership = a_membership(**given)
    membership.cancel(an_instant(given["at"]), when=date.fromisoformat(given["when"]))
    return {"end": said(membership.end), "ends_at": said(day_begins(membership.end, membership.zone))}


def walk(given: Given) -> list[str]:
    """Event names and days; the job runs at `till` (`runs` times), with `daily` every midnight before."""
    membership, kind = a_membership(**given), a_type(given)
    till = an_instant(given["till"])
    eves = midnights(membership.term.start, till.date()) if given.get("daily") or "only" in given else []
    told = [e for now in [*eves, *[till] * given.get("runs", 1)] for e in run_the_job(membership, kind, now)]
    return [
        f"{event.name} {event.occurred_at.date()}"
        for event in told
        if event.name != "renewed_membership" and given.get("only", "") in event.name
    ]


def split(given: Given) -> list[str]:
    money = Money(Decimal(given["amount"]), given["currency"])
    return [f"{part.amount:f}" for part in money.split(given["parts"])]


def plan(given: Given) -> list[str]:
    of = PaymentPlan(given["payments"], Period.parse(given["interval"]), given["deferral_days"])
    total = Money(Decimal(given["amount"]), given["currency"])
    payments = of.unpack("plan", total, date.fromisoformat(given["start"]))
    return [f"{payment.due_on} {payment.amount.amount:f}" for payment in payments]


def summed_up(given: Given) -> dict[str, Any]:
    records: list[Membership] = [a_membership(**given)]
    if (renewed_on := a_day(given, "renew_on")) is not None:
        records.append(renew(records[0], a_type(given), now=an_instant(renewed_on.isoformat())))
    stands = standing(records, {"grade-f": "Membership Grade F"}, an_instant(given["at"]))
    till = stands.member_till
    return {
        "member_since": said(stands.member_since),
        "end": said(till),
        "last_day": said(till and till - timedelta(days=1)),
        "plus_grace": said(stands.member_till_plus_grace),
        "status": stands.membership_record_status,
    }


DOES: dict[str, Callable[..., Any]] = {
    "parse": parse,
    "add": adding,
    "terms": terms,
    "due": due,
    "due_at": due_at,
    "next_due": next_due,
    "holding": holding,
    "holding_before": holding_before,
    "whole_periods": whole_periods,
    "first_term": first_term,
    "renewed": renewed,
    "renew": renewing,
    "cancel_when": cancel_when,
    "status": status,
    "walk": walk,
    "split": split,
    "plan": plan,
    "standing": summed_up,
    "local_day": lambda given: said(local_day(an_instant(given["at"]), given["zone"])),
    "day_begins": lambda given: said(day_begins(date.fromisoformat(given["day"]), given["zone"])),
    "holds": lambda given: Term(a_day(given, "start"), a_day(given, "end"), a_day(given, "start")).holds(
        an_instant(given["at"]), given["zone"]
    ),
}


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_every_case_of_the_table_comes_out_as_written(case):
    given, expected = case["given"], case["expected"]
    does = DOES[case["does"]]
    wanted = (expected,) if case["does"] in ("terms", "due") else ()

    if isinstance(expected, dict) and "refused" in expected:
        with pytest.raises(getattr(refusals, expected["refused"])):
            does(given, *wanted)
        return
    result = does(given, *wanted)

    if isinstance(expected, dict):
        result = {key: result[key] for key in expected}
    assert result == expected


def test_the_table_is_as_large_as_promised():
    assert len(CASES) >= 150
    assert {case["does"] for case in CASES} == set(DOES)
