"""Evaluates DynamoDB's expressions, as far as `chalicelib.store.writes` says them: each is read once and kept."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from typing import Any

Typed = dict[str, Any]
Names = dict[str, str]
# What an expression needs beside its text: the item, and what its placeholders stand for.
Test = Callable[[Typed, Names, Typed], bool]
Operand = Callable[[Typed, Names, Typed], Typed | None]
Path = tuple[str, ...]

_TOKEN = re.compile(r"\s*(<>|<=|>=|[=<>(),.]|[#:]?\w+)")
_VERB = re.compile(r"\b(SET|ADD|REMOVE)\b ")


class Invalid(ValueError):
    """DynamoDB would refuse the request with a ValidationException."""


class _Reader:
    """Walks over the words of one expression."""

    def __init__(self, text: str) -> None:
        self.words = _TOKEN.findall(text)
        self.at = 0

    @property
    def word(self) -> str:
        return self.words[self.at] if self.at < len(self.words) else ""

    def take(self, wanted: str | None = None) -> str:
        word = self.word
        if wanted is not None and word != wanted:
            raise Invalid(f"{wanted!r} expected, {word!r} found")
        self.at += 1
        return str(word)


@cache
def condition(text: str) -> Test:
    reader = _Reader(text)
    test = _either(reader)
    if reader.word:
        raise Invalid(f"{reader.word!r} is left over of {text!r}")
    return test


def _either(reader: _Reader) -> Test:
    tests = [_both(reader)]
    while reader.word == "OR":
        reader.take()
        tests.append(_both(reader))
    return tests[0] if len(tests) == 1 else lambda *given: any(test(*given) for test in tests)


def _both(reader: _Reader) -> Test:
    tests = [_one(reader)]
    while reader.word == "AND":
        reader.take()
        tests.append(_one(reader))
    return tests[0] if len(tests) == 1 else lambda *given: all(test(*given) for test in tests)


def _one(reader: _Reader) -> Test:
    match reader.word:
        case "(":
            reader.take()
            inner = _either(reader)
            reader.take(")")
            return inner
        case "NOT":
            reader.take()
            denied = _one(reader)
            return lambda *given: not denied(*given)
        case "attribute_exists" | "attribute_not_exists" | "begins_with" | "contains" | "attribute_type":
            return _function(reader)
        case _:
            return _comparison(reader)


def _function(reader: _Reader) -> Test:
    name, arguments = reader.take(), _arguments(reader)
    first = arguments[0]
    if name == "attribute_exists":
        return lambda *given: first(*given) is not None
    if name == "attribute_not_exists":
        return lambda *given: first(*given) is None
    compare, second = _FUNCTIONS[name], arguments[1]
    return lambda *given: _both_there(compare, first(*given), second(*given))


def _comparison(reader: _Reader) -> Test:
    left = _operand(reader)
    match reader.take():
        case "BETWEEN":
            low = _operand(reader)
            reader.take("AND")
            high = _operand(reader)
            return lambda *given: (
                _ordered("<=", low(*given), left(*given)) and _ordered("<=", left(*given), high(*given))
            )
        case "IN":
            among = _arguments(reader)
            return lambda *given: any(_equal(left(*given), one(*given)) for one in among)
        case "=":
            right = _operand(reader)
            return lambda *given: _equal(left(*given), right(*given))
        case "<>":
            right = _operand(reader)
            return lambda *given: not _equal(left(*given), right(*given))
        case sign if sign in _ORDERS:
            right = _operand(reader)
            return lambda *given: _ordered(sign, left(*given), right(*given))
        case unknown:
            raise Invalid(f"{unknown!r} is no comparison")


def _arguments(reader: _Reader) -> list[Operand]:
    reader.take("(")
    found = [_operand(reader)]
    while reader.word == ",":
        reader.take()
        found.append(_operand(reader))
    reader.take(")")
    return found


def _operand(reader: _Reader) -> Operand:
    word = reader.take()
    if word.startswith(":"):
        return lambda _item, _names, values: values[word]
    if word == "size":
        [measured] = _arguments(reader)
        return lambda *given: _size(measured(*given))
    path = [word]
    while reader.word == ".":
        reader.take()
        path.append(reader.take())
    if len(path) == 1:
        return lambda item, names, _values: item.get(names[word])
    return lambda item, names, _values: at(item, tuple(names[part] for part in path))


def at(item: Typed, path: Path) -> Typed | None:
    """What stands at a path of an item; None: nothing."""
    found: Typed | None = {"M": item}
    for part in path:
        found = found.get("M", {}).get(part) if found else None
    return found


def _size(value: Typed | None) -> Typed | None:
    """Of texts, bytes, sets and documents; nothing else has one."""
    if value is None:
        return None
    ((kind, held),) = value.items()
    if kind in ("N", "BOOL", "NULL"):
        return None
    return {"N": str(len(held.encode() if isinstance(held, str) else held))}


def _both_there(compare: Callable[[Any, Any], bool], left: Typed | None, right: Typed | None) -> bool:
    if left is None or right is None:
        return False
    return compare(left, right)


def _equal(left: Typed | None, right: Typed | None) -> bool:
    if left is None or right is None:
        return False
    return left == right or _plain(left) == _plain(right)


def _plain(value: Typed) -> Any:
    """With numbers and sets as such, so that 1.0 is 1 and an order of a set is none."""
    ((kind, held),) = value.items()
    match kind:
        case "N":
            return kind, Decimal(held)
        case "NS":
            return kind, frozenset(map(Decimal, held))
        case "SS" | "BS":
            return kind, frozenset(held)
        case "M":
            return kind, {name: _plain(inner) for name, inner in held.items()}
        case "L":
            return kind, [_plain(inner) for inner in held]
        case _:
            return kind, held


def _ordered(sign: str, left: Typed | None, right: Typed | None) -> bool:
    if left is None or right is None:
        return False
    ((kind, one),) = left.items()
    ((other_kind, other),) = right.items()
    if kind != other_kind or kind not in ("N", "S", "B"):
        return False
    return _ORDERS[sign](*((Decimal(one), Decimal(other)) if kind == "N" else (one, other)))


def _begins(left: Typed, right: Typed) -> bool:
    return any(kind in left and kind in right and left[kind].startswith(right[kind]) for kind in ("S", "B"))


def _contains(left: Typed, right: Typed) -> bool:
    ((kind, held),) = left.items()
    ((part_kind, part),) = right.items()
    if kind == "L":
        return any(_equal(one, right) for one in held)
    if kind in ("SS", "NS", "BS"):
        return kind == f"{part_kind}S" and any(_equal({part_kind: one}, right) for one in held)
    return kind == part_kind and kind in ("S", "B") and part in held


_FUNCTIONS: dict[str, Callable[[Typed, Typed], bool]] = {
    "begins_with": _begins,
    "contains": _contains,
    "attribute_type": lambda left, right: right["S"] in left,
}
_ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}


def updated(item: Typed, text: str, names: Names, values: Typed) -> Typed:
    """The item after an update; the one given stays as it is."""
    made = {**item}
    for verb, path, value in _clauses(text):
        *above, last = (names[part] for part in path)
        holder = _holder(made, above)
        match verb:
            case "SET":
                holder[last] = values[value]
            case "ADD":
                holder[last] = _added(holder.get(last), values[value])
            case _:
                holder.pop(last, None)
    return made


def _holder(item: Typed, path: list[str]) -> Typed:
    """The map in which a path ends, copied down to there, so that what others hold stays as it was."""
    holder = item
    for part in path:
        if "M" not in holder.get(part, {}):
            raise Invalid("The document path provided in the update expression is invalid for update")
        inner = {**holder[part]["M"]}
        holder[part] = {"M": inner}
        holder = inner
    return holder


def _added(before: Typed | None, more: Typed) -> Typed:
    if "N" not in more or (before is not None and "N" not in before):
        raise Invalid("An operand in the update expression has an incorrect data type")
    return {"N": str(Decimal(before["N"] if before else 0) + Decimal(more["N"]))}


@cache
def _clauses(text: str) -> tuple[tuple[str, Path, str], ...]:
    return tuple(_read_clauses(text))


def _read_clauses(text: str) -> Iterator[tuple[str, Path, str]]:
    """(verb, path, placeholder of the value) of each change."""
    _, *parts = _VERB.split(text)
    for verb, changes in zip(parts[::2], parts[1::2], strict=True):
        for change in changes.split(","):
            path, _, value = change.strip().replace(" = ", " ").partition(" ")
            yield verb, tuple(path.split(".")), value
