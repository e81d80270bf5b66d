"""Items as Python dicts and as DynamoDB's typed JSON, there and back."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

Item = dict[str, Any]
_serializer = TypeSerializer()
_deserializer = TypeDeserializer()
# What DynamoDB's 38 digits surely hold.
_WHOLE = 10**37
# What is an int again when it is read; longer numbers stay Decimal.
_DIGITS = 18


def encode(value: Any) -> Any:
    """One value as typed JSON; None inside a map is stored as NULL, floats are refused by boto3."""
    plain = _ENCODE.get(type(value))
    return plain(value) if plain else _serializer.serialize(value)


def encode_item(item: Item) -> Item:
    """An item for the table; attributes that are None are left out."""
    return {name: encode(value) for name, value in item.items() if value is not None}


def decode_item(typed: Item) -> Item:
    return {name: _decode(value) for name, value in typed.items()}


def _int(value: int) -> Any:
    return {"N": str(value)} if -_WHOLE < value < _WHOLE else _serializer.serialize(value)


# boto3 looks at each value ten times over, which was a quarter of the product's time; the kinds that are not
# here it still takes.
_ENCODE: dict[type, Callable[[Any], Any]] = {
    str: lambda value: {"S": value},
    int: _int,
    bool: lambda value: {"BOOL": value},
    dict: lambda value: {"M": {name: encode(inner) for name, inner in value.items()}},
    list: lambda value: {"L": [encode(inner) for inner in value]},
    tuple: lambda value: {"L": [encode(inner) for inner in value]},
}


def _decode(typed: Any) -> Any:
    ((kind, held),) = typed.items()
    plain = _DECODE.get(kind)
    return plain(held) if plain else _deserializer.deserialize(typed)


def _number(held: str) -> Any:
    if len(held) < _DIGITS and held.isdecimal():
        return int(held)
    value: Decimal = _deserializer.deserialize({"N": held})
    return int(value) if value == value.to_integral_value() and abs(value) < 10**_DIGITS else value


_DECODE: dict[str, Callable[[Any], Any]] = {
    "S": lambda held: held,
    "N": _number,
    "BOOL": lambda held: held,
    "M": lambda held: {name: _decode(inner) for name, inner in held.items()},
    "L": lambda held: [_decode(inner) for inner in held],
}
