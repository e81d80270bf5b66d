"""Routes of achievement types: the definitions of qualifications."""

from typing import Any

from ...actions import achievement_types
from ...domain.achievement_type import AchievementType
from ...domain.refusals import Invalid
from ..blueprint import ADMIN, ANYONE, Face
from ..call import Answer, Call
from ..sheep.collection import PAGING, Page, a_uid, asked, envelope
from ..sheep.dialect import Sheep
from . import show, wire

face = Face(Sheep())
COLLECTION = "/api/v1/{flock}/achievement_type"
ONE = COLLECTION + "/{uid}"
FILTERS = {"name": "Exactly this.", "category": "Exactly this."}


@face.endpoint(
    "GET",
    COLLECTION,
    who=ANYONE,
    summary="List achievement types.",
    answers=Page,
    query={**PAGING, **FILTERS},
)
def list_achievement_type(call: Call) -> Any:
    page = asked(call)
    facets = {name: value for name, value in call.query.items() if name in FILTERS}
    found = achievement_types.listed(call.table, page, now=call.now, facets=facets)
    return envelope(call, page, found, lambda record: show.achievement_type(call, record))


@face.endpoint(
    "POST",
    COLLECTION,
    who=ADMIN,
    summary="Define a qualification: a name and one or more steps.",
    body=wire.AchievementTypeBody,
    answers=wire.AchievementTypeRecord,
    status=201,
)
def add_achievement_type(call: Call) -> Any:
    changes = _changes(call)
    missing = {name: "required" for name in ("name", "steps") if not changes.get(name)}
    if missing:
        raise Invalid("An achievement type needs a name and steps.", missing)
    new = AchievementType(uid=call.ids.uid(), created=call.now, last_updated=call.now, **changes)
    return show.achievement_type(call, achievement_types.add(call.table, new))


@face.endpoint(
    "GET", ONE, who=ANYONE, summary="Show an achievement type.", answers=wire.AchievementTypeRecord
)
def get_achievement_type(call: Call, uid: str) -> Any:
    return show.achievement_type(call, achievement_types.get(call.table, a_uid(uid, "achievement type")))


@face.endpoint(
    "PUT",
    ONE,
    who=ADMIN,
    summary="Change an achievement type; achievements that have started keep their steps.",
    body=wire.AchievementTypeBody,
    answers=wire.AchievementTypeRecord,
)
def change_achievement_type(call: Call, uid: str) -> Any:
    changed = achievement_types.change(
        call.table, a_uid(uid, "achievement type"), _changes(call), at=call.now
    )
    return show.achievement_type(call, changed)


@face.endpoint("DELETE", ONE, who=ADMIN, summary="Remove an achievement type.", status=204)
def remove_achievement_type(call: Call, uid: str) -> Any:
    achievement_types.remove(call.table, a_uid(uid, "achievement type"), at=call.now)
    return Answer(status=204)


def _changes(call: Call) -> dict[str, Any]:
    changes: dict[str, Any] = call.body.model_dump(exclude_unset=True)
    if changes.get("steps") is not None:
        changes["steps"] = tuple(step if isinstance(step, str) else step["name"] for step in changes["steps"])
    if "steps" in changes and changes["steps"] is None:
        raise Invalid("An achievement type needs steps.", {"steps": "required"})
    if "rewards" in changes:
        changes["rewards"] = tuple(changes["rewards"] or ())
    template = changes.get("email_template")
    if template is not None and template not in call.wired.mail_templates:
        raise Invalid("Unknown template.", {"email_template": "not a registered template"})
    return changes
