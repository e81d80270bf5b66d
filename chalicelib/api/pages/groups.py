"""Routes of groups: those whose registers the visitor keeps."""

from ...actions import groups, registers
from ...actions.listing import Asked
from ...domain.refusals import Contradiction
from .. import paging
from ..blueprint import STAFF
from ..call import Answer
from ..paging import BadCursor
from .room import Pages
from .visitor import Visitor

face = Pages()
SHOWN = 25
SCOPE = "pages of groups"


@face.page(
    "/groups",
    who=STAFF,
    summary="The groups whose registers the visitor keeps; for staff all of them.",
    query={"after": "Where the page starts, as the page before says."},
)
def list_groups(visitor: Visitor) -> Answer:
    own = registers.own_groups(visitor.table, visitor.someone)
    if not registers.is_staff(visitor.someone):
        return visitor.show("groups.html", own=own, others=[], following=None)
    found = groups.listed(visitor.table, Asked(1, SHOWN, _after(visitor)), now=visitor.now, facets={})
    named = {one.uid for one in own}
    others = [one for one in found.records if one.uid not in named]
    following = paging.seal(visitor.tenant.secret, SCOPE, found.next, at=visitor.now) if found.next else None
    first = "after" not in visitor.query
    return visitor.show("groups.html", own=own if first else [], others=others, following=following)


def _after(visitor: Visitor) -> str | None:
    given = visitor.query.get("after")
    if given is None:
        return None
    try:
        return paging.unseal(visitor.tenant.secret, SCOPE, given, at=visitor.now)
    except BadCursor:
        raise Contradiction("This page of the list is too old. Begin at its start.") from None
