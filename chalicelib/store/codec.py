"""Items as Python dicts and as DynamoDB's typed JSON, there and back."""

from decimal import Decimal
from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

Item = dict[str, Any]
_serializer = TypeSerializer()
_deserializer = TypeDeserializer()


def encode(value: Any) -> Any:
    """One value as typed JSON; None inside a map is stored as NULL, floats are refused by boto3."""
    return _serializer.serialize(value)


def encode_item(item: Item) -> Item:
    """An item for the table; attributes that are None are left out."""
    return {name: encode(value) for name, value in item.items() if value is not None}


def decode_item(typed: Item) -> Item:
    return {name: _plain(_deserializer.deserialize(value)) for name, value in typed.items()}


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() and abs(value) < 10**18 else value
        case dict():
            return {name: _plain(inner) for name, inner in value.items()}
        case list():
            return [_plain(inner) for inner in value]
        case _:
            return value
