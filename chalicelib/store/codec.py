"""Items as Python dicts and as DynamoDB's typed JSON, there and back."""

from base64 import b64decode
from collections.abc import Callable, Mapping
from decimal import Clamped, Context, Decimal, Inexact, Overflow, Rounded, Underflow
from typing import Any

Item = dict[str, Any]
# What DynamoDB's 38 digits surely hold.
_WHOLE = 10**37
# What is an int again when it is read; longer numbers stay Decimal.
_DIGITS = 18
# What DynamoDB keeps of a number: what would be rounded is refused.
_NUMBERS = Context(Emin=-128, Emax=126, prec=38, traps=[Clamped, Overflow, Inexact, Rounded, Underflow])


def encode(value: Any) -> Any:
    """One value as typed JSON; None inside a map is NULL. TypeError: what no table keeps (a float)."""
    said = _ENCODE.get(type(value)) or _encoder(value)
    return said(value)


def encode_item(item: Item) -> Item:
    """An item for the table; attributes that are None are left out."""
    return {name: encode(value) for name, value in item.items() if value is not None}


def encode_key(key: tuple[str, str]) -> Item:
    pk, sk = key
    return {"pk": {"S": pk}, "sk": {"S": sk}}


# Most of what is kept is text: it is decoded where it stands, without a call for each. A value has one kind.
def decode_item(typed: Item) -> Item:
    return {
        name: held if kind == "S" else _DECODE[kind](held)
        for name, value in typed.items()
        for kind, held in value.items()
    }


def _encoder(value: Any) -> Callable[[Any], Any]:
    """For a kind of a kind: an enum that is a text, a dict with an order."""
    for kind, said in _ENCODE.items():
        if isinstance(value, kind):
            return said
    raise TypeError(f"DynamoDB keeps no {type(value).__name__}.")


def _whole(value: int) -> Any:
    return {"N": str(value)} if -_WHOLE < value < _WHOLE else _exact(value)


def _exact(value: Any) -> Any:
    number = _NUMBERS.create_decimal(value)
    if not number.is_finite():
        raise TypeError("DynamoDB keeps no such number.")
    return {"N": str(number)}


def _map(value: Mapping[str, Any]) -> Any:
    return {"M": {name: encode(inner) for name, inner in value.items()}}


def _words(value: Any) -> Any:
    """Sets are of texts alone: those of bytes come back from a stream as something else."""
    if not all(isinstance(word, str) for word in value):
        raise TypeError("A set has texts alone.")
    return {"SS": list(value)}


_ENCODE: dict[type, Callable[[Any], Any]] = {
    str: lambda value: {"S": value},
    bool: lambda value: {"BOOL": value},
    int: _whole,
    Decimal: _exact,
    dict: _map,
    list: lambda value: {"L": [encode(inner) for inner in value]},
    tuple: lambda value: {"L": [encode(inner) for inner in value]},
    set: _words,
    frozenset: _words,
    bytes: lambda value: {"B": value},
    bytearray: lambda value: {"B": value},
    type(None): lambda value: {"NULL": True},
    Mapping: _map,
}


def _list(typed: list[Item]) -> list[Any]:
    return [held if kind == "S" else _DECODE[kind](held) for value in typed for kind, held in value.items()]


def _number(held: str) -> Any:
    if len(held) < _DIGITS and held.isdecimal():
        return int(held)
    value = _NUMBERS.create_decimal(held)
    return int(value) if value == value.to_integral_value() and abs(value) < 10**_DIGITS else value


_DECODE: dict[str, Callable[[Any], Any]] = {
    "S": lambda held: held,
    "N": _number,
    "BOOL": lambda held: held,
    "M": decode_item,
    "L": _list,
    "SS": set,
    "B": lambda held: b64decode(held) if isinstance(held, str) else held,
    "NULL": lambda held: None,
}
