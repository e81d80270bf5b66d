"""A fault's place is said in the words of the request."""

from typing import Any

import pytest
from pydantic import ValidationError

from chalicelib.api.achievements.wire import AchievementTypeBody
from chalicelib.api.faulty import fields, place


@pytest.mark.parametrize(
    ("loc", "body", "said"),
    [
        ((), {}, "body"),
        (("steps", 0, "function-after[sayable(), constrained-str]"), {"steps": [{"number": 1}]}, "steps.0"),
        (("steps", 0, "StepBody", "number"), {"steps": [{"number": 1}]}, "steps.0.number"),
        (("steps", 1, "str"), {"steps": ["a", 5]}, "steps.1"),
        (("list[int]",), 5, "body"),
        (("list[str]", 0), ["x"], "0"),
        (("metadata", "k"), {"metadata": [{"key": "k", "value": 5}]}, "metadata.k"),
        (("metadata", "k", "[key]"), {"metadata": {"k": 1}}, "metadata.k.[key]"),
        (("steps", 5), {"steps": []}, "steps.5"),
    ],
)
def test_a_place_has_no_name_that_the_client_did_not_send(
    loc: tuple[int | str, ...], body: Any, said: str
) -> None:
    assert place(loc, body) == said


def test_what_is_missing_is_named_though_it_is_not_there() -> None:
    assert place(("name",), {}, missing=True) == "name"
    assert place(("a", "b", "c"), {"a": {"b": {}}}, missing=True) == "a.b.c"
    assert place(("steps", 0, "StepBody", "name"), {"steps": [{}]}, missing=True) == "steps.0.name"


def test_each_branch_of_a_union_has_its_say_of_one_place() -> None:
    said = {"name": "Diver", "steps": [5]}

    with pytest.raises(ValidationError) as refused:
        AchievementTypeBody.model_validate(said)

    [(place_, words)] = fields(refused.value, said).items()
    assert place_ == "steps.0"
    assert words.startswith("Input should be a valid string; Input should be a valid dictionary")
