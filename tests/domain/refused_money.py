"""What refusals about money and rewards say: the sentence, and the field at fault."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from chalicelib.domain import unpacking
from chalicelib.domain.award_states import State
from chalicelib.domain.bills import BillLine
from chalicelib.domain.calendar import Period
from chalicelib.domain.invoice import Invoice
from chalicelib.domain.kept_memberships import PlanRun
from chalicelib.domain.membership import Link
from chalicelib.domain.money import Money
from chalicelib.domain.payment import Payment, Receipt
from chalicelib.domain.payment_plan import PaymentPlan
from chalicelib.domain.points import entry_of

from .awards import a_reward, an_award
from .memberships import a_type
from .papers import NOON, a_kept_membership

YEAR = {"period": "P1Y", "joined": "2026-01-01", "grace_days": 30}
KIND = a_type(YEAR)
SPRING, ADVENT = datetime(2026, 4, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)
IN_GRACE, AFTER = datetime(2027, 1, 15, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC)
ADA = Link("a" * 24, "ada", "EAB55")
MONTH = Period(months=1)
FOREVER = date(2030, 1, 1)
GBP, EUR = Money(Decimal(1), "GBP"), Money(Decimal(1), "EUR")


def an_invoice(**fields: Any) -> Invoice:
    given = {
        "uid": "i",
        "number": "7",
        "contact": "c",
        "contact_resource": "person",
        "currency": "GBP",
        "lines": (),
    }
    return Invoice(issued_date=NOON.date(), created=NOON, last_updated=NOON, link_tail="", **given | fields)


def a_payment(amount: Money = GBP, **fields: Any) -> Payment:
    return Payment(
        uid="p", contact="c", contact_resource="person", amount=amount, due_date=NOON.date(), created=NOON,
        last_updated=NOON, **fields,
    )  # fmt: skip


SAID: list[tuple[Callable[[], object], str, dict[str, str]]] = [
    # money
    (lambda: Money(Decimal(1), "XAU"), "The currency is unknown.", {"currency": "expected an ISO 4217 code"}),
    (
        lambda: Money(Decimal(10**12), "GBP"),
        "The amount is out of bounds.",
        {"amount": "expected at most 12 digits before the point"},
    ),
    (
        lambda: Money(Decimal("0.001"), "GBP"),
        "The amount is finer than its currency.",
        {"amount": "expected at most 2 decimals"},
    ),
    (
        lambda: Money(Decimal("1E-30"), "JPY"),
        "The amount is finer than its currency.",
        {"amount": "expected at most 0 decimals"},
    ),
    (lambda: GBP + EUR, "Two currencies do not add up.", {"currency": "expected GBP"}),
    (lambda: GBP.split(0), "Money is split into one part at least.", {"payments": "expected 1 or more"}),
    (lambda: PaymentPlan(601, MONTH), "A plan has 1 to 600 payments.", {"payments": "expected 1 to 600"}),
    (
        lambda: PaymentPlan(1, MONTH, 367),
        "The first payment waits a year at most.",
        {"deferral_days": "expected 0 to 366"},
    ),
    (
        lambda: PaymentPlan(101, MONTH).unpack("p", GBP, FOREVER),
        "The amount is too small for so many payments.",
        {"amount": "too small for the plan"},
    ),
    (
        lambda: a_payment(Money(Decimal(0), "GBP")).check(),
        "A payment is of more than nothing.",
        {"amount": "expected more than 0"},
    ),
    (
        lambda: a_payment(receipt=Receipt("r", NOON)).pay(Receipt("s", NOON), at=NOON),
        "The payment is paid already.",
        {},
    ),
    (
        lambda: a_payment().pay(Receipt("s", ADVENT), at=NOON),
        "A payment is not paid in the future.",
        {"paid_date": "in the future"},
    ),
    (
        lambda: an_invoice(lines=(BillLine("x", Decimal(1), Decimal(-1), Decimal(-1)),)).check(),
        "It comes to less than nothing.",
        {"lines": "their total is negative"},
    ),
    (
        lambda: an_invoice(
            lines=(BillLine("x", Decimal(1), Decimal(1), Decimal(1)),), due_date=date(2026, 1, 1)
        ).check(),
        "It would be due before it is issued.",
        {"due_date": "before issued_date"},
    ),
    (lambda: an_invoice().check(), "It needs lines.", {"lines": "expected 1 to 200"}),
    (lambda: an_invoice(void_date=NOON).receive(GBP, NOON, at=NOON), "Its invoice is void.", {}),
    (
        lambda: an_invoice().settle(ADVENT, at=NOON),
        "An invoice is not paid in the future.",
        {"paid_date": "in the future"},
    ),
    (
        lambda: unpacking.agree(a_kept_membership({"plan": PlanRun(1, 0, "unpacking")}), None, None),
        "There is nothing to pay: neither the membership nor its type has a fee.",
        {},
    ),  # type: ignore[arg-type]
    (
        lambda: unpacking.begin(a_kept_membership({"plan": PlanRun(1, 0, "unpacking")}), at=NOON),
        "The payment plan is unpacked already.",
        {},
    ),
    (
        lambda: unpacking.remove(a_kept_membership(), ahead=2, at=NOON),
        "2 scheduled payments lie ahead: delete them first.",
        {},
    ),
    # points and rewards
    (
        lambda: entry_of("x", "c", Decimal(0), "x", at=NOON).check(),
        "Points are given or taken.",
        {"points": "expected anything but 0"},
    ),
    (
        lambda: entry_of("x", "c", Decimal(10**9), "x", at=NOON).check(),
        "So many points cannot be kept.",
        {"points": "expected less than 10^9, 6 decimals"},
    ),
    (
        lambda: a_reward(delay=-1).check(),
        "The delay is too long.",
        {"delay": "expected 0 to 5270400 minutes"},
    ),
    (
        lambda: a_reward(period=0).check(),
        "The period is too long.",
        {"period": "expected 1 to 5270400 minutes"},
    ),
    (
        lambda: a_reward(period=1, point_in_time=NOON).check(),
        "A reward has a period or a pointInTime, not both.",
        {"pointInTime": "period is given, too"},
    ),
    (
        lambda: replace(an_award(), state=State.CLAIMED).claim("r", at=NOON),
        "The award is already claimed.",
        {},
    ),
    (lambda: replace(an_award(), state=State.EXPIRED).claim("r", at=NOON), "The award has expired.", {}),
    (lambda: replace(an_award(), state=State.CANCELLED).claim("r", at=NOON), "The award was cancelled.", {}),
    (
        lambda: an_award(delay=1).claim("r", at=NOON),
        "The award cannot be claimed before 2026-11-21T12:01:00+00:00.",
        {},
    ),
    (
        lambda: replace(an_award(), state=State.CLAIMED).cancel(None, at=NOON),
        "The award is already claimed: what was given is not taken back.",
        {},
    ),
    (lambda: replace(an_award(), state=State.EXPIRED).cancel(None, at=NOON), "The award has expired.", {}),
]
