"""Routes of people and organisations, and of the groups they form."""

from collections.abc import Callable
from typing import Any, Literal

from ...actions import contacts, groups
from ...domain.contact import Contact, Group
from ...domain.refusals import Invalid
from ...domain.tenant import check_timezone
from ..blueprint import ADMIN, ANYONE, STAFF, Face
from ..call import Answer, Call
from ..sheep.collection import PAGING, Page, a_uid, asked, envelope, uids
from ..sheep.dialect import Sheep
from ..sheep.sight import may_see, seen_by
from ..wire import given_fields
from . import show, wire

face = Face(Sheep())

FILTERS = {
    "email": "An address, compared without case.",
    "first_name": "Exactly this.",
    "last_name": "Exactly this.",
    "name": "Exactly this.",
    "member_ref": "Exactly this.",
    "number": "The contact's number.",
}
Resource = Literal["person", "organisation"]


def declare(resource: Resource, plural: str) -> None:
    """The five routes of one kind of contact."""
    collection, one = f"/api/v1/{{flock}}/{resource}", f"/api/v1/{{flock}}/{resource}/{{uid}}"

    def named(view: Callable[..., Any], name: str) -> Callable[..., Any]:
        view.__name__ = name
        return view

    def listing(call: Call) -> Any:
        page = asked(call)
        found = visible(call, resource, page) or contacts.listed(
            call.table, resource, _filters(call), page, now=call.now
        )
        return envelope(call, page, found, lambda record: show.contact(call, record))

    def add(call: Call) -> Any:
        bare = Contact(uid=call.ids.uid(), resource=resource, created=call.now, last_updated=call.now)
        new = bare.changed(_changes(call), at=call.now)
        return show.contact(call, contacts.add(call.table, new, draw=call.ids.number))

    def get(call: Call, uid: str) -> Any:
        may_see(call, a_uid(uid, resource), resource)
        return show.contact(call, contacts.get(call.table, resource, uid))

    def change(call: Call, uid: str) -> Any:
        changes = _changes(call)
        return show.contact(
            call, contacts.change(call.table, resource, a_uid(uid, resource), changes, at=call.now)
        )

    def remove(call: Call, uid: str) -> Any:
        contacts.remove(call.table, resource, a_uid(uid, resource), at=call.now)
        return Answer(status=204)

    face.endpoint(
        "GET",
        collection,
        who=ANYONE,
        summary=f"List {plural}.",
        answers=Page,
        query={**PAGING, **FILTERS},
    )(named(listing, f"list_{resource}"))
    face.endpoint(
        "POST",
        collection,
        who=ADMIN,
        summary=f"Add a {resource}.",
        body=wire.ContactBody,
        answers=wire.ContactRecord,
        status=201,
    )(named(add, f"add_{resource}"))
    face.endpoint("GET", one, who=ANYONE, summary=f"Show a {resource}.", answers=wire.ContactRecord)(
        named(get, f"get_{resource}")
    )
    face.endpoint(
        "PUT",
        one,
        who=ADMIN,
        summary=f"Change a {resource}.",
        body=wire.ContactBody,
        answers=wire.ContactRecord,
    )(named(change, f"change_{resource}"))
    face.endpoint("DELETE", one, who=ADMIN, summary=f"Remove a {resource}.", status=204)(
        named(remove, f"remove_{resource}")
    )


def visible(call: Call, resource: str, page: Any) -> Any:
    """What a member sees of a list: itself and its dependants; None for everybody else."""
    if call.caller.role != "member":
        return None
    wanted = _filters(call)
    return contacts.listed_among(call.table, resource, seen_by(call), wanted, page)


def _filters(call: Call) -> dict[str, Any]:
    wanted: dict[str, Any] = {name: value for name, value in call.query.items() if name in FILTERS}
    if "number" in wanted:
        if not wanted["number"].isascii() or not wanted["number"].isdigit() or len(wanted["number"]) > 16:
            raise Invalid("Not a valid filter.", {"number": "a whole number"})
        wanted["number"] = int(wanted["number"])
    return wanted


def _changes(call: Call) -> dict[str, Any]:
    """The fields that were given, as the domain has them."""
    given = given_fields(call.body)
    changes = {
        name: value for name, value in given.items() if name not in ("email", "emails", "guardians", "number")
    }
    if "emails" in given or ("email" in given and given["email"] is None):
        primary = [given["email"]] if given.get("email") else []
        changes["emails"] = _each_once([*primary, *(given.get("emails") or [])])
    elif "email" in given:
        changes["email"] = given["email"]
    if "guardians" in given:
        changes["guardians"] = uids(call, "guardians", given["guardians"] or [], ("person",))
    if given.get("number") is not None:
        changes["number"] = given["number"]
    if given.get("timezone") is not None:
        check_timezone(given["timezone"])
    return changes


def _each_once(addresses: list[str]) -> tuple[str, ...]:
    return tuple({address.casefold(): address for address in reversed(addresses)}.values())[::-1]


declare("person", "people")
declare("organisation", "organisations")


@face.endpoint(
    "GET",
    "/api/v1/{flock}/group",
    who=STAFF,
    summary="List groups.",
    answers=Page,
    query={**PAGING, "name": "Exactly this."},
)
def list_group(call: Call) -> Any:
    page = asked(call)
    facets = {name: value for name, value in call.query.items() if name == "name"}
    found = groups.listed(call.table, page, now=call.now, facets=facets)
    return envelope(call, page, found, lambda record: show.group(call, record))


@face.endpoint(
    "POST",
    "/api/v1/{flock}/group",
    who=ADMIN,
    summary="Add a class or a team.",
    body=wire.GroupBody,
    answers=wire.GroupRecord,
    status=201,
)
def add_group(call: Call) -> Any:
    changes = _group_changes(call)
    if not changes.get("name"):
        raise Invalid("A group needs a name.", {"name": "required"})
    new = Group(uid=call.ids.uid(), created=call.now, last_updated=call.now, **changes)
    return show.group(call, groups.add(call.table, new))


@face.endpoint(
    "GET", "/api/v1/{flock}/group/{uid}", who=STAFF, summary="Show a group.", answers=wire.GroupRecord
)
def get_group(call: Call, uid: str) -> Any:
    return show.group(call, groups.get(call.table, a_uid(uid, "group")))


@face.endpoint(
    "PUT",
    "/api/v1/{flock}/group/{uid}",
    who=ADMIN,
    summary="Change a group.",
    body=wire.GroupBody,
    answers=wire.GroupRecord,
)
def change_group(call: Call, uid: str) -> Any:
    changes = _group_changes(call)
    return show.group(call, groups.change(call.table, a_uid(uid, "group"), changes, at=call.now))


@face.endpoint("DELETE", "/api/v1/{flock}/group/{uid}", who=ADMIN, summary="Remove a group.", status=204)
def remove_group(call: Call, uid: str) -> Any:
    groups.remove(call.table, a_uid(uid, "group"), at=call.now)
    return Answer(status=204)


def _group_changes(call: Call) -> dict[str, Any]:
    changes: dict[str, Any] = call.body.model_dump(exclude_unset=True)
    for field in ("members", "coaches"):
        if field in changes:
            changes[field] = uids(call, field, changes[field] or [], ("person",))
    return changes
