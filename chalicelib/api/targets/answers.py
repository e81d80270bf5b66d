"""What face 004 answers: `{data, errors, warnings}`, and lists with their pagination."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from ...actions.listing import Asked, Listed
from ..call import Call
from ..sheep.collection import whole
from ..wire import Record
from .dialect import TargetFault
from .wire import PeriodRecord, TargetGroupRecord, TargetRecord

LIMIT = 20
LARGEST_LIMIT = 100
PAGING = {
    "limit": f"Records a page, 1 to {LARGEST_LIMIT}; {LIMIT} if not given.",
    "offset": "How many records to pass over, from 0.",
}
# What was asked for in vain.
IGNORED = 900100
T = TypeVar("T")


class Answered(Record):
    """The envelope of everything that is not a list."""

    data: Any
    errors: None = None
    warnings: list[TargetFault] | None = None


class Removed(Answered):
    """The id of what was removed."""

    data: int


class TargetGroupAnswer(Answered):
    data: TargetGroupRecord


class PeriodsAnswer(Answered):
    data: list[PeriodRecord]


class TargetAnswer(Answered):
    data: TargetRecord


class TargetsAnswer(Answered):
    data: list[TargetRecord]


class Stretch(Record):
    """Which stretch this is, and how many there are in all."""

    limit: int
    offset: int
    total: int


class TargetListing(Record):
    """The envelope of every list of face 004."""

    pagination: Stretch
    data: list[Any]


def answered(data: Any, warnings: Sequence[str] = ()) -> dict[str, Any]:
    said = [{"code": IGNORED, "message": one} for one in warnings]
    return {"data": data, "errors": None, "warnings": said or None}


def asked(call: Call) -> Asked:
    """The stretch that the query asks for."""
    limit = whole(call.query, "limit", LIMIT, LARGEST_LIMIT)
    return Asked(1, limit, skipped=whole(call.query, "offset", 0, 10**15, least=0))


def envelope(page: Asked, listed: Listed[T], show: Callable[[T], Any]) -> dict[str, Any]:
    """`{pagination: {limit, offset, total}, data}`."""
    stretch = {"limit": page.page_size, "offset": page.skip, "total": listed.total}
    return {"pagination": stretch, "data": [show(record) for record in listed.records]}
