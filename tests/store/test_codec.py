"""Typed JSON is what boto3 makes of the same values, and comes back as it was."""

from collections import OrderedDict
from decimal import Decimal
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Any

import pytest
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.store import codec


class Colour(StrEnum):
    RED = "red"


class Number(IntEnum):
    ONE = 1


NUMBERS = st.one_of(
    st.integers(-(10**37), 10**37),
    st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12),
)
ATOMS = st.one_of(st.text(), NUMBERS, st.booleans(), st.none(), st.binary(min_size=1))
SETS = st.sets(st.text(min_size=1), min_size=1)
VALUES = st.recursive(
    st.one_of(ATOMS, SETS),
    lambda inner: st.one_of(st.lists(inner), st.tuples(inner), st.dictionaries(st.text(), inner)),
    max_leaves=20,
)


@given(VALUES)
def test_a_value_is_said_as_boto3_says_it(value: Any) -> None:
    assert codec.encode(value) == TypeSerializer().serialize(value)


@given(st.dictionaries(st.text(), VALUES.filter(lambda value: value is not None)))
def test_an_item_comes_back_as_boto3_reads_it(item: dict[str, Any]) -> None:
    typed = codec.encode_item(item)

    assert codec.decode_item(typed) == {
        name: TypeDeserializer().deserialize(value) for name, value in typed.items()
    }


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("7", int),
        ("-7", int),
        ("-0", int),
        ("7.0", int),
        ("1E+3", int),
        ("999999999999999999", int),
        ("1000000000000000000", Decimal),
        ("0.5", Decimal),
    ],
)
def test_whole_numbers_of_up_to_18_digits_are_ints_and_all_others_decimals(said: str, read: type) -> None:
    [number] = codec.decode_item({"n": {"N": said}}).values()

    assert type(number) is read
    assert number == Decimal(said)


@pytest.mark.parametrize("value", [0.5, {"deep": [0.5]}, 10**39, Decimal("Infinity"), {1, "a"}, object()])
def test_what_dynamodb_cannot_keep_is_refused_before_it_is_asked(value: Any) -> None:
    with pytest.raises((TypeError, ArithmeticError)):
        codec.encode(value)


def test_what_is_a_kind_of_a_kind_is_kept_as_that() -> None:
    kept = [Colour.RED, Number.ONE, MappingProxyType({"a": 1}), OrderedDict(b=2), frozenset({"x"})]

    assert [codec.encode(value) for value in kept] == [
        {"S": "red"},
        {"N": "1"},
        {"M": {"a": {"N": "1"}}},
        {"M": {"b": {"N": "2"}}},
        {"SS": ["x"]},
    ]


def test_bytes_are_the_same_from_the_table_and_from_the_stream_which_writes_them_as_text() -> None:
    assert (
        codec.decode_item({"b": {"B": b"\x00\xff"}})
        == codec.decode_item({"b": {"B": "AP8="}})
        == {"b": b"\x00\xff"}
    )
