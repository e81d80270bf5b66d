"""Conditions are said as boto3 says them."""

from typing import Any

import pytest
from boto3.dynamodb import conditions as boto3s
from boto3.dynamodb.types import TypeSerializer

from chalicelib.store.conditions import Attr, Condition, Where
from chalicelib.store.writes import condition


def in_the_words_of_boto3(said: Any, *, key: bool) -> tuple[str, dict[str, str], dict[str, Any]]:
    built = boto3s.ConditionExpressionBuilder().build_expression(said, is_key_condition=key)
    values = {name: TypeSerializer().serialize(v) for name, v in built.attribute_value_placeholders.items()}
    return built.condition_expression, built.attribute_name_placeholders, values


def ours(said: Condition) -> tuple[str, dict[str, str], dict[str, Any]]:
    names: dict[str, str] = {}
    values: dict[str, Any] = {}
    expression = condition(said, names, values, mark="")
    expression = expression.replace("#", "#n").replace(":", ":v")
    return (
        expression,
        {placeholder.replace("#", "#n"): name for placeholder, name in names.items()},
        {placeholder.replace(":", ":v"): value for placeholder, value in values.items()},
    )


def conditions(attr: Any) -> list[Any]:
    a, deep = attr("a"), attr("u.s1.x")
    simple = [
        a.eq(1),
        deep.lt("2026"),
        a.lte(3),
        a.gt("x"),
        a.gte("y"),
        deep.ne(4),
        a.between(1, 5),
        deep.begins_with("CA#"),
        a.contains("word"),
        deep.exists(),
        a.not_exists(),
    ]
    return [
        *simple,
        a.eq(1) & deep.exists(),
        (a.lt(2) | a.not_exists()) & (deep.eq("z") | a.gt(7) | a.lte(0)),
    ]


@pytest.mark.parametrize(
    ("mine", "theirs"), list(zip(conditions(Attr), conditions(boto3s.Attr), strict=True))
)
def test_a_condition_is_said_as_boto3_says_it(mine: Condition, theirs: Any) -> None:
    assert ours(mine) == in_the_words_of_boto3(theirs, key=False)


def test_a_key_condition_is_said_as_boto3_says_it() -> None:
    mine = Where("pk").eq("t#P#1") & Where("sk").between("A", "B")
    theirs = boto3s.Key("pk").eq("t#P#1") & boto3s.Key("sk").between("A", "B")

    assert ours(mine) == in_the_words_of_boto3(theirs, key=True)


def test_a_second_expression_beside_the_first_does_not_take_its_placeholders() -> None:
    names: dict[str, str] = {}
    values: dict[str, Any] = {}

    key = condition(Where("pk").eq("p"), names, values, mark="k")
    only = condition(Attr("n").gt(1), names, values)

    assert (key, only) == ("#k0 = :k0", "#c0 > :c0")
    assert names == {"#k0": "pk", "#c0": "n"}
    assert values == {":k0": {"S": "p"}, ":c0": {"N": "1"}}
