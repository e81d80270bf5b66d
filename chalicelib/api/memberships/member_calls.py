"""Routes of what is done with a membership: activate, cancel, renew, override, link."""

from typing import Any

from ...actions import memberships, renewing
from ...domain.membership import Link, Status
from ...domain.membership_number import number_from
from ..blueprint import ADMIN, Face
from ..call import Call
from ..sheep.collection import a_uid, ref_or_uid
from ..sheep.dialect import Sheep
from . import show, wire_members

face = Face(Sheep("memberships"))
ONE = "/api/v1/{flock}/member/{uid}"


@face.endpoint(
    "POST",
    ONE + "/activate",
    who=ADMIN,
    summary="Activate a pending membership.",
    answers=wire_members.MemberRecord,
)
def activate_member(call: Call, uid: str) -> Any:
    activated = memberships.activate(call.table, a_uid(uid, "member"), request=call.ids.uid(), at=call.now)
    return show.membership(call, activated)


@face.endpoint(
    "POST",
    ONE + "/cancel",
    who=ADMIN,
    summary="Cancel at once, or on a coming day (`when`): active until then.",
    bodiless=True,
    body=wire_members.CancelBody,
    answers=wire_members.MemberRecord,
)
def cancel_member(call: Call, uid: str) -> Any:
    said = call.body or wire_members.CancelBody()
    cancelled = memberships.cancel(
        call.table,
        a_uid(uid, "member"),
        when=said.when,
        reason=said.reason or "",
        request=call.ids.uid(),
        at=call.now,
    )
    return show.membership(call, cancelled)


@face.endpoint(
    "POST",
    ONE + "/renew",
    who=ADMIN,
    summary="Renew: makes the next, linked record and answers with it.",
    answers=wire_members.MemberRecord,
    status=201,
)
def renew_member(call: Call, uid: str) -> Any:
    following = renewing.renew(call.table, a_uid(uid, "member"), request=call.ids.uid(), at=call.now)
    return show.membership(call, following)


@face.endpoint(
    "PUT",
    ONE + "/override",
    who=ADMIN,
    summary="Override the status until a day, with a reason.",
    body=wire_members.OverrideBody,
    answers=wire_members.MemberRecord,
)
def override_member(call: Call, uid: str) -> Any:
    said: wire_members.OverrideBody = call.body
    overridden = memberships.override(
        call.table, a_uid(uid, "member"), Status(said.status), said.until, said.reason, at=call.now
    )
    return show.membership(call, overridden)


@face.endpoint(
    "DELETE",
    ONE + "/override",
    who=ADMIN,
    summary="Let the rules hold again.",
    answers=wire_members.MemberRecord,
)
def clear_override_member(call: Call, uid: str) -> Any:
    return show.membership(call, memberships.clear_override(call.table, a_uid(uid, "member"), at=call.now))


@face.endpoint(
    "POST",
    ONE + "/link",
    who=ADMIN,
    summary="Link a person who shares type, dates and status.",
    body=wire_members.LinkBody,
    answers=wire_members.MemberRecord,
    status=201,
)
def link_member(call: Call, uid: str) -> Any:
    said: wire_members.LinkBody = call.body
    contact = ref_or_uid(call, "contact", said.contact, ("person",))
    new, drawn = call.ids.uid(), number_from(call.ids.uid())
    joining = Link(new, contact, said.membership_number or drawn)
    return show.membership(call, memberships.link(call.table, a_uid(uid, "member"), joining, at=call.now))


@face.endpoint(
    "DELETE",
    ONE + "/link/{contact}",
    who=ADMIN,
    summary="Take a linked person out.",
    answers=wire_members.MemberRecord,
)
def unlink_member(call: Call, uid: str, contact: str) -> Any:
    linked = a_uid(contact, "linked member")
    return show.membership(call, memberships.unlink(call.table, a_uid(uid, "member"), linked, at=call.now))
