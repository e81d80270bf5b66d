"""A fault's place is said in the words of the request."""

from typing import Any

import pytest

from chalicelib.api.faulty import place


@pytest.mark.parametrize(
    ("loc", "body", "said"),
    [
        ((), {}, "body"),
        (("steps", 0, "function-after[sayable(), constrained-str]"), {"steps": [{"number": 1}]}, "steps.0"),
        (("steps", 0, "StepBody", "number"), {"steps": [{"number": 1}]}, "steps.0.number"),
        (("steps", 1, "str"), {"steps": ["a", 5]}, "steps.1"),
        (("a", "b", "c"), {"a": {"b": {}}}, "a.b.c"),
        (("list[int]",), 5, "body"),
    ],
)
def test_a_place_has_no_name_that_the_client_did_not_send(
    loc: tuple[int | str, ...], body: Any, said: str
) -> None:
    assert place(loc, body) == said


def test_what_is_missing_is_named_though_it_is_not_there() -> None:
    assert place(("name",), {}, missing=True) == "name"
    assert place(("steps", 0, "StepBody", "name"), {"steps": [{}]}, missing=True) == "steps.0.name"
