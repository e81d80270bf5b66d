"""How many bytes an item is, by AWS's published rules ("DynamoDB item sizes and formats")."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

AttributeValue = dict[str, Any]
Item = dict[str, AttributeValue]


def item_size(item: Item) -> int:
    """Names and values; the 100 bytes of storage overhead are billed by the month, not by the unit."""
    return sum(_text(name) + value_size(value) for name, value in item.items())


def value_size(value: AttributeValue) -> int:
    ((kind, held),) = value.items()
    return _SIZES[kind](held)


def _text(held: str) -> int:
    return len(held.encode())


def _number(held: str) -> int:
    """A byte for two significant digits and one more; zeros before and after do not count.

    AWS says "approximately". DynamoDB Local is exact: pairs are cut from the decimal point, and a sign is a
    byte, so 12 is 2 bytes, 1.2 and 12000 are 3, -12 is 3.
    """
    sign, digits, exponent = Decimal(held).as_tuple()
    text = "".join(map(str, digits)).rstrip("0")
    odd = (int(exponent) + len(digits) - len(text)) % 2
    significant = text.lstrip("0")
    return (len(significant) + odd + 1) // 2 + 1 + sign if significant else 1


def _list(held: list[AttributeValue]) -> int:
    return 3 + sum(1 + value_size(each) for each in held)


def _map(held: Item) -> int:
    return 3 + sum(1 + _text(name) + value_size(each) for name, each in held.items())


_SIZES: dict[str, Callable[[Any], int]] = {
    "S": _text,
    "N": _number,
    "B": len,
    "BOOL": lambda _: 1,
    "NULL": lambda _: 1,
    "SS": lambda held: sum(map(_text, held)),
    "NS": lambda held: sum(map(_number, held)),
    "BS": lambda held: sum(map(len, held)),
    "L": _list,
    "M": _map,
}
