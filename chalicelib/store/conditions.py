"""Conditions on attributes, and how they are said to DynamoDB: with placeholders for names and values."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Name = Callable[[str], str]
Value = Callable[[Any], str]


@dataclass(frozen=True)
class Condition:
    """`form` with its parts put in: attributes, values, and conditions of their own."""

    form: str
    parts: tuple[Any, ...]

    def __and__(self, other: "Condition") -> "Condition":
        return Condition("({} AND {})", (self, other))

    def __or__(self, other: "Condition") -> "Condition":
        return Condition("({} OR {})", (self, other))

    def said(self, name: Name, value: Value) -> str:
        """The expression; `name` and `value` give the placeholder of each part, from left to right."""
        return self.form.format(*[_part(part, name, value) for part in self.parts])


@dataclass(frozen=True)
class Attr:
    """An attribute, named by a dotted path."""

    path: str

    def eq(self, value: Any) -> Condition:
        return Condition("{} = {}", (self, value))

    def ne(self, value: Any) -> Condition:
        return Condition("{} <> {}", (self, value))

    def lt(self, value: Any) -> Condition:
        return Condition("{} < {}", (self, value))

    def lte(self, value: Any) -> Condition:
        return Condition("{} <= {}", (self, value))

    def gt(self, value: Any) -> Condition:
        return Condition("{} > {}", (self, value))

    def gte(self, value: Any) -> Condition:
        return Condition("{} >= {}", (self, value))

    def between(self, low: Any, high: Any) -> Condition:
        """Both ends belong to it."""
        return Condition("{} BETWEEN {} AND {}", (self, low, high))

    def begins_with(self, start: str) -> Condition:
        return Condition("begins_with({}, {})", (self, start))

    def contains(self, value: Any) -> Condition:
        return Condition("contains({}, {})", (self, value))

    def exists(self) -> Condition:
        return Condition("attribute_exists({})", (self,))

    def not_exists(self) -> Condition:
        return Condition("attribute_not_exists({})", (self,))


class Where(Attr):
    """An attribute that is part of a key: what a query goes by."""


def _part(part: Any, name: Name, value: Value) -> str:
    if isinstance(part, Condition):
        return part.said(name, value)
    if isinstance(part, Attr):
        return ".".join(name(step) for step in part.path.split("."))
    return value(part)
