"""Routes of membership types: what a tenant sells, and its rules."""

from dataclasses import replace
from typing import Any

from ...actions import membership_types
from ...domain.calendar import Calendar, calendar_of
from ...domain.kept_memberships import KeptMembershipType
from ...domain.membership_type import MembershipType
from ...domain.money import Money
from ...domain.refusals import Invalid
from ..blueprint import ADMIN, ANYONE, Face
from ..call import Answer, Call
from ..sheep.collection import PAGING, Page, a_uid, asked, envelope, ref_or_uid
from ..sheep.dialect import Sheep
from ..wire import given_fields
from . import show, wire_types

face = Face(Sheep("memberships"))
COLLECTION = "/api/v1/{flock}/membership_type"
ONE = COLLECTION + "/{uid}"
RULES = ("name", "grace_days", "renewal_window_days", "max_linked_members", "activates_at_once")
OWN = ("description", "certificate_template")
CALENDAR = ("period", "start_day", "rollover_day")


@face.endpoint(
    "GET",
    COLLECTION,
    who=ANYONE,
    summary="List membership types.",
    answers=Page,
    query={**PAGING, "name": "Exactly this."},
)
def list_membership_type(call: Call) -> Any:
    page = asked(call)
    facets = {name: value for name, value in call.query.items() if name == "name"}
    found = membership_types.listed(call.table, page, now=call.now, facets=facets)
    return envelope(call, page, found, lambda kind: show.membership_type(call, kind))


@face.endpoint(
    "POST",
    COLLECTION,
    who=ADMIN,
    summary="Define a membership type: a period, rolling or a fixed year, a price and its rules.",
    body=wire_types.MembershipTypeBody,
    answers=wire_types.MembershipTypeRecord,
    status=201,
)
def add_membership_type(call: Call) -> Any:
    given = given_fields(call.body)
    missing = {name: "required" for name in ("name", "period") if given.get(name) is None}
    if missing:
        raise Invalid("A membership type needs a name and a period.", missing)
    uid = call.ids.uid()
    blank = MembershipType(uid=uid, name=given["name"], calendar=_calendar({}, given))
    new = KeptMembershipType(uid=uid, created=call.now, last_updated=call.now, rules=blank)
    added = replace(new, **_changes(call, new, given))
    return show.membership_type(call, membership_types.add(call.table, added))


@face.endpoint(
    "GET", ONE, who=ANYONE, summary="Show a membership type.", answers=wire_types.MembershipTypeRecord
)
def get_membership_type(call: Call, uid: str) -> Any:
    return show.membership_type(call, membership_types.get(call.table, a_uid(uid, "membership type")))


@face.endpoint(
    "PUT",
    ONE,
    who=ADMIN,
    summary="Change a membership type; memberships keep the rules that they started under.",
    body=wire_types.MembershipTypeBody,
    answers=wire_types.MembershipTypeRecord,
)
def change_membership_type(call: Call, uid: str) -> Any:
    given = given_fields(call.body)
    changed = membership_types.change(
        call.table, a_uid(uid, "membership type"), lambda kind: _changes(call, kind, given), at=call.now
    )
    return show.membership_type(call, changed)


@face.endpoint(
    "DELETE", ONE, who=ADMIN, summary="Remove a membership type that no membership is of.", status=204
)
def remove_membership_type(call: Call, uid: str) -> Any:
    membership_types.remove(call.table, a_uid(uid, "membership type"), at=call.now)
    return Answer(status=204)


def _changes(call: Call, kind: KeptMembershipType, given: dict[str, Any]) -> dict[str, Any]:
    """The fields that were given, as the domain has them; null goes back to what a new type has."""
    rules: dict[str, Any] = {name: given[name] for name in RULES if given.get(name) is not None}
    rules["calendar"] = _calendar(show.calendar(kind.rules.calendar), given)
    rules["price"] = _price(kind.rules.price, given)
    if "payment_plan" in given:
        plan = given["payment_plan"]
        rules["payment_plan"] = (
            None if plan is None else ref_or_uid(call, "payment_plan", plan, ("payment_plan",))
        )
    own = {name: given[name] for name in OWN if name in given}
    return {"rules": replace(kind.rules, **rules), **own}


def _calendar(before: dict[str, Any], given: dict[str, Any]) -> Calendar:
    said = {name: given.get(name, before.get(name)) for name in CALENDAR}
    return calendar_of(said["period"] or before["period"], said["start_day"], said["rollover_day"])


def _price(before: Money | None, given: dict[str, Any]) -> Money | None:
    """A price and its currency, each kept where it is not given; a null price is none."""
    if not {"price", "currency"} & given.keys():
        return before
    amount = given.get("price", before.amount if before else None)
    currency = given.get("currency", before.currency if before else None)
    if amount is None:
        return None
    if currency is None:
        raise Invalid("A price needs its currency.", {"currency": "required with price"})
    return Money(amount, currency)
