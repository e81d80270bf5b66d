"""The manners that every list of face 002 shares: `page`, `per_page`, and its envelope."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode

from ...actions.listing import Asked, Listed
from ...domain.refusals import Invalid
from .. import paging
from ..call import Call
from ..paging import BadCursor
from ..sheep.collection import whole
from ..wire import Record

PER_PAGE = 15
LARGEST_PAGE = 100
PAGING = {
    "page": "The number of the page, from 1.",
    "per_page": f"Records a page, 1 to {LARGEST_PAGE}; {PER_PAGE} if not given.",
    "cursor": "Where the page starts; it stands in `urls.next` of the page before.",
}
T = TypeVar("T")


class Urls(Record):
    """The pages beside this one; null where there is none."""

    previous: str | None
    next: str | None


class Pagination(Record):
    """How many there are in all, and which page this is."""

    total: int
    page: int
    per_page: int
    urls: Urls


class Paged(Record):
    """The envelope of every list of face 002."""

    data: list[Any]
    pagination: Pagination


def asked(call: Call) -> Asked:
    """The page that the query asks for. A cursor says where it starts, whatever stands before it by now."""
    page = whole(call.query, "page", 1, 10**15)
    size = whole(call.query, "per_page", PER_PAGE, LARGEST_PAGE)
    cursor = call.query.get("cursor")
    try:
        return Asked(page, size, paging.unseal(call.caller.secret, _scope(call), cursor, at=call.now))
    except BadCursor:
        raise Invalid("Not a valid page.", {"cursor": "not of this list, or too old"}) from None


def envelope(
    call: Call, page: Asked, listed: Listed[T], show: Callable[[T], Any], *, anchored: bool = False
) -> dict[str, Any]:
    """`{data, pagination: {total, page, per_page, urls: {previous, next}}}`.

    `anchored`: the cursor says where the whole walk began, so that it is good for the pages before, too.
    """
    following = None
    if listed.next is not None:
        following = _url(call, page.page + 1, page.page_size, _sealed(call, listed.next))
    elif page.after is None and page.skip + len(listed.records) < listed.total and listed.records:
        following = _url(call, page.page + 1, page.page_size)
    anchor = _sealed(call, page.after) if anchored and page.after else None
    previous = _url(call, page.page - 1, page.page_size, anchor) if page.page > 1 else None
    return {
        "data": [show(record) for record in listed.records],
        "pagination": {
            "total": listed.total,
            "page": page.page,
            "per_page": page.page_size,
            "urls": {"previous": previous, "next": following},
        },
    }


def _sealed(call: Call, position: str) -> str:
    return paging.seal(call.caller.secret, _scope(call), position, at=call.now)


def _url(call: Call, page: int, size: int, cursor: str | None = None) -> str:
    own = {name: value for name, value in call.query.items() if name not in PAGING}
    query = {**own, "page": page, "per_page": size, **({"cursor": cursor} if cursor else {})}
    return f"{call.wired.settings.base_url}{call.path.rstrip('/')}?{urlencode(query)}"


def _scope(call: Call) -> str:
    """A cursor is good for one tenant, one list, one filter and one reader."""
    own = sorted((name, value) for name, value in call.query.items() if name not in PAGING)
    return f"{call.caller.tenant}|{call.path.rstrip('/')}|{own}|{call.caller.contact or ''}"
