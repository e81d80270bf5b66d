"""A membership type: what a tenant sells, and the rules that its memberships start under."""

from dataclasses import dataclass

from .calendar import Calendar
from .money import Money
from .refusals import Invalid

# Bounds keep every date that follows from them within the calendar, and every write in one transaction.
_BOUNDS = {"grace_days": 1_096, "renewal_window_days": 1_096, "max_linked_members": 90}


@dataclass(frozen=True, kw_only=True)
class MembershipType:
    uid: str
    name: str
    calendar: Calendar
    price: Money | None = None
    grace_days: int = 0
    renewal_window_days: int = 90
    max_linked_members: int = 0
    activates_at_once: bool = False
    payment_plan: str | None = None

    def __post_init__(self) -> None:
        faults = {
            field: f"expected 0 to {most}"
            for field, most in _BOUNDS.items()
            if not 0 <= getattr(self, field) <= most
        }
        if faults:
            raise Invalid("The membership type is out of bounds.", faults)
