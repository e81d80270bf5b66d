"""What is told of a membership, deed by deed: under which id, as of when, and with what beside the snapshot."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.domain import joining
from chalicelib.domain.calendar import Term
from chalicelib.domain.events import Event, event_uid
from chalicelib.domain.joining import begin
from chalicelib.domain.membership import Link, Membership, Moment, Override, Status
from chalicelib.domain.money import Money
from chalicelib.domain.renewal import next_uid, opens_on, renew

from .memberships import UID, a_membership, a_type, an_instant, run_the_job

YEAR = {"period": "P1Y", "joined": "2026-01-01", "grace_days": 30}
KIND = a_type(YEAR)
SPRING, ADVENT = datetime(2026, 4, 1, 12, tzinfo=UTC), datetime(2026, 12, 1, 12, tzinfo=UTC)
ADA = Link("ab", "ada", "EAB55")
SUMMER, END = date(2026, 7, 1), date(2027, 1, 1)
SNAPSHOT = {
    "number": "EAB54",
    "membership_type": "grade-f",
    "start": "2026-01-01",
    "end": "2027-01-01",
    "grace_end": "2027-01-31",
    "member_since": "2026-01-01",
    "amount": None,
    "currency": None,
    "linked": [],
}


def overridden() -> Membership:
    membership = a_membership(**YEAR)
    membership.override = Override(Status.ACTIVE, SUMMER, "agreed")
    return membership


def linked() -> Membership:
    return replace(a_membership(**YEAR), linked=(ADA,))


TOLD: list[tuple[Callable[[], Membership], Callable[[Membership], object], str, int, dict[str, Any]]] = [
    # of which membership, what is done, what is told, its turn, and what stands beside the snapshot
    (lambda: a_membership(**YEAR, decided="pending"), lambda it: it.activate(SPRING), "new_membership", 1, {}),
    (
        lambda: a_membership(**YEAR),
        lambda it: it.cancel(SPRING, reason="moving"),
        "cancelled_membership",
        SPRING.toordinal(),
        {"reason": "moving", "end": "2026-04-01", "grace_end": "2026-04-01"},
    ),
    (
        lambda: a_membership(**YEAR),
        lambda it: it.cancel(SPRING, when=SUMMER, reason="moving"),
        "cancelling_membership",
        SUMMER.toordinal(),
        {"reason": "moving", "end": "2026-07-01", "grace_end": "2026-07-01"},
    ),
    (
        lambda: a_membership(**YEAR),
        lambda it: it.set_override(Status.CANCELLED, SUMMER, " unpaid ", SPRING),
        "status_overridden",
        SUMMER.toordinal(),
        {"status": "cancelled", "until": "2026-07-01", "reason": "unpaid"},
    ),
    (overridden, lambda it: it.clear_override(SPRING), "override_cleared", SUMMER.toordinal(), {}),
    (
        lambda: a_membership(**YEAR),
        lambda it: joining.link(it, ADA, SPRING),
        "linked_member",
        0x6162,
        {"linked_contact": "ada", "linked": ["ada"]},
    ),
    (
        linked,
        lambda it: joining.unlink(it, "ada", SPRING),
        "unlinked_member",
        0x6162,
        {"linked_contact": "ada"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("of", "act", "name", "turn", "beside"), TOLD)
def test_a_deed_is_told_once_as_of_now(
    of: Callable[[], Membership],
    act: Callable[[Membership], object],
    name: str,
    turn: int,
    beside: dict[str, Any],
) -> None:
    membership = of()

    act(membership)

    assert membership.take_events() == [
        Event(
            name=name,
            uid=event_uid(name, UID, turn),
            resource="member",
            subject=UID,
            contact="james",
            occurred_at=SPRING,
            data=SNAPSHOT | beside,
        )
    ]


def test_what_the_dates_made_true_is_told_as_of_that_day_without_a_reason_that_nobody_gave() -> None:
    membership = a_membership(**YEAR)

    (event,) = run_the_job(membership, KIND, an_instant("2027-01-31"))

    assert (event.name, event.occurred_at, event.data) == ("lapsed", an_instant("2027-01-31"), SNAPSHOT)
    assert event.uid == event_uid("lapsed", UID, date(2027, 1, 31).toordinal())


def test_a_personal_fee_and_linked_members_are_in_the_snapshot() -> None:
    membership = replace(linked(), amount=Money(Decimal("12.50"), "EUR"))

    membership.record("x", SPRING, turn=1)

    (event,) = membership.take_events()
    assert event.data == SNAPSHOT | {"amount": "12.50", "currency": "EUR", "linked": ["ada"]}


def test_the_next_record_has_what_is_the_members_and_the_rules_of_today() -> None:
    membership = replace(
        linked(),
        zone="Europe/Berlin",
        amount=Money(Decimal(5), "GBP"),
        payment_plan="own",
        member_since=date(2020, 1, 1),
    )
    today = replace(
        KIND, uid="grade-g", grace_days=7, renewal_window_days=10, max_linked_members=0, payment_plan="p"
    )

    following = renew(membership, today, now=ADVENT)

    assert following == Membership(
        uid=next_uid(UID, END),
        number="EAB54",
        contact="james",
        membership_type="grade-g",
        term=Term(END, date(2028, 1, 1), date(2026, 1, 1), 1),
        member_since=date(2020, 1, 1),
        reached=Moment(ADVENT, "joined"),
        zone="Europe/Berlin",
        decided=Status.ACTIVE,
        activated_at=ADVENT,
        grace_days=7,
        renewal_window_days=10,
        max_linked_members=1,
        amount=Money(Decimal(5), "GBP"),
        payment_plan="own",
        linked=(Link(next_uid("ab", END), "ada", "EAB55"),),
        renewal_of=UID,
    )
    assert membership.renewed_as == following.uid
    (event,) = following.take_events()
    assert (event.name, event.occurred_at, event.data["renewal_of"]) == ("renewal_confirmation", ADVENT, UID)
    assert event.uid == event_uid("renewal_confirmation", following.uid, 1)


def test_without_a_plan_of_its_own_the_next_record_has_the_types() -> None:
    assert renew(a_membership(**YEAR), replace(KIND, payment_plan="p"), now=ADVENT).payment_plan == "p"


def test_renewal_opens_with_its_window() -> None:
    membership = a_membership(**YEAR)

    assert opens_on(membership) == date(2026, 10, 3)
    assert renew(membership, KIND, now=an_instant("2026-10-03")).renewal_of == UID


def test_a_membership_begins_as_its_type_and_its_member_say() -> None:
    kind = replace(KIND, renewal_window_days=10, payment_plan="p", activates_at_once=True)

    begun = begin(
        kind, uid=UID, number="7", contact="c", now=SPRING, zone="Pacific/Auckland", auto_renew=True,
        amount=Money(Decimal(5), "GBP"),
    )  # fmt: skip

    local = date(2026, 4, 2)
    assert begun == Membership(
        uid=UID,
        number="7",
        contact="c",
        membership_type="grade-f",
        term=Term(local, date(2027, 4, 2), local),
        member_since=local,
        reached=Moment(SPRING, "joined"),
        zone="Pacific/Auckland",
        decided=Status.ACTIVE,
        activated_at=SPRING,
        grace_days=30,
        renewal_window_days=10,
        max_linked_members=2,
        amount=Money(Decimal(5), "GBP"),
        payment_plan="p",
        auto_renew=True,
    )
    assert [event.name for event in begun.take_events()] == ["new_membership"]
    assert begin(kind, uid="u", number="7", contact="c", now=SPRING, payment_plan="q").payment_plan == "q"
    assert begin(kind, uid="u", number="7", contact="c", now=SPRING).auto_renew is False


@pytest.mark.parametrize(
    ("until", "renews_on"),
    [
        ("2026-12-31", "2027-01-01"),
        ("2027-01-01", "2027-01-01"),
        ("2027-01-30", "2027-01-30"),
        ("2027-01-31", None),
    ],
)
def test_a_suspension_puts_auto_renewal_off_and_past_grace_undoes_it(
    until: str, renews_on: str | None
) -> None:
    membership = a_membership(**YEAR, auto_renew=True, override=("cancelled", until))

    assert membership.renews_by_itself_on == (date.fromisoformat(renews_on) if renews_on else None)


def test_a_suspension_to_the_very_end_leaves_auto_renewal_also_without_grace() -> None:
    given = YEAR | {"grace_days": 0, "auto_renew": True}

    assert a_membership(**given, override=("cancelled", "2027-01-01")).renews_by_itself_on == END
    assert a_membership(**given, override=("active", "2027-06-01")).renews_by_itself_on == END


def test_a_linked_member_shares_all_but_uid_number_and_contact() -> None:
    primary = replace(linked(), auto_renew=True)

    seen = joining.shared(primary, ADA)

    assert seen == replace(primary, uid="ab", number="EAB55", contact="ada", linked=())
    assert seen.take_events() == []


def test_a_cancellation_without_a_reason_has_none_and_ends_auto_renewal() -> None:
    membership = a_membership(**YEAR, auto_renew=True)
    following = renew(a_membership(**YEAR), KIND, now=ADVENT)
    membership.renewed_as = following.uid

    membership.cancel(ADVENT, following=following)

    assert (membership.cancel_reason, membership.auto_renew) == ("", False)
    assert (following.cancel_reason, following.cancel_on, following.auto_renew) == ("", END, False)


@pytest.mark.parametrize("reason", ["x", " " + "x" * 500 + " "])
def test_an_override_keeps_its_reason_without_the_blanks_around_it(reason: str) -> None:
    membership = a_membership(**YEAR)

    membership.set_override(Status.CANCELLED, SUMMER, reason, SPRING)

    assert membership.override == Override(Status.CANCELLED, SUMMER, reason.strip())


def test_a_type_may_be_as_generous_as_its_bounds() -> None:
    most = replace(KIND, grace_days=1_096, renewal_window_days=1_096, max_linked_members=90)

    assert (most.grace_days, most.renewal_window_days, most.max_linked_members) == (1_096, 1_096, 90)


def test_auto_renewal_that_was_reached_does_not_lie_ahead() -> None:
    membership = a_membership(**YEAR, auto_renew=True, reached="2027-01-01")

    assert membership.renews_by_itself_on is None
    assert a_membership(**YEAR, auto_renew=True, cancel_on="2026-06-01").renews_by_itself_on is None
