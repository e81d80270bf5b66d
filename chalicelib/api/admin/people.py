"""Routes of people's data: everything that is kept of a person, its erasure, and the journal of erasures."""

from typing import Any

from ...actions import disclosing, erasing
from ...domain.erasure import Erasure
from .. import paging
from ..blueprint import ADMIN, Face
from ..call import Call
from ..sheep.collection import PAGING, Page, a_uid, asked, envelope, ref
from ..sheep.dialect import Sheep
from . import wire_people as wire

face = Face(Sheep())
ONE = "/api/v1/{flock}/person/{uid}"
JOURNAL = "/api/v1/{flock}/erasure"


@face.endpoint(
    "GET",
    ONE + "/export",
    who=ADMIN,
    summary="Everything that is kept of a person, page by page.",
    answers=wire.PersonExport,
    query={"cursor": "Where to go on; taken from the link of the page before."},
)
def get_person_export(call: Call, uid: str) -> Any:
    found = disclosing.stretch(call.table, "person", a_uid(uid, "person"), _after(call, uid))
    return wire.PersonExport(
        person=ref(call, "person", uid),
        exported=call.now,
        records=found.items,
        next=_link(call, uid, found.next) if found.next else None,
    )


@face.endpoint(
    "PUT",
    ONE + "/erase",
    who=ADMIN,
    summary="Erase a person: at once nothing is sent to it, within half an hour nothing of it is kept.",
    answers=wire.ErasureRecord,
    status=202,
)
def erase_person(call: Call, uid: str) -> Any:
    begun = erasing.begin(
        call.table, a_uid(uid, "person"), resource="person", by=call.caller.ref, at=call.now
    )
    return _shown(call, begun)


@face.endpoint(
    "GET",
    JOURNAL,
    who=ADMIN,
    summary="List erasures: who was erased, by its uid.",
    answers=Page,
    query=PAGING,
)
def list_erasure(call: Call) -> Any:
    page = asked(call)
    found = erasing.listed(call.table, page, now=call.now)
    return envelope(call, page, found, lambda one: _shown(call, one))


@face.endpoint(
    "GET", JOURNAL + "/{uid}", who=ADMIN, summary="Show how far an erasure is.", answers=wire.ErasureRecord
)
def get_erasure(call: Call, uid: str) -> Any:
    return _shown(call, erasing.get(call.table, a_uid(uid, "erasure")))


def _shown(call: Call, job: Erasure) -> wire.ErasureRecord:
    return wire.ErasureRecord(
        uid=job.uid,
        uri=ref(call, "erasure", job.uid),
        created=job.created,
        last_updated=job.last_updated,
        contact=ref(call, job.resource, job.uid),
        asked_by=job.by,
        state=job.state,
        erased_date=job.erased,
        kept_until=job.kept_until,
    )


def _after(call: Call, uid: str) -> str | None:
    return paging.unseal(call.caller.secret, _scope(call, uid), call.query.get("cursor"), at=call.now)


def _link(call: Call, uid: str, position: str) -> str:
    cursor = paging.seal(call.caller.secret, _scope(call, uid), position, at=call.now)
    return f"{call.wired.settings.base_url}{call.path.rstrip('/')}/?cursor={cursor}"


def _scope(call: Call, uid: str) -> str:
    return f"{call.caller.tenant}|{call.scope}|{uid}"
