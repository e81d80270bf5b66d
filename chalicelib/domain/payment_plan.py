"""A payment plan: how many payments, how far apart, how long the first may wait."""

from dataclasses import dataclass
from datetime import date, datetime

from .calendar import Period, add, shifted
from .money import Money
from .refusals import Invalid

MOST_PAYMENTS = 600
LONGEST_DEFERRAL = 366


@dataclass(frozen=True)
class ScheduledPayment:
    """One payment to come; the id follows from plan and place, so that unpacking twice makes it once."""

    id: str
    seq: int
    due_on: date
    amount: Money


@dataclass(frozen=True)
class PaymentPlan:
    payments: int
    interval: Period
    deferral_days: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.payments <= MOST_PAYMENTS:
            raise Invalid("A plan has 1 to 600 payments.", {"payments": f"expected 1 to {MOST_PAYMENTS}"})
        if not 0 <= self.deferral_days <= LONGEST_DEFERRAL:
            raise Invalid("The first payment waits a year at most.", {"deferral_days": "expected 0 to 366"})

    def unpack(self, plan: str, total: Money, start: date) -> tuple[ScheduledPayment, ...]:
        """The dated payments of `total`, ids `plan#001` on; the FIRST takes the rounding remainder.

        They are anchored to the first one, so that short months do not move the later ones.
        """
        if total.minor < self.payments:
            raise Invalid(
                "The amount is too small for so many payments.", {"amount": "too small for the plan"}
            )
        first = shifted(start, self.deferral_days)
        return tuple(
            ScheduledPayment(f"{plan}#{seq:03}", seq, add(first, self.interval, seq - 1), amount)
            for seq, amount in enumerate(total.split(self.payments), start=1)
        )


@dataclass(kw_only=True)
class OfferedPlan:
    """A payment plan as a tenant offers it, under its name."""

    uid: str
    name: str
    created: datetime
    last_updated: datetime
    terms: PaymentPlan
    version: int = 0


@dataclass(frozen=True)
class PlanTerms:
    """What was agreed when a plan was unpacked: all that its payments follow from, whatever changes later."""

    plan: str
    terms: PaymentPlan
    total: Money
    start: date
    invoice: str | None = None

    def payments(self) -> tuple[ScheduledPayment, ...]:
        return self.terms.unpack(self.plan, self.total, self.start)
