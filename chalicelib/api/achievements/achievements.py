"""Routes of achievements: start, the six step calls, finish, reopen (seed 000)."""

from typing import Any

from ...actions import achievements
from ...domain.achievement import Achievement, StepMark
from ...domain.ids import parse_ref
from ...domain.kept_memberships import link_tail
from ...domain.refusals import Invalid
from ..blueprint import ADMIN, ANYONE, STAFF, Face
from ..call import Answer, Call
from ..sheep.collection import PAGING, Page, a_uid, asked, boolean, envelope, ref_or_uid
from ..sheep.dialect import Sheep
from ..sheep.sight import may_see, none_as_hidden, seen_by
from . import show, wire

face = Face(Sheep())
COLLECTION = "/api/v1/{flock}/achievement"
ONE = COLLECTION + "/{uid}"
CONTACTS = ("person", "organisation")
FILTERS = {
    "contact": "A ref or uid.",
    "achievement_type": "A ref or uid.",
    "finished": "true or false.",
}


@face.endpoint(
    "GET",
    COLLECTION,
    who=ANYONE,
    summary="List achievements.",
    answers=Page,
    query={**PAGING, **FILTERS},
)
def list_achievement(call: Call) -> Any:
    page = asked(call)
    contact = (
        ref_or_uid(call, "contact", call.query["contact"], CONTACTS) if "contact" in call.query else None
    )
    kind = None
    if "achievement_type" in call.query:
        kind = ref_or_uid(call, "achievement_type", call.query["achievement_type"], ("achievement_type",))
    facets = {"finished": boolean("finished", call.query["finished"])} if "finished" in call.query else {}
    if contact:
        may_see(call, contact, "contact")
    if call.caller.role == "member" and contact is None:
        found = achievements.listed_of(call.table, seen_by(call), page, type_uid=kind, facets=facets)
    else:
        found = achievements.listed(
            call.table, page, now=call.now, contact=contact, type_uid=kind, facets=facets
        )
    return envelope(call, page, found, lambda record: show.achievement(call, record))


@face.endpoint(
    "POST",
    COLLECTION,
    who=STAFF,
    summary="Start an achievement of a type for a contact.",
    body=wire.StartBody,
    answers=wire.AchievementRecord,
    status=201,
)
def start_achievement(call: Call) -> Any:
    kind, contact = call.body.achievement_type_ref, call.body.contact_ref
    tenant = call.caller.tenant
    type_ref = parse_ref(kind, field="achievement_type_ref", tenant=tenant, resources=("achievement_type",))
    contact_ref = parse_ref(contact, field="contact_ref", tenant=tenant, resources=CONTACTS)
    started = achievements.start(
        call.table,
        call.ids.uid(),
        type_ref.uid,
        contact_ref.uid,
        contact_ref.resource,
        link_tail=link_tail(call.ids.uid()),
        at=call.now,
    )
    return show.achievement(call, started)


@face.endpoint("GET", ONE, who=ANYONE, summary="Show an achievement.", answers=wire.AchievementRecord)
def get_achievement(call: Call, uid: str) -> Any:
    with none_as_hidden(call):
        found = achievements.get(call.table, a_uid(uid, "achievement"))
    may_see(call, found.contact, "achievement")
    return show.achievement(call, found)


@face.endpoint(
    "PUT",
    ONE,
    who=STAFF,
    summary="Set an achievement's note; its steps have calls of their own.",
    body=wire.AchievementBody,
    answers=wire.AchievementRecord,
)
def change_achievement(call: Call, uid: str) -> Any:
    changes = call.body.model_dump(exclude_unset=True)
    return _shown(call, achievements.change(call.table, a_uid(uid, "achievement"), changes, at=call.now))


@face.endpoint("DELETE", ONE, who=ADMIN, summary="Remove an achievement.", status=204)
def remove_achievement(call: Call, uid: str) -> Any:
    achievements.remove(call.table, a_uid(uid, "achievement"), at=call.now)
    return Answer(status=204)


@face.endpoint(
    "PUT",
    ONE + "/complete_step",
    who=STAFF,
    summary="Complete a step, by number or name; one completed before keeps its first date.",
    body=wire.CompleteStep,
    answers=wire.AchievementRecord,
)
def complete_step(call: Call, uid: str) -> Any:
    said: wire.CompleteStep = call.body
    at = said.completed_date or call.now
    if at > call.now:
        raise Invalid("A step is not completed in the future.", {"completed_date": "in the future"})
    mark = StepMark(at, call.caller.ref, said.note, tuple(said.evidence or ()))
    done = achievements.complete_step(
        call.table, a_uid(uid, "achievement"), said.number, said.step, mark, at=call.now
    )
    return show.achievement(call, done)


@face.endpoint(
    "PUT",
    ONE + "/uncomplete_step",
    who=STAFF,
    summary="Take a step back, by number or name.",
    body=wire.StepChoice,
    answers=wire.AchievementRecord,
)
def uncomplete_step(call: Call, uid: str) -> Any:
    said: wire.StepChoice = call.body
    undone = achievements.uncomplete_step(
        call.table, a_uid(uid, "achievement"), said.number, said.step, at=call.now
    )
    return show.achievement(call, undone)


@face.endpoint(
    "PUT",
    ONE + "/complete_all_steps",
    who=STAFF,
    summary="Complete every step.",
    answers=wire.AchievementRecord,
)
def complete_all_steps(call: Call, uid: str) -> Any:
    mark = StepMark(call.now, call.caller.ref)
    return _shown(
        call, achievements.complete_all_steps(call.table, a_uid(uid, "achievement"), mark, at=call.now)
    )


@face.endpoint(
    "PUT", ONE + "/reset_steps", who=STAFF, summary="Take every step back.", answers=wire.AchievementRecord
)
def reset_steps(call: Call, uid: str) -> Any:
    return _shown(call, achievements.reset_steps(call.table, a_uid(uid, "achievement"), at=call.now))


@face.endpoint(
    "PUT",
    ONE + "/finish",
    who=STAFF,
    summary="Finish: lock the steps and tell the event; every step must be complete.",
    answers=wire.AchievementRecord,
)
def finish_achievement(call: Call, uid: str) -> Any:
    return _shown(
        call, achievements.finish(call.table, a_uid(uid, "achievement"), by=call.caller.ref, at=call.now)
    )


@face.endpoint(
    "PUT",
    ONE + "/reopen",
    who=ADMIN,
    summary="Reopen what was finished by mistake; it is recorded, and finishing again tells it again.",
    answers=wire.AchievementRecord,
)
def reopen_achievement(call: Call, uid: str) -> Any:
    return _shown(
        call, achievements.reopen(call.table, a_uid(uid, "achievement"), by=call.caller.ref, at=call.now)
    )


def _shown(call: Call, record: Achievement) -> Any:
    return show.achievement(call, record)
