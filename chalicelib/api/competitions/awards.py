"""Routes of awards: what a member was given, claiming it, and calling one back before it is given."""

from typing import Any

from ...actions import claiming
from ...domain.contact import Contact
from ...domain.refusals import Forbidden, Invalid
from ..blueprint import ADMIN, ANYONE, PAYERS
from ..call import Call
from .face import CompetitionFace, short_id
from .lists import PAGING, Listing, asked, envelope
from .wire_awards import OneAward, shown

face = CompetitionFace()
ONE = "/award/{awardId}"
LONGEST_REASON = 500


@face.of_member(
    "GET", "/awards", who=ANYONE, summary="List a member's awards.", answers=Listing, query=PAGING
)
def list_awards(call: Call, contact: Contact) -> Any:
    page = asked(call)
    found = claiming.listed(call.table, contact.uid, page, now=call.now)
    return envelope(page, found, lambda award: shown(award, call.now))


@face.of_member("GET", ONE, who=ANYONE, summary="Show an award of a member.", answers=OneAward)
def get_award(call: Call, contact: Contact, award_id: str) -> Any:
    award = claiming.get(call.table, contact.uid, short_id(award_id, "award"))
    return {"data": shown(award, call.now)}


@face.of_member("POST", f"{ONE}/award", who=PAYERS, summary="Claim an award.", answers=OneAward)
def claim_award(call: Call, contact: Contact, award_id: str) -> Any:
    """A member takes what is its own; what its dependants were given it may only see."""
    if call.caller.role == "member" and call.caller.contact != contact.uid:
        raise Forbidden("An award is claimed by its own member.")
    claim = call.ids.uid()
    award = claiming.claim(call.table, contact, short_id(award_id, "award"), claim, at=call.now)
    return {"data": shown(award, call.now)}


@face.of_member(
    "DELETE",
    ONE,
    who=ADMIN,
    summary="Cancel an award that is not claimed yet.",
    answers=OneAward,
    query={"reason": f"Why, in at most {LONGEST_REASON} characters; it stays with the award."},
)
def cancel_award(call: Call, contact: Contact, award_id: str) -> Any:
    reason = call.query.get("reason")
    if reason is not None and len(reason) > LONGEST_REASON:
        raise Invalid("The reason is too long.", {"reason": f"at most {LONGEST_REASON} characters"})
    award = claiming.cancel(call.table, contact.uid, short_id(award_id, "award"), reason, at=call.now)
    return {"data": shown(award, call.now)}
