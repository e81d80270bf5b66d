"""The manners that every list of face 001 shares: `_skip`, `_limit`, and its envelope."""

import re
from collections.abc import Callable
from typing import Any, TypeVar

from ...actions.listing import Asked, Listed
from ...domain.refusals import Invalid
from ..call import Call
from ..wire import Record

LIMIT = 20
LARGEST_LIMIT = 100
PAGING = {
    "_limit": f"Records a page, 1 to {LARGEST_LIMIT}; {LIMIT} if not given.",
    "_skip": "How many records to pass over, from 0.",
}
_NUMBER = re.compile(r"[0-9]{1,15}")
R = TypeVar("R")


class Meta(Record):
    """How many there are in all, and which of them these are."""

    totalRecordsFound: int  # noqa: N815 - the seed's word
    skip: int
    limit: int


class Listing(Record):
    """The envelope of every list of face 001."""

    meta: Meta
    data: list[Any]


def asked(call: Call) -> Asked:
    """The stretch that the query asks for."""
    limit = whole(call, "_limit", LIMIT, least=1, most=LARGEST_LIMIT)
    return Asked(1, limit, skipped=whole(call, "_skip", 0, least=0, most=10**15))


def envelope(page: Asked, listed: Listed[R], show: Callable[[R], Any]) -> dict[str, Any]:
    """`{meta: {totalRecordsFound, skip, limit}, data}`."""
    meta = {"totalRecordsFound": listed.total, "skip": page.skip, "limit": page.page_size}
    return {"meta": meta, "data": [show(record) for record in listed.records]}


def one(record: Any) -> dict[str, Any]:
    """The envelope of every single record."""
    return {"data": record}


def whole(call: Call, name: str, default: int, *, least: int, most: int) -> int:
    """A whole number in plain ASCII digits: int() would also take 1_0 and Arabic digits."""
    given = call.query.get(name)
    if given is None:
        return default
    if _NUMBER.fullmatch(given) is None or not least <= int(given) <= most:
        raise Invalid("Not a valid page.", {name: f"a whole number from {least} to {most}"})
    return int(given)
