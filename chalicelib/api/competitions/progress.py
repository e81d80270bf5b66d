"""Routes of progress: how far a member is with achievements by rules."""

from typing import Any

from ...actions import competitions, progressing
from ...domain.contact import Contact
from ...domain.refusals import Invalid, NoRecord
from ..blueprint import ANYONE
from ..call import Call
from . import show_progress, wire
from .face import CompetitionFace, short_id
from .lists import PAGING, Listing, asked, envelope, one

face = CompetitionFace()
INCLUDE = {"_include": "`explain`: each rule, what it has and what it lacks, and what blocks."}


@face.of_member(
    "GET",
    "/achievements",
    who=ANYONE,
    summary="List how far a member is with each live achievement.",
    answers=Listing,
    query={**PAGING, **INCLUDE},
)
def list_progress(call: Call, contact: Contact) -> Any:
    page, explained = asked(call), _explained(call)
    found = progressing.listed(call.table, contact, page, now=call.now, whole=explained)
    return envelope(page, found, lambda each: show_progress.progress(contact.uid, each, explained=explained))


@face.of_member(
    "GET",
    "/achievements/{achievementId}",
    who=ANYONE,
    summary="Show how far a member is with an achievement.",
    answers=wire.One,
    query=INCLUDE,
)
def get_progress(call: Call, contact: Contact, achievement_id: str) -> Any:
    """Drafts have no progress; what was archived keeps it."""
    explained = _explained(call)
    record = competitions.get(call.table, short_id(achievement_id, "achievement")).record
    if record.status != "Live":
        raise NoRecord("achievement", achievement_id)
    found = progressing.one(call.table, contact, record, now=call.now, whole=explained)
    return one(show_progress.progress(contact.uid, found, explained=explained))


def _explained(call: Call) -> bool:
    wanted = call.query.get("_include")
    if wanted not in (None, "explain"):
        raise Invalid("Not a known part.", {"_include": "explain"})
    return wanted is not None
