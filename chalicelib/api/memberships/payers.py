"""Who pays, as face 003's bodies name it: a contact, or a membership's contact."""

from typing import Protocol

from ...actions.parties import Party, party
from ...domain.ids import Ref, is_uid, parse_ref
from ...domain.invoice import Priced
from ...domain.payment import Payment
from ...domain.refusals import Conflict
from ..call import Call
from ..sheep.collection import ref_or_uid

CONTACTS = ("person", "organisation")


class Named(Protocol):
    """A body that names who pays."""

    contact: str | None


def payer_of(call: Call, contact: str | None, member: str | None) -> Party:
    """A bare uid leaves open which of the two kinds of contact it is."""
    membership = None if member is None else ref_or_uid(call, "member", member, ("member",))
    return party(call.table, None if contact is None else _contact(call, contact), membership)


def refuse_another_payer(call: Call, said: Named, stands: Payment | Priced) -> None:
    """Who pays is settled from the start; the same again is no change."""
    given, member = said.contact, getattr(said, "member", None)
    other = given is not None and _contact(call, given).uid != stands.contact
    if member is not None:
        other |= ref_or_uid(call, "member", member, ("member",)) != getattr(stands, "member", None)
    if other:
        raise Conflict("Who pays is settled: remove it and make another.")


def _contact(call: Call, text: str) -> Ref:
    if is_uid(text):
        return Ref(call.caller.tenant, "", text)
    return parse_ref(text, field="contact", tenant=call.caller.tenant, resources=CONTACTS)
