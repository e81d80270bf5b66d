"""How a tenant's boards may show a contact."""

from datetime import datetime

from ..domain.boards.standing import Seen
from ..domain.contact import Contact
from ..domain.privacy import Policy, day, visibility
from ..domain.privacy import seen as as_seen
from ..store import game
from ..store.table import TenantTable


def policy(table: TenantTable) -> Policy:
    """What the tenant does with those who may not be shown."""
    return game.settings(table).hidden


def seen(contact: Contact | None, policy: Policy, now: datetime) -> Seen:
    """A contact that is gone is seen by nobody."""
    if contact is None:
        return Seen(0, None)
    return Seen(contact.number, as_seen(contact, visibility(contact, day(now), policy)))
