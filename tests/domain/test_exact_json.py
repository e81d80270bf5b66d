"""What is kept as its client said it comes back as it was: in its order, every number exact."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import exact_json

# As body.parse leaves them: no NUL in a text, numbers whole or Decimal.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=10, min_value=-(10**15), max_value=10**15)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_it_comes_back_as_it_was(value: Any) -> None:
    back = exact_json.loads(exact_json.dumps(value))

    assert back == value
    assert ordered(back) == ordered(value)


def ordered(value: Any) -> Any:
    """Equality of dicts does not see their order."""
    match value:
        case dict():
            return [(name, ordered(inner)) for name, inner in value.items()]
        case list():
            return [ordered(inner) for inner in value]
        case _:
            return value


@pytest.mark.parametrize("number", ["0.1", "33.400", "123456789012345.0000000001", "-0.5", "1E+3"])
def test_a_number_is_written_as_the_number_it_is(number: str) -> None:
    text = exact_json.dumps([Decimal(number)])

    assert text == f"[{Decimal(number):f}]"


@pytest.mark.parametrize("text", ['"\\u00001\\u0000"', "\\u00001\\u0000", '"0.1"', "\x001"])
def test_a_text_that_looks_like_a_marked_number_stays_a_text(text: str) -> None:
    assert exact_json.loads(exact_json.dumps({text: [text, Decimal("0.1")]})) == {
        text: [text, Decimal("0.1")]
    }


def test_what_is_no_json_value_is_not_kept() -> None:
    with pytest.raises(TypeError, match="object has no place in what is kept"):
        exact_json.dumps({"a": object()})


def test_it_is_written_as_short_as_it_can_be() -> None:
    assert (
        exact_json.dumps({"name": "Αθήνα", "all": [1, None, True]}) == '{"name":"Αθήνα","all":[1,null,true]}'
    )
