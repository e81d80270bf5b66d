"""Money: an exact decimal of a currency's own minor unit, never a float."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from .refusals import Invalid

# ISO 4217, what people pay with: funds, metals and testing codes are left out.
_BY_PLACES = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF",
    2: "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD "
    "CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD "
    "HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD "
    "MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON "
    "RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD "
    "TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG",
    3: "BHD IQD JOD KWD LYD OMR TND",
}
PLACES = {code: places for places, codes in _BY_PLACES.items() for code in codes.split()}
LIMIT = 10**12
_SCALE = {0: 1, 2: 100, 3: 1_000}
_FINEST = -20  # more digits behind the point are refused before any arithmetic is done on them


def _minor_units(amount: Decimal, places: int) -> int:
    """Exact, whatever the ambient decimal context."""
    if not amount.is_finite() or amount.copy_abs() >= LIMIT:
        raise Invalid(
            "The amount is out of bounds.", {"amount": "expected at most 12 digits before the point"}
        )
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= _FINEST:
        numerator, denominator = amount.as_integer_ratio()
        minor, rest = divmod(numerator * _SCALE[places], denominator)
        if not rest:
            return minor
    raise Invalid("The amount is finer than its currency.", {"amount": f"expected at most {places} decimals"})


@dataclass(frozen=True)
class Money:
    """An amount, written with just the decimals of its currency (100 GBP is 100.00, 100 JPY is 100)."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal):
            raise TypeError("money is made of Decimal, never of float")
        if self.currency not in PLACES:
            raise Invalid("The currency is unknown.", {"currency": "expected an ISO 4217 code"})
        minor = _minor_units(self.amount, PLACES[self.currency])
        object.__setattr__(self, "amount", _written(minor, PLACES[self.currency]))

    @classmethod
    def from_minor(cls, minor: int, currency: str) -> Self:
        return cls(_written(minor, PLACES.get(currency, 0)), currency)

    @property
    def minor(self) -> int:
        """In pence, cents, yen, fils."""
        return _minor_units(self.amount, PLACES[self.currency])

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise Invalid("Two currencies do not add up.", {"currency": f"expected {self.currency}"})
        return Money.from_minor(self.minor + other.minor, self.currency)

    def __neg__(self) -> "Money":
        return Money.from_minor(-self.minor, self.currency)

    def split(self, parts: int) -> tuple["Money", ...]:
        """`parts` amounts that add up to exactly this one; the FIRST takes the rounding remainder."""
        if parts < 1:
            raise Invalid("Money is split into one part at least.", {"payments": "expected 1 or more"})
        sign = -1 if self.minor < 0 else 1
        each, rest = divmod(abs(self.minor), parts)
        minors = [each + rest, *[each] * (parts - 1)]
        return tuple(Money.from_minor(sign * minor, self.currency) for minor in minors)


def total(amounts: Iterable[Money], currency: str) -> Money:
    return sum(amounts, start=Money.from_minor(0, currency))


def _written(minor: int, places: int) -> Decimal:
    digits = tuple(int(digit) for digit in str(abs(minor)))
    return Decimal((int(minor < 0), digits, -places))
