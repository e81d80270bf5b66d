"""What the secretary's pages share: the way around their lists, ids in their paths, where a list goes on."""

from typing import Any

from ...domain.desks import Need
from ...domain.ids import is_uid
from ...domain.refusals import Contradiction, NotFound
from ...domain.situation import situation
from .. import paging
from ..call import Answer
from ..paging import BadCursor
from .visitor import Visitor

TITLES = {
    Need.PENDING: "Pending",
    Need.EXPIRING: "Ending soon",
    Need.GRACE: "In grace",
    Need.LAPSED: "Lapsed",
    Need.ACTIVE: "Active",
    Need.CANCELLED: "Cancelled",
}


def show(
    visitor: Visitor, page: str, *, current: str | None = None, status: int = 200, **said: Any
) -> Answer:
    """A page with the way around; `current` is the list that it shows."""
    return visitor.show(page, status=status, titles=TITLES, current=current, situation=situation, **said)


def a_uid(text: str, what: str) -> str:
    if not is_uid(text):
        raise NotFound(f"There is no such {what}.")
    return text


def cursor(visitor: Visitor, scope: str, place: str | None) -> str | None:
    """What the link to the next page bears: good for this list alone, and for a day."""
    if place is None:
        return None
    return paging.seal(visitor.tenant.secret, _scope(visitor, scope), place, at=visitor.now)


def position(visitor: Visitor, scope: str) -> str | None:
    """Where the page that is asked for starts; None: at the beginning."""
    given = visitor.query.get("after")
    if given is None:
        return None
    try:
        return paging.unseal(visitor.tenant.secret, _scope(visitor, scope), given, at=visitor.now)
    except BadCursor:
        raise Contradiction("This page of the list is gone: begin with the first one.") from None


def _scope(visitor: Visitor, scope: str) -> str:
    return f"{visitor.tenant.slug}|pages|{scope}"
