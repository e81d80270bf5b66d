"""Item sizes, computed by hand from AWS's rules."""

from typing import Any

import pytest

from sandbox.sizes import item_size, value_size


@pytest.mark.parametrize(
    ("value", "size"),
    [
        ({"S": ""}, 0),
        ({"S": "abc"}, 3),
        ({"S": "né€"}, 6),
        ({"N": "0"}, 1),
        ({"N": "7"}, 2),
        ({"N": "42"}, 2),
        ({"N": "123"}, 3),
        ({"N": "-123.450"}, 5),
        ({"N": "1.2"}, 3),
        ({"N": "12000"}, 3),
        ({"N": "-12"}, 3),
        ({"N": "1000000"}, 2),
        ({"N": "0.0007"}, 2),
        ({"N": "9" * 38}, 20),
        ({"B": b"\x00\x01\x02"}, 3),
        ({"BOOL": False}, 1),
        ({"NULL": True}, 1),
        ({"SS": ["ab", "cde"]}, 5),
        ({"NS": ["1", "22", "333"]}, 7),
        ({"BS": [b"a", b"bc"]}, 3),
        ({"L": []}, 3),
        ({"L": [{"S": "ab"}, {"N": "5"}]}, 3 + 1 + 2 + 1 + 2),
        ({"M": {}}, 3),
        ({"M": {"a": {"S": "xyz"}}}, 3 + 1 + 1 + 3),
        ({"M": {"a": {"L": [{"BOOL": True}]}}}, 3 + 1 + 1 + (3 + 1 + 1)),
    ],
)
def test_a_value_has_the_size_that_aws_gives_it(value: dict[str, Any], size: int) -> None:
    assert value_size(value) == size


def test_an_item_is_its_names_and_values() -> None:
    item = {"pk": {"S": "t1#P#7"}, "sk": {"S": "A"}, "größe": {"N": "12"}}

    assert item_size(item) == (2 + 6) + (2 + 1) + (7 + 2)
