"""The parameters by which lists of face 001 are narrowed and put in order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from ...actions.listing import Asked, Listed, in_memory
from ...domain.refusals import Invalid
from ..call import Call
from .lists import PAGING, asked, envelope

R = TypeVar("R")
GENERIC = {
    **PAGING,
    "_sortByFields": "Fields with their order, as `created:desc,name:asc`.",
    "_hasValuesFor": "Only records that have something in each of these fields: `description,category`.",
}
LANGUAGE = {"_lang": "The language of names and descriptions, where there is a translation."}
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Search:
    """What a list was asked for beyond its page."""

    equal: Mapping[str, str]
    filled: tuple[str, ...]
    order: tuple[tuple[str, bool], ...]

    @property
    def is_plain(self) -> bool:
        return not (self.equal or self.filled or self.order)

    def applied(self, rows: Sequence[Row]) -> list[Row]:
        found = [row for row in rows if self._fits(row)]
        for name, backwards in reversed(self.order):
            found.sort(key=lambda row, name=name: _rank(row.get(name)), reverse=backwards)  # type: ignore[misc]
        return found

    def _fits(self, row: Row) -> bool:
        wanted = all(_is(row.get(name), value) for name, value in self.equal.items())
        return wanted and not any(row.get(name) in (None, "", (), [], {}) for name in self.filled)


def search(call: Call, fields: Sequence[str]) -> Search:
    """`fields` are those that a record may be searched and sorted by."""
    known = frozenset(fields)
    equal = {name: value for name, value in call.query.items() if name in known}
    filled = _words(call, "_hasValuesFor", known)
    order = []
    for word in _words(call, "_sortByFields", known, cut=":"):
        name, _, way = word.partition(":")
        if way not in ("", "asc", "desc"):
            raise Invalid("Not a valid order.", {"_sortByFields": "asc or desc"})
        order.append((name, way == "desc"))
    return Search(equal, filled, tuple(order))


def listed(
    call: Call,
    fields: Sequence[str],
    *,
    paged: Callable[[Asked], Listed[R]] | None,
    every: Callable[[], Sequence[R]],
    show: Callable[[R], Row],
) -> dict[str, Any]:
    """A page through the index where there is one and nothing else was asked for; else of all there are."""
    page, wanted = asked(call), search(call, fields)
    if paged and wanted.is_plain:
        return envelope(page, paged(page), show)
    rows = wanted.applied([show(record) for record in every()])
    return envelope(page, in_memory(rows, page), lambda row: row)


def _words(call: Call, parameter: str, known: frozenset[str], cut: str = "\0") -> tuple[str, ...]:
    given = call.query.get(parameter)
    if given is None:
        return ()
    words = tuple(given.split(","))
    if len(words) > len(known) or not all(word.partition(cut)[0] in known for word in words):
        raise Invalid("Not a known field.", {parameter: f"of {', '.join(sorted(known))}"})
    return words


def _is(value: Any, wanted: str) -> bool:
    match value:
        case bool():
            return wanted == str(value).lower()
        case list() | tuple():
            return wanted in value
        case int() | Decimal():
            return wanted == f"{value}"
        case _:
            return bool(value == wanted)


def _rank(value: Any) -> tuple[int, Any]:
    """What is missing comes first; numbers before texts."""
    match value:
        case None:
            return (0, 0)
        case bool() | int() | Decimal():
            return (1, value)
        case _:
            return (2, str(value))
