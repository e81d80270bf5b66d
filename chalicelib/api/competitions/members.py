"""Routes of members: the contacts of faces 000 and 003, by their own references."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from ...actions import contacts
from ...actions.bringing_members import bring
from ...domain.brought_member import Brought, Fate, Told
from ...domain.contact import Contact
from ...domain.refusals import Invalid, Several, TooLarge
from ..blueprint import ADMIN, ANYONE
from ..body import BULK_BYTES
from ..call import Call
from ..sheep.sight import seen_by
from . import show, wire
from . import wire_members as wired
from .face import SPACE, CompetitionFace, errors_of
from .faults import refusals
from .lists import PAGING, Listing, asked, envelope, one

face = CompetitionFace()
COLLECTION = f"{SPACE}/members"
FILTERS = {
    "memberRefId": "Exactly this.",
    "name": "Exactly this.",
    "groups": "One of its groups.",
    "memberType": "Individual or Team; Individual if not given.",
}
RESOURCES: Mapping[str, Any] = {"Individual": "person", "Team": "organisation"}


@face.endpoint(
    "POST",
    COLLECTION,
    who=ADMIN,
    summary="Make members, or bring them up to date, by their references: 1 to 10,000.",
    body=wired.MembersBody,
    answers=wired.MemberFates,
    most=BULK_BYTES,
)
def bring_members(call: Call) -> Any:
    given = _given(call.body.root)
    told, brought = _read(given)
    if not brought:
        raise Several([one.refusal for one in told.values() if one.refusal])
    told |= bring(call.table, brought, call.ids, now=call.now)
    return {"data": [_fate(place, given[place], told[place]) for place in range(len(given))]}


@face.endpoint(
    "GET",
    COLLECTION,
    who=ANYONE,
    summary="List members; a member sees itself and its dependants.",
    answers=Listing,
    query={**PAGING, **FILTERS},
)
def list_members(call: Call) -> Any:
    page, resource = asked(call), _resource(call)
    wanted = {
        name: call.query[parameter]
        for parameter, name in (("memberRefId", "member_ref"), ("name", "name"))
        if parameter in call.query
    }
    group = call.query.get("groups")
    if call.caller.role == "member":
        own = {**wanted, **({"member_groups": group} if group else {})}
        found = contacts.listed_among(call.table, resource, seen_by(call), own, page)
    else:
        found = contacts.listed(call.table, resource, wanted, page, now=call.now, group=group)
    return envelope(page, found, show.member)


@face.of_member("GET", "", who=ANYONE, summary="Show a member.", answers=wire.One)
def get_member(call: Call, contact: Contact) -> Any:
    return one(show.member(contact))


def _resource(call: Call) -> str:
    kind = call.query.get("memberType", "Individual")
    if kind not in RESOURCES:
        raise Invalid("Not a valid filter.", {"memberType": "Individual or Team"})
    return str(RESOURCES[kind])


def _given(value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise Invalid("An array of members is expected, at least one.")
    if len(value) > wired.MOST_MEMBERS:
        raise TooLarge(f"There are more than {wired.MOST_MEMBERS} members.")
    return value


def _read(given: list[Any]) -> tuple[dict[int, Told], list[Brought]]:
    """Those that can be brought, and why the others cannot."""
    told: dict[int, Told] = {}
    brought: list[Brought] = []
    times = Counter(each["memberRefId"] for each in given if _has_reference(each))
    for place, each in enumerate(given):
        try:
            body = wired.BroughtMemberBody.model_validate(each)
        except ValidationError as error:
            told[place] = Told(Fate.REJECTED, refusal=Several(refusals(error)))
            continue
        if times[body.memberRefId] > 1:
            told[place] = Told(Fate.REJECTED, refusal=Invalid("The memberRefId stands twice in this call."))
            continue
        brought.append(Brought(place, body.memberRefId, _said(body), RESOURCES.get(body.memberType or "")))
    return told, brought


def _has_reference(each: Any) -> bool:
    return isinstance(each, dict) and isinstance(each.get("memberRefId"), str)


def _said(body: wired.BroughtMemberBody) -> dict[str, Any]:
    said = {"name": body.name, "email": body.email}
    given = {name: value for name, value in said.items() if value is not None}
    return {**given, "member_groups": tuple(body.groups)} if body.groups is not None else given


def _fate(place: int, given: Any, told: Told) -> dict[str, Any]:
    reference = given["memberRefId"] if _has_reference(given) else None
    fate = {"index": place, "memberRefId": reference, "id": told.contact, "status": told.fate.value}
    return fate if told.refusal is None else {**fate, "errors": errors_of(told.refusal)}
