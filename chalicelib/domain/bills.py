"""An invoice or a quote as an accountant reads it: exact lines, VAT by rate, totals, what is still owed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from chalicelib.domain.refusals import Invalid

BillState = Literal["paid", "part_paid", "unpaid", "overdue", "void"]
MOST_LINES = 200
ZERO = Decimal(0)
WHOLE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"  # ISO 4217: no minor unit
THOUSANDTHS = "BHD IQD JOD KWD LYD OMR TND"  # three digits; every other currency has two


@dataclass(frozen=True, slots=True)
class Party:
    """Seller or buyer; `lines` are the address. On a public paper the buyer's stay empty."""

    name: str
    lines: tuple[str, ...] = ()
    tax_id: str = ""


@dataclass(frozen=True, slots=True)
class BillLine:
    """`vat_rate` in percent; None is outside VAT. `net` and `vat` are what is charged, already rounded."""

    description: str
    quantity: Decimal
    unit_price: Decimal
    net: Decimal
    vat_rate: Decimal | None = None
    vat: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class VatShare:
    rate: Decimal
    net: Decimal
    vat: Decimal


@dataclass(frozen=True, slots=True)
class Bill:
    """Totals are sums of the lines as charged, so that what is printed always adds up."""

    number: str
    currency: str
    issued_on: date
    seller: Party
    buyer: Party
    lines: Sequence[BillLine]
    due_on: date | None = None
    reference: str = ""
    paid: Decimal = ZERO
    paid_on: date | None = None
    void: bool = False
    verify_url: str | None = None

    def __post_init__(self) -> None:
        if not re.fullmatch("[A-Z]{3}", self.currency):
            raise Invalid("A currency is three capital letters.", {"currency": "ISO 4217"})
        if not 0 < len(self.lines) <= MOST_LINES:
            raise Invalid(f"An invoice has 1 to {MOST_LINES} lines.", {"lines": f"1 to {MOST_LINES}"})
        amounts = [self.paid, *(figure for line in self.lines for figure in _figures(line))]
        if not all(map(_printable, amounts)):
            raise Invalid("Amounts are exact decimals.", {"lines": "at most 12 digits and 6 decimals"})

    @property
    def net(self) -> Decimal:
        return sum((line.net for line in self.lines), ZERO)

    @property
    def vat(self) -> Decimal:
        return sum((line.vat for line in self.lines), ZERO)

    @property
    def total(self) -> Decimal:
        return self.net + self.vat

    @property
    def balance(self) -> Decimal:
        return self.total - self.paid

    def vat_by_rate(self) -> list[VatShare]:
        """Highest rate first; nothing at all where no line bears VAT."""
        rates = sorted({line.vat_rate for line in self.lines if line.vat_rate is not None}, reverse=True)
        return [_share(rate, [line for line in self.lines if line.vat_rate == rate]) for rate in rates]

    def state(self, on: date) -> BillState:
        """How it stands on that day; the due day itself is still in time."""
        if self.void:
            return "void"
        if self.balance <= ZERO:
            return "paid"
        if self.due_on is not None and on > self.due_on:
            return "overdue"
        return "part_paid" if self.paid > ZERO else "unpaid"


def priced(
    description: str, quantity: Decimal, unit_price: Decimal, currency: str, vat_rate: Decimal | None = None
) -> BillLine:
    """A line from a net unit price; net and VAT are rounded half up, each by itself."""
    net = rounded(quantity * unit_price, currency)
    vat = ZERO if vat_rate is None else rounded(net * vat_rate / 100, currency)
    return BillLine(description, quantity, unit_price, net, vat_rate, vat)


def priced_gross(description: str, gross: Decimal, currency: str, vat_rate: Decimal) -> BillLine:
    """One piece at a price that includes VAT: the gross stays to the penny, VAT takes the remainder."""
    net = rounded(gross / (1 + vat_rate / 100), currency)
    return BillLine(description, Decimal(1), net, net, vat_rate, gross - net)


def rounded(amount: Decimal, currency: str) -> Decimal:
    return amount.quantize(Decimal(1).scaleb(-digits_of(currency)), ROUND_HALF_UP)


def digits_of(currency: str) -> int:
    return 0 if currency in WHOLE.split() else 3 if currency in THOUSANDTHS.split() else 2


def _share(rate: Decimal, lines: Sequence[BillLine]) -> VatShare:
    return VatShare(rate, sum((line.net for line in lines), ZERO), sum((line.vat for line in lines), ZERO))


def _printable(amount: object) -> bool:
    """A Decimal of at most 12 digits and 6 decimals: `1E+99999` would print a page of zeros."""
    if not isinstance(amount, Decimal) or not amount.is_finite():
        return False
    exponent = amount.normalize().as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -6 and amount.adjusted() < 12


def _figures(line: BillLine) -> tuple[Decimal, ...]:
    rate = () if line.vat_rate is None else (line.vat_rate,)
    return (line.quantity, line.unit_price, line.net, line.vat, *rate)
