"""What a certificate says: the facts as they stand, before any wording or design."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Standing = Literal["pending", "active", "lapsed", "cancelled"]


@dataclass(frozen=True, slots=True)
class MembershipSheet:
    """`name` already follows the tenant's name policy; `ended_on` is the day it lapsed or was cancelled."""

    organisation: str
    name: str
    membership_type: str
    number: str
    standing: Standing
    member_since: date
    valid_from: date
    valid_until: date
    issued_on: date
    ended_on: date | None = None
    verify_url: str | None = None

    def __post_init__(self) -> None:
        if self.standing in ("lapsed", "cancelled") and self.ended_on is None:
            raise ValueError(f"a {self.standing} membership ended on some day")


@dataclass(frozen=True, slots=True)
class AchievementSheet:
    """A finished achievement; one that is not finished has no certificate."""

    organisation: str
    name: str
    achievement: str
    finished_on: date
    issued_on: date
    steps: int | None = None
    awarded_by: str | None = None
    verify_url: str | None = None


@dataclass(frozen=True, slots=True)
class MissingInvoiceSheet:
    """The page that says that there is no invoice; `reference` is the membership number."""

    organisation: str
    reference: str
    issued_on: date
