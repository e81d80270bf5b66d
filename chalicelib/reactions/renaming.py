"""A contact's new name reaches its open achievements."""

from collections.abc import Sequence

from ..actions import achievements
from ..domain.outbox import Told
from ..store import keys, lists
from ..store.lists import Shelf
from ..store.nouns import ACHIEVEMENTS, CONTACTS
from ..store.writes import Write
from .desk import Desk


def carry_on(desk: Desk, told: Told) -> Sequence[Write]:
    """Each achievement by its own write: repeating it changes nothing.

    Renames may be followed in any order: it is the name of now that is carried, and a contact that was
    changed meanwhile leaves the event due.
    """
    contact = CONTACTS.find(desk.table, told.subject)
    if contact is None:
        return ()
    shelf = Shelf("owner", keys.owner_pk(desk.table.tenant, told.subject, ACHIEVEMENTS.name))
    for key in lists.everything(desk.table, shelf):
        uid = key.pk.rpartition("#")[2]
        achievements.rename(desk.table, uid, contact.display_name, at=desk.now)
    return (CONTACTS.unchanged(desk.table.tenant, contact),)
