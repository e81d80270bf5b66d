"""Routes of groups: those whose registers the visitor keeps."""

from ...actions import groups, registers
from ...actions.listing import Asked
from ..blueprint import STAFF
from ..call import Answer
from .lists import cursor, position
from .room import Pages
from .visitor import Visitor

face = Pages()
SHOWN = 25
SCOPE = "groups"


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
    found = groups.listed(
        visitor.table, Asked(1, SHOWN, position(visitor, SCOPE)), now=visitor.now, facets={}
    )
    named = {one.uid for one in own}
    others = [one for one in found.records if one.uid not in named]
    following = cursor(visitor, SCOPE, found.next)
    first = "after" not in visitor.query
    return visitor.show("groups.html", own=own if first else [], others=others, following=following)
