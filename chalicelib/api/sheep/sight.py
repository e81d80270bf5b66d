"""Whose records a caller may see: staff everybody's, a member its own and its dependants'.

What a member may not see it cannot tell from what there is not: the same words after the same reads (S6).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from ...actions import contacts
from ...domain.refusals import NotFound
from ..call import Call

NOBODY = "0" * 24


def seen_by(call: Call) -> list[str]:
    """The contacts whose records a member's key may see: its own first."""
    own = call.caller.contact
    return [own, *contacts.dependants(call.table, own)] if own else []


def sees(call: Call, contact: str | None) -> bool:
    """Staff sees everybody; a member itself and its dependants. None, who is not there, takes as long."""
    own = call.caller.contact
    if call.caller.role != "member":
        return contact is not None
    if own is None or contact == own:
        return own is not None
    return contacts.is_dependant(call.table, own, contact or NOBODY) and contact is not None


def may_see(call: Call, contact: str, what: str) -> None:
    """Whoever the caller may not see does not exist."""
    if not sees(call, contact):
        raise NotFound(f"There is no such {what.replace('_', ' ')}.")


@contextmanager
def none_as_hidden(call: Call) -> Iterator[None]:
    """Around the look for a record by its own id: none costs a member's key what a hidden one costs."""
    try:
        yield
    except NotFound:
        sees(call, None)
        raise
