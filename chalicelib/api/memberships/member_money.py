"""Routes of a membership's payment plan: unpack it, delete what lies ahead, take it off (seed 003)."""

from typing import Any

from ...actions import unpacking
from ..blueprint import ADMIN, Face
from ..call import Call
from ..sheep.collection import a_uid
from ..sheep.dialect import Sheep
from . import show, show_money
from .wire_members import MemberRecord
from .wire_money import DeletedRecord, UnpackedRecord

face = Face(Sheep("memberships"))
ONE = "/api/v1/{flock}/member/{uid}"


@face.endpoint(
    "POST",
    ONE + "/unpack_payment_plan",
    who=ADMIN,
    summary="Create the payments of the membership's plan; the first takes the rounding remainder.",
    answers=UnpackedRecord,
    status=201,
)
def unpack_payment_plan(call: Call, uid: str) -> Any:
    kept = unpacking.unpack(call.table, a_uid(uid, "member"), request=call.ids.uid(), at=call.now)
    return show_money.unpacked(call, kept)


@face.endpoint(
    "POST",
    ONE + "/delete_future_scheduled_payments",
    who=ADMIN,
    summary="Delete the plan's payments that are scheduled after today; answers how many.",
    answers=DeletedRecord,
)
def delete_future_scheduled_payments(call: Call, uid: str) -> Any:
    count = unpacking.delete_future(call.table, a_uid(uid, "member"), request=call.ids.uid(), at=call.now)
    return DeletedRecord(deleted=count)


@face.endpoint(
    "POST",
    ONE + "/remove_payment_plan",
    who=ADMIN,
    summary="Take the payment plan off the membership, once no payment of it lies ahead.",
    answers=MemberRecord,
)
def remove_payment_plan(call: Call, uid: str) -> Any:
    kept = unpacking.remove_plan(call.table, a_uid(uid, "member"), request=call.ids.uid(), at=call.now)
    return show.membership(call, kept)
