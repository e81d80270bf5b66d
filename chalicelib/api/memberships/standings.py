"""The status call: how the contact behind an e-mail address stands (seed 003)."""

from typing import Any

from ...actions import standings
from ...domain.cells import LONGEST_ADDRESS
from ...domain.refusals import Invalid
from ..blueprint import ANYONE, Face
from ..call import Call
from ..sheep.collection import boolean
from ..sheep.dialect import Sheep
from ..sheep.sight import seen_by
from . import show, wire_members

face = Face(Sheep("memberships"))


@face.endpoint(
    "GET",
    "/api/v1/{flock}/user/membership",
    who=ANYONE,
    summary="Check the status of a membership, from an e-mail address.",
    answers=wire_members.StandingRecord,
    query={
        "email": "An address, compared without case.",
        "realtime": "true reads through; otherwise the answer may be five minutes old.",
    },
)
def get_standing(call: Call) -> Any:
    address = call.query.get("email", "").strip()
    if not address:
        raise Invalid("Whose membership?", {"email": "required"})
    if len(address) > LONGEST_ADDRESS:
        raise Invalid("That is no e-mail address.", {"email": f"at most {LONGEST_ADDRESS} characters"})
    realtime = boolean("realtime", call.query.get("realtime", "false"))
    if call.caller.role == "member":
        found = standings.of_email_among(call.table, address, seen_by(call), now=call.now)
    else:
        found = standings.of_email(call.table, address, realtime=realtime, now=call.now)
    return show.standing(call, found)
