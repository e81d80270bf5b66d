"""Which part of a partition a key condition means."""

import re
from dataclasses import dataclass

from tests.simulation.expressions import Invalid, Typed

_PARTITION = re.compile(r"\(?(#\w+) = (:\w+)(?: AND (.*))?")
_BEGINS = re.compile(r"begins_with\((#\w+), (:\w+)\)")
_BETWEEN = re.compile(r"(#\w+) BETWEEN (:\w+) AND (:\w+)")
_COMPARED = re.compile(r"(#\w+) (=|<|<=|>|>=) (:\w+)")


@dataclass(frozen=True)
class Span:
    """Sort keys from `low` to `high` of a partition; `high` None: to its end."""

    pk: str
    low: str = ""
    high: str | None = None
    low_too: bool = True
    high_too: bool = True


def span(text: str, values: Typed) -> Span:
    found = _PARTITION.fullmatch(text)
    if found is None:
        raise Invalid(text)
    pk, rest = values[found[2]]["S"], found[3]
    if rest is None:
        return Span(pk)
    rest = rest.removesuffix(")") if text.startswith("(") else rest

    def value(placeholder: str) -> str:
        return str(values[placeholder]["S"])

    if begins := _BEGINS.fullmatch(rest):
        prefix = value(begins[2])
        return Span(pk, prefix, prefix + "\U0010ffff")
    if between := _BETWEEN.fullmatch(rest):
        return Span(pk, value(between[2]), value(between[3]))
    if compared := _COMPARED.fullmatch(rest):
        return _compared(pk, compared[2], value(compared[3]))
    raise Invalid(rest)


def _compared(pk: str, sign: str, value: str) -> Span:
    match sign:
        case "=":
            return Span(pk, value, value)
        case "<" | "<=":
            return Span(pk, high=value, high_too=sign == "<=")
        case _:
            return Span(pk, value, low_too=sign == ">=")
