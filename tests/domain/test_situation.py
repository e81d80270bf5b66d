"""How a membership stands in words; and what the pages say cannot be done is what the domain refuses."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from chalicelib.domain import renewal
from chalicelib.domain.membership import Membership
from chalicelib.domain.refusals import Conflict
from chalicelib.domain.situation import (
    against_activating,
    against_cancelling,
    against_renewing,
    may_cancel_later,
    situation,
)

from .memberships import a_membership, a_type, an_instant

YEAR = {"period": "P1Y", "joined": "2026-01-01", "grace_days": 30, "window_days": 60}
RENEWED = YEAR | {"renewed_as": "next"}
RENEWAL = YEAR | {"start": "2026-05-01", "end": "2027-05-01", "renewal_of": "before"}
SUSPENDED = YEAR | {"override": ("cancelled", "2026-03-01")}


def made(given: dict[str, Any]) -> Membership:
    membership = a_membership(**given)
    membership.renewed_as, membership.renewal_of = given.get("renewed_as"), given.get("renewal_of")
    return membership


@pytest.mark.parametrize(
    ("given", "day", "text", "named", "tone"),
    [
        (YEAR | {"decided": "pending"}, "2026-02-01", "Waits to be activated", None, "bad"),
        (YEAR, "2026-02-01", "Ends on {day}", "2027-01-01", "good"),
        (YEAR, "2027-01-01", "In grace until {day}", "2027-01-31", "bad"),
        (YEAR, "2027-01-31", "Lapsed on {day}", "2027-01-31", "bad"),
        (YEAR | {"auto_renew": True}, "2026-02-01", "Renews by itself on {day}", "2027-01-01", "good"),
        (YEAR | {"cancel_on": "2026-06-01"}, "2026-02-01", "Leaves on {day}", "2026-06-01", "quiet"),
        (YEAR | {"cancel_on": "2026-06-01"}, "2026-06-01", "Cancelled on {day}", "2026-06-01", "quiet"),
        (RENEWED, "2026-12-20", "Ends on {day}, and is renewed", "2027-01-01", "good"),
        (RENEWED, "2027-01-01", "Over since {day}, and renewed", "2027-01-01", "quiet"),
        (RENEWAL, "2026-02-01", "Renewed: begins on {day}", "2026-05-01", "good"),
        (SUSPENDED, "2026-02-01", "Cancelled by hand until {day}", "2026-03-01", "bad"),
        (SUSPENDED, "2026-03-01", "Ends on {day}", "2027-01-01", "good"),
        (
            YEAR | {"override": ("active", "2027-06-01")},
            "2027-03-01",
            "Active by hand until {day}",
            "2027-06-01",
            "good",
        ),
    ],
)
def test_a_membership_stands_so(
    given: dict[str, Any], day: str, text: str, named: str | None, tone: str
) -> None:
    said = situation(made(given), an_instant(day))

    assert (said.text, said.day.isoformat() if said.day else None, said.tone) == (text, named, tone)


STAGES = [
    YEAR,
    YEAR | {"decided": "pending"},
    YEAR | {"cancel_on": "2026-06-01"},
    YEAR | {"auto_renew": True},
    RENEWED,
    RENEWAL,
    SUSPENDED,
    YEAR | {"override": ("lapsed", "2026-12-20")},
    YEAR | {"override": ("pending", "2026-12-20")},
]
DAYS = ("2026-02-01", "2026-06-01", "2026-12-10", "2026-12-25", "2027-01-10", "2027-01-31", "2027-03-01")


def stages() -> Iterator[tuple[dict[str, Any], datetime]]:
    return ((given, an_instant(day)) for given in STAGES for day in DAYS)


def refused(act: Callable[[], object]) -> bool:
    try:
        act()
    except Conflict:
        return True
    return False


def test_what_stands_against_activating_is_what_the_domain_refuses() -> None:
    told = [(against_activating(made(given), now) is not None) for given, now in stages()]

    assert told == [refused(lambda g=given, n=now: made(g).activate(n)) for given, now in stages()]
    assert set(told) == {True, False}


def test_what_stands_against_renewing_is_what_the_domain_refuses() -> None:
    told = [(against_renewing(made(given), now) is not None) for given, now in stages()]

    assert told == [
        refused(lambda g=given, n=now: renewal.renew(made(g), a_type(YEAR), now=n)) for given, now in stages()
    ]
    assert set(told) == {True, False}


def test_what_stands_against_cancelling_is_what_the_domain_refuses() -> None:
    def cancel(given: dict[str, Any], now: datetime) -> None:
        membership = made(given)
        following = a_membership(**YEAR | {"uid": "next"}) if membership.renewed_as else None
        membership.cancel(now, following=following)

    told = [(against_cancelling(made(given), now) is not None) for given, now in stages()]

    assert told == [refused(lambda g=given, n=now: cancel(g, n)) for given, now in stages()]
    assert set(told) == {True, False}


@pytest.mark.parametrize(
    ("given", "day", "text"),
    [
        (
            YEAR | {"decided": "pending"},
            "2027-01-31",
            "Its period was over on {day}: a new membership is needed.",
        ),
        (YEAR, "2026-02-01", "It is not pending any more."),
    ],
)
def test_it_is_said_why_it_cannot_be_activated(given: dict[str, Any], day: str, text: str) -> None:
    said = against_activating(made(given), an_instant(day))

    assert said is not None and said.text == text


@pytest.mark.parametrize(
    ("given", "day", "text"),
    [
        (YEAR, "2026-02-01", "It can be renewed from {day} on."),
        (YEAR, "2027-01-31", "Its grace ended on {day}: a new membership is needed."),
        (SUSPENDED, "2026-02-01", "Its status is set by hand."),
        (YEAR | {"decided": "pending"}, "2026-12-25", "It is not active yet."),
        (RENEWED, "2026-12-25", "It has been renewed already."),
        (YEAR | {"cancel_on": "2026-06-01"}, "2026-02-01", "It is cancelled, or will be on {day}."),
    ],
)
def test_it_is_said_why_it_cannot_be_renewed(given: dict[str, Any], day: str, text: str) -> None:
    said = against_renewing(made(given), an_instant(day))

    assert said is not None and said.text == text


def test_only_what_is_active_is_cancelled_on_a_coming_day() -> None:
    assert may_cancel_later(made(YEAR)) and not may_cancel_later(made(YEAR | {"decided": "pending"}))
