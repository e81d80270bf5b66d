"""What an event says of its contact: the name that it has at that moment, and what it is."""

from typing import Any

from ..domain.contact import Contact
from ..store.contacts import CONTACTS
from ..store.table import TenantTable


def words(table: TenantTable, contact: str) -> dict[str, Any]:
    """For the event's snapshot (R7): a mail speaks of the contact as it was when the event was told."""
    return words_of(CONTACTS.find(table, contact, consistent=False))


def words_of(contact: Contact | None) -> dict[str, Any]:
    """The same, where the contact is known; None: it is gone."""
    if contact is None:
        return {"contact_name": None, "contact_resource": "person"}
    return {"contact_name": contact.display_name, "contact_resource": contact.resource}
