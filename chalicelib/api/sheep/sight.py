"""Whose records a caller may see: staff everybody's, a member its own and its dependants'."""

from ...actions import contacts
from ...domain.refusals import NotFound
from ..call import Call


def seen_by(call: Call) -> list[str]:
    """The contacts whose records a member's key may see: its own first."""
    own = call.caller.contact
    return [own, *contacts.dependants(call.table, own)] if own else []


def may_see(call: Call, contact: str, what: str) -> None:
    """Staff sees everybody; a member itself and its dependants, and nobody else exists."""
    own = call.caller.contact
    if call.caller.role != "member" or contact == own:
        return
    if own is None or not contacts.is_dependant(call.table, own, contact):
        raise NotFound(f"There is no such {what.replace('_', ' ')}.")
