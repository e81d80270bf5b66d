"""A contact is seen otherwise than before: boards, the social stream and high fives follow."""

from collections.abc import Sequence

from ..actions import showing
from ..domain.outbox import Told
from ..store import privacy
from ..store.contacts import CONTACTS
from ..store.writes import Write
from .desk import Desk


def again(desk: Desk, told: Told) -> Sequence[Write]:
    """By writes of their own, repeating which changes nothing; a contact or a policy that was changed
    meanwhile leaves the event due."""
    upon, t = showing.again(desk.table, told.subject, now=desk.now), desk.table.tenant
    same = [privacy.unchanged(t, upon.policy)]
    return [*same, CONTACTS.unchanged(t, upon.contact)] if upon.contact else same


def beside(desk: Desk, told: Told) -> Sequence[Write]:
    """The same after a reaction that has read the contact and checks that it is still so."""
    upon = showing.again(desk.table, told.subject, now=desk.now)
    return (privacy.unchanged(desk.table.tenant, upon.policy),)
