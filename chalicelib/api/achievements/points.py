"""Routes of points: giving and taking them by hand, the balance, and the ledger that it is the sum of."""

from typing import Any

from ...actions import contacts, points
from ...domain.points import Entry, entry_of
from ..blueprint import ADMIN, ANYONE, Face
from ..call import Call
from ..sheep.collection import PAGING, Page, a_uid, asked, envelope, ref
from ..sheep.dialect import Sheep
from ..sheep.sight import may_see
from .wire_points import BalanceRecord, EntryRecord, PointsBody

face = Face(Sheep())
COLLECTION = "/api/v1/{flock}/person/{uid}/points"


@face.endpoint(
    "GET", COLLECTION, who=ANYONE, summary="List the points of a person.", answers=Page, query=PAGING
)
def list_points(call: Call, uid: str) -> Any:
    page = asked(call)
    may_see(call, a_uid(uid, "person"), "person")
    found = points.ledger(call.table, uid, page, now=call.now)
    if not found.total:
        _person(call, uid)  # nobody's points are not found, rather than none
    return envelope(call, page, found, lambda entry: EntryRecord(**_shown(call, entry)))


@face.endpoint(
    "POST",
    COLLECTION,
    who=ADMIN,
    summary="Give points by hand, or take them.",
    body=PointsBody,
    answers=EntryRecord,
    status=201,
)
def give_points(call: Call, uid: str) -> Any:
    said: PointsBody = call.body
    may_see(call, a_uid(uid, "person"), "person")
    source, by = f"hand:{call.ids.uid()}", call.caller.ref
    entry = entry_of(source, uid, said.points, said.reason, at=call.now, by=by)
    return EntryRecord(**_shown(call, points.give(call.table, entry, to="person")))


@face.endpoint(
    "GET", f"{COLLECTION}/balance", who=ANYONE, summary="Show a person's points.", answers=BalanceRecord
)
def get_balance(call: Call, uid: str) -> Any:
    contact = _person(call, uid)
    kept = points.balance(call.table, contact)
    return BalanceRecord(contact=ref(call, "person", contact), points=kept.points, entries=kept.entries)


def _person(call: Call, uid: str) -> str:
    may_see(call, a_uid(uid, "person"), "person")
    return contacts.get(call.table, "person", uid).uid


def _shown(call: Call, entry: Entry) -> dict[str, Any]:
    return {
        "uid": entry.uid,
        "uri": ref(call, "points", entry.uid),
        "created": entry.created,
        "last_updated": entry.last_updated,
        "contact": ref(call, "person", entry.contact),
        "points": entry.points,
        "reason": entry.reason,
        "source": entry.source.partition(":")[0],
        "award": entry.source.removeprefix("award:") if entry.source.startswith("award:") else None,
        "given_by": entry.by,
        "number": entry.number or None,
        "balance": entry.balance,
    }
