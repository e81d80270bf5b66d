"""A contact is seen otherwise than before: boards, the social stream and high fives follow."""

from collections.abc import Sequence

from ..actions import showing
from ..domain.outbox import Told
from ..store.nouns import CONTACTS
from ..store.writes import Write
from .desk import Desk


def again(desk: Desk, told: Told) -> Sequence[Write]:
    """By writes of their own, repeating which changes nothing; a contact that was changed meanwhile leaves
    the event due."""
    contact = showing.again(desk.table, told.subject, now=desk.now)
    return (CONTACTS.unchanged(desk.table.tenant, contact),) if contact else ()


def beside(desk: Desk, told: Told) -> Sequence[Write]:
    """The same after a reaction that has read the contact and checks that it is still so."""
    showing.again(desk.table, told.subject, now=desk.now)
    return ()
