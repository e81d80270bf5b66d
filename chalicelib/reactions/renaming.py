"""A contact's new name reaches its open achievements and its memberships."""

from collections.abc import Sequence

from ..actions import achievements, memberships
from ..domain.outbox import Told
from ..store import keys, lists
from ..store import memberships as pointers
from ..store.achievements import ACHIEVEMENTS
from ..store.contacts import CONTACTS
from ..store.lists import Shelf
from ..store.writes import Write
from .desk import Desk


def carry_on(desk: Desk, told: Told) -> Sequence[Write]:
    """Each record by its own write: repeating it changes nothing.

    Renames may be followed in any order: it is the name of now that is carried, and a contact that was
    changed meanwhile leaves the event due.
    """
    table, contact = desk.table, CONTACTS.find(desk.table, told.subject)
    if contact is None:
        return ()
    shelf = Shelf("owner", keys.owner_pk(table.tenant, contact.uid, ACHIEVEMENTS.name))
    for key in lists.everything(table, shelf):
        uid = key.pk.rpartition("#")[2]
        achievements.rename(table, uid, contact.display_name, at=desk.now)
    for uid in pointers.of_contact(table, contact.uid):
        memberships.rename(table, uid, contact.uid, contact.display_name, at=desk.now)
    return (CONTACTS.unchanged(table.tenant, contact),)
