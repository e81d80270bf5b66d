"""Points: a contact's ledger in its order, of which its balance is the sum and its peak the highest sum."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from itertools import islice

from .refusals import Invalid

# Nine digits and six decimals: exact even where a client reads JSON numbers as floats.
MOST_POINTS = Decimal(10**9)
DECIMALS = 6


@dataclass(kw_only=True)
class Entry:
    """One change of a contact's points. `uid` follows from its source, so that none is entered twice.

    Once entered it is the contact's `number`-th entry, with `balance` points after it. Entries that were
    made before entries had numbers have neither.
    """

    uid: str
    contact: str
    points: Decimal
    reason: str
    source: str
    created: datetime
    last_updated: datetime
    by: str | None = None
    number: int = 0
    balance: Decimal | None = None
    version: int = 0

    def check(self) -> None:
        if not self.points:
            raise Invalid("Points are given or taken.", {"points": "expected anything but 0"})
        if not is_countable(self.points):
            raise Invalid("So many points cannot be kept.", {"points": "expected less than 10^9, 6 decimals"})


@dataclass(frozen=True)
class Balance:
    """What the ledger comes to, of how many entries it is the sum, and the most it ever came to."""

    points: Decimal = Decimal(0)
    entries: int = 0
    peak: Decimal = Decimal(0)

    def take(self, entry: Entry) -> tuple[Entry, "Balance"]:
        """The entry in its place, and the balance with it."""
        points, number = self.points + entry.points, self.entries + 1
        placed = replace(entry, number=number, balance=points)
        return placed, Balance(points, number, max(self.peak, points))


@dataclass(frozen=True)
class Audit:
    """The balance as it is kept, and as its entries say."""

    kept: Balance
    summed: Balance

    @property
    def agrees(self) -> bool:
        return self.kept == self.summed


def summed(entries: Iterable[Entry]) -> Balance:
    """What the entries come to, in their order."""
    balance = Balance()
    for entry in in_order(entries):
        _, balance = balance.take(entry)
    return balance


def in_order(entries: Iterable[Entry]) -> Sequence[Entry]:
    """By number. Those without one fill the places that are left, as they were made.

    So it is right for an old ledger as a whole, and for the few entries that an older version of this
    software added while it was being replaced.
    """
    found = sorted(entries, key=lambda entry: (entry.number, entry.created, entry.uid))
    others = iter([entry for entry in found if not entry.number])
    ordered: list[Entry] = []
    for entry in (entry for entry in found if entry.number):
        ordered += islice(others, max(0, entry.number - 1 - len(ordered)))
        ordered.append(entry)
    return [*ordered, *others]


def is_countable(value: Decimal) -> bool:
    """Whether it can be added to any balance without losing a digit."""
    exponent = value.normalize().as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -DECIMALS and abs(value) < MOST_POINTS


def entry_of(
    source: str, contact: str, points: Decimal, reason: str, *, at: datetime, by: str | None = None
) -> Entry:
    """The entry that this source makes: made again it is the same."""
    return Entry(
        uid=entry_uid(source),
        contact=contact,
        points=points,
        reason=reason,
        source=source,
        created=at,
        last_updated=at,
        by=by,
    )


def entry_uid(source: str) -> str:
    """24 hex digits for whatever gave or took the points: `award:…`, `hand:…`, `badge:…`."""
    return hashlib.sha256(f"points|{source}".encode()).hexdigest()[:24]
