"""Routes of a member's progress with achievements by rules."""

from typing import Any

from ...actions import goals
from ...domain.contact import Contact
from ...domain.refusals import Invalid
from ..blueprint import ANYONE
from ..call import Call
from .achievements import seen
from .face import CompetitionFace
from .lists import PAGING, Listing, asked, envelope, one
from .wire_goals import OneGoal, shown

face = CompetitionFace(__name__)
INCLUDE = {"_include": "`explain`: each rule with its value and what is missing, and what blocks."}


@face.of_member(
    "GET",
    "/achievements",
    who=ANYONE,
    summary="List how far a member is with each achievement by rules that is live.",
    answers=Listing,
    query={**PAGING, **INCLUDE},
)
def list_goals(call: Call, contact: Contact) -> Any:
    page, explained = asked(call), _explained(call)
    found = goals.listed(call.table, contact, page, now=call.now)
    return envelope(page, found, lambda goal: shown(goal, explained=explained))


@face.of_member(
    "GET",
    "/achievements/{achievementId}",
    who=ANYONE,
    summary="Show how far a member is with an achievement by rules, and why no further.",
    answers=OneGoal,
    query=INCLUDE,
)
def get_goal(call: Call, contact: Contact, achievement_id: str) -> Any:
    explained, record = _explained(call), seen(call, achievement_id).record
    goal = goals.one(call.table, contact, record, blocking=explained, now=call.now)
    return one(shown(goal, explained=explained))


def _explained(call: Call) -> bool:
    wanted = call.query.get("_include")
    if wanted not in (None, "explain"):
        raise Invalid("Not a known part.", {"_include": "explain"})
    return wanted is not None
