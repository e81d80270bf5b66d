"""Where a page's list goes on: the cursor in the link to its next page."""

from ...domain.refusals import Contradiction
from .. import paging
from ..paging import BadCursor
from .visitor import Visitor


def cursor(visitor: Visitor, scope: str, place: str | None) -> str | None:
    """What the link to the next page bears: good for this list alone, and for a day."""
    if place is None:
        return None
    return paging.seal(visitor.tenant.secret, _scope(visitor, scope), place, at=visitor.now)


def position(visitor: Visitor, scope: str) -> str | None:
    """Where the page that is asked for starts; None: at the beginning."""
    given = visitor.query.get("after")
    try:
        return paging.unseal(visitor.tenant.secret, _scope(visitor, scope), given, at=visitor.now)
    except BadCursor:
        raise Contradiction("This page of the list is gone: begin with the first one.") from None


def _scope(visitor: Visitor, scope: str) -> str:
    return f"{visitor.tenant.slug}|pages|{scope}"
