"""A contact's new name reaches its open achievements and its memberships."""

from collections.abc import Sequence

from ..actions import achievements, memberships
from ..domain.outbox import Told
from ..store import keys, lists
from ..store import memberships as membership_pointers
from ..store.lists import Shelf
from ..store.nouns import ACHIEVEMENTS
from ..store.writes import Write
from .desk import Desk


def carry_on(desk: Desk, told: Told) -> Sequence[Write]:
    """Each achievement by its own write: repeating it changes nothing."""
    shelf = Shelf("owner", keys.owner_pk(desk.table.tenant, told.subject, ACHIEVEMENTS.name))
    for key in lists.everything(desk.table, shelf):
        uid = key.pk.rpartition("#")[2]
        achievements.rename(desk.table, uid, told.data["contact_name"], at=desk.now)
    for uid in membership_pointers.of_contact(desk.table, told.subject):
        memberships.rename(desk.table, uid, told.subject, told.data["contact_name"], at=desk.now)
    return ()
