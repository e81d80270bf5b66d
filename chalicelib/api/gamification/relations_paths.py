"""Routes of relations paths: the milestones that a case passes."""

from typing import Any

from ...actions import relations_paths
from ...domain.gamification.paths import Milestone, RelationsPath, Supportive
from ...domain.ids import as_uuid
from ..blueprint import ADMIN, ANYONE
from ..call import Call
from . import show
from .face import BASE, GamificationFace, a_uuid
from .lists import PAGING, asked, envelope
from .wire import PathBody, PathChange, PathPage, PathRecord

face = GamificationFace()
COLLECTION = f"{BASE}/relations-paths"
ONE = f"{COLLECTION}/{{path_id}}"
WHAT = "relations path"


@face.endpoint(
    "POST",
    COLLECTION,
    who=ADMIN,
    summary="Set up a relations path.",
    body=PathBody,
    answers=PathRecord,
    status=201,
)
def add_relations_path(call: Call) -> Any:
    said: PathBody = call.body
    new = RelationsPath(
        uid=_uuid(call),
        name=said.name,
        milestones=tuple(Milestone(_uuid(call), one.name, one.closes_case) for one in said.milestones),
        supportive=tuple(Supportive(_uuid(call), one.name) for one in said.supportive),
        is_sales_type=said.is_sales_type,
        created=call.now,
        last_updated=call.now,
    )
    return show.relations_path(relations_paths.add(call.table, new), own=True)


@face.endpoint("GET", COLLECTION, who=ANYONE, summary="List relations paths.", answers=PathPage, query=PAGING)
def list_relations_paths(call: Call) -> Any:
    page = asked(call)
    found = relations_paths.listed(call.table, page, now=call.now)
    return envelope(call, page, found, lambda path: show.relations_path(path, own=True))


@face.endpoint("GET", ONE, who=ANYONE, summary="Show a relations path.", answers=PathRecord)
def get_relations_path(call: Call, path_id: str) -> Any:
    found = relations_paths.get(call.table, a_uuid(path_id, WHAT))
    return show.relations_path(found, own=True)


@face.endpoint(
    "PUT", ONE, who=ADMIN, summary="Change a relations path's name.", body=PathChange, answers=PathRecord
)
def rename_relations_path(call: Call, path_id: str) -> Any:
    renamed = relations_paths.rename(call.table, a_uuid(path_id, WHAT), call.body.name, at=call.now)
    return show.relations_path(renamed, own=True)


@face.endpoint("DELETE", ONE, who=ADMIN, summary="Remove a relations path that no rank uses.", status=204)
def remove_relations_path(call: Call, path_id: str) -> Any:
    relations_paths.remove(call.table, a_uuid(path_id, WHAT), at=call.now)


def _uuid(call: Call) -> str:
    return as_uuid(call.ids.uid() + call.ids.uid()[:8])
