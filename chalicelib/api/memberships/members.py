"""Routes of memberships: join, look, change, remove."""

from datetime import date
from typing import Any, get_args

from ...actions import joining, membership_lists, membership_types, memberships
from ...actions.joining import Application
from ...actions.membership_lists import Wanted
from ...domain.ids import is_uid, parse_ref
from ...domain.kept_memberships import KeptMembership, link_tail
from ...domain.membership import Status
from ...domain.membership_number import number_from
from ...domain.money import Money
from ...domain.refusals import Conflict, Invalid
from ..blueprint import ADMIN, ANYONE, Face
from ..call import Answer, Call
from ..sheep.collection import PAGING, Page, a_uid, asked, boolean, envelope, ref_or_uid
from ..sheep.dialect import Sheep
from ..sheep.sight import may_see, none_as_hidden, seen_by
from ..wire import given_fields
from . import show, wire_members

face = Face(Sheep("memberships"))
COLLECTION = "/api/v1/{flock}/member"
ONE = COLLECTION + "/{uid}"
CONTACTS = ("person", "organisation")
FILTERS = {
    "contact": "A ref or uid; those that the contact is linked to as well.",
    "member": "The same as contact.",
    "membership_type": "A ref or uid.",
    "status": f"As the rules say now: {', '.join(get_args(wire_members.StatusWord))}.",
    "number": "The membership number, compared without case.",
    "membership_number": "The same as number.",
    "auto_renew": "true or false.",
    "renewed": "true or false: whether another period follows it already.",
    "external_ref": "Exactly this.",
}
SAID_ONCE = ("member", "membership_type", "start_date", "end_date", "membership_number")


@face.endpoint(
    "GET", COLLECTION, who=ANYONE, summary="List memberships.", answers=Page, query={**PAGING, **FILTERS}
)
def list_member(call: Call) -> Any:
    page = asked(call)
    found = membership_lists.listed(call.table, _wanted(call), page, now=call.now)
    return envelope(call, page, found, lambda kept: show.membership(call, kept))


@face.endpoint(
    "POST",
    COLLECTION,
    who=ADMIN,
    summary="Begin a membership: pending, unless its type activates at once.",
    body=wire_members.MemberBody,
    answers=wire_members.MemberRecord,
    status=201,
)
def add_member(call: Call) -> Any:
    kept = joining.join(
        call.table, _application(call), draw=lambda: number_from(call.ids.uid()), now=call.now
    )
    return show.membership(call, kept)


@face.endpoint("GET", ONE, who=ANYONE, summary="Show a membership.", answers=wire_members.MemberRecord)
def get_member(call: Call, uid: str) -> Any:
    with none_as_hidden(call):
        kept = memberships.get(call.table, a_uid(uid, "member"))
    _may_see(call, kept)
    return show.membership(call, kept)


@face.endpoint(
    "PUT",
    ONE,
    who=ADMIN,
    summary="Change auto_renew, the personal amount, the payment plan or the external_ref.",
    body=wire_members.MemberBody,
    answers=wire_members.MemberRecord,
)
def change_member(call: Call, uid: str) -> Any:
    before = memberships.get(call.table, a_uid(uid, "member"))
    given = given_fields(call.body)
    _refuse_moving(call, before, given)
    changes: dict[str, Any] = {name: given[name] for name in ("auto_renew", "external_ref") if name in given}
    if {"amount", "currency"} & given.keys():
        changes["amount"] = _amount(call.body, before.fee.currency if before.fee else None)
    if "payment_plan" in given:
        changes["payment_plan"] = _plan(call)
    return show.membership(call, memberships.change(call.table, uid, changes, at=call.now))


@face.endpoint("DELETE", ONE, who=ADMIN, summary="Remove a membership made by mistake.", status=204)
def remove_member(call: Call, uid: str) -> Any:
    memberships.remove(call.table, a_uid(uid, "member"), at=call.now)
    return Answer(status=204)


def _application(call: Call) -> Application:
    said: wire_members.MemberBody = call.body
    missing = {name: "required" for name in ("member", "membership_type") if getattr(said, name) is None}
    if missing:
        raise Invalid("A membership needs its member and its type.", missing)
    resource, contact = _contact(call, said.member or "")
    kind = ref_or_uid(call, "membership_type", said.membership_type or "", ("membership_type",))
    own = membership_types.get(call.table, kind).rules.price if said.amount and not said.currency else None
    return Application(
        uid=call.ids.uid(),
        tail=link_tail(call.ids.uid()),
        contact=contact,
        resource=resource,
        membership_type=kind,
        start=said.start_date,
        end=said.end_date,
        amount=_amount(said, own.currency if own else None),
        auto_renew=said.auto_renew,
        payment_plan=_plan(call),
        number=said.membership_number,
        external_ref=said.external_ref,
    )


def _contact(call: Call, text: str) -> tuple[str | None, str]:
    """Resource and uid of the contact; a bare uid leaves open which of the two kinds it is."""
    if is_uid(text):
        return None, text
    found = parse_ref(text, field="member", tenant=call.caller.tenant, resources=CONTACTS)
    return found.resource, found.uid


def _amount(said: wire_members.MemberBody, currency: str | None) -> Money | None:
    """The personal fee; without a currency it is in that of the type's price."""
    if said.amount is None:
        if said.currency is not None and "amount" not in said.model_fields_set:
            raise Invalid("A currency needs its amount.", {"amount": "required with currency"})
        return None
    currency = said.currency or currency
    if currency is None:
        raise Invalid("An amount needs its currency.", {"currency": "required with amount"})
    return Money(said.amount, currency)


def _plan(call: Call) -> str | None:
    plan = call.body.payment_plan
    return None if plan is None else ref_or_uid(call, "payment_plan", plan, ("payment_plan",))


def _refuse_moving(call: Call, before: KeptMembership, given: dict[str, Any]) -> None:
    """Who, what, when and which number are said once; the same again is no change."""
    shown = show.membership(call, before)
    for name in SAID_ONCE:
        value = given.get(name)
        if value is not None and not _same(value, getattr(shown, name)):
            raise Conflict(f"{name} is settled when a membership begins: cancel it and begin another.")


def _same(given: str | date, stands: str | date) -> bool:
    """A ref may be written as a bare uid, or without its last slash."""
    if isinstance(given, date) or isinstance(stands, date):
        return given == stands
    return given == stands or given.strip("/") == stands.strip("/").rpartition("/")[2]


def _wanted(call: Call) -> Wanted:
    query = call.query
    kind = query.get("membership_type")
    return Wanted(
        contacts=_whose(call),
        membership_type=ref_or_uid(call, "membership_type", kind, ("membership_type",)) if kind else None,
        status=_status(query["status"]) if "status" in query else None,
        number=query.get("membership_number", query.get("number")),
        auto_renew=_flag(call, "auto_renew"),
        renewed=_flag(call, "renewed"),
        external_ref=query.get("external_ref"),
    )


def _whose(call: Call) -> tuple[str, ...] | None:
    """The contacts whose memberships are asked for; a member asks for its own and its dependants'."""
    said = call.query.get("contact", call.query.get("member"))
    if said is not None:
        contact = ref_or_uid(call, "contact", said, CONTACTS)
        may_see(call, contact, "contact")
        return (contact,)
    return tuple(seen_by(call)) if call.caller.role == "member" else None


def _flag(call: Call, name: str) -> bool | None:
    return boolean(name, call.query[name]) if name in call.query else None


def _status(text: str) -> Status:
    try:
        return Status(text)
    except ValueError:
        raise Invalid("Not a valid filter.", {"status": FILTERS["status"]}) from None


def _may_see(call: Call, kept: KeptMembership) -> None:
    """Who is linked to a membership sees it too."""
    own = call.caller.contact
    if own not in {one.contact for one in kept.membership.linked}:
        may_see(call, kept.membership.contact, "member")
