"""Points: a contact's ledger, of which its balance is the sum."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from .refusals import Invalid

# Nine digits and six decimals: exact even where a client reads JSON numbers as floats.
MOST_POINTS = Decimal(10**9)
DECIMALS = 6


@dataclass(kw_only=True)
class Entry:
    """One change of a contact's points. `uid` follows from its source, so that none is entered twice."""

    uid: str
    contact: str
    points: Decimal
    reason: str
    source: str
    created: datetime
    last_updated: datetime
    by: str | None = None
    version: int = 0

    def check(self) -> None:
        if not self.points:
            raise Invalid("Points are given or taken.", {"points": "expected anything but 0"})
        if not is_countable(self.points):
            raise Invalid("So many points cannot be kept.", {"points": "expected less than 10^9, 6 decimals"})


@dataclass(frozen=True)
class Balance:
    """What the ledger comes to, and of how many entries it is the sum."""

    points: Decimal = Decimal(0)
    entries: int = 0


@dataclass(frozen=True)
class Audit:
    """The balance as it is kept, and as its entries say."""

    kept: Balance
    summed: Balance

    @property
    def agrees(self) -> bool:
        return self.kept == self.summed


def is_countable(value: Decimal) -> bool:
    """Whether it can be added to any balance without losing a digit."""
    exponent = value.normalize().as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -DECIMALS and abs(value) < MOST_POINTS


def entry_uid(source: str) -> str:
    """24 hex digits for whatever gave or took the points: `award:…`, `hand:…`."""
    return hashlib.sha256(f"points|{source}".encode()).hexdigest()[:24]
