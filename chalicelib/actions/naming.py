"""What an event says of its contact: the name that it has at that moment, and what it is."""

from typing import Any

from ..store.contacts import CONTACTS
from ..store.table import TenantTable


def words(table: TenantTable, contact: str) -> dict[str, Any]:
    """For the event's snapshot (R7): a mail speaks of the contact as it was when the event was told."""
    found = CONTACTS.find(table, contact, consistent=False)
    if found is None:
        return {"contact_name": None, "contact_resource": "person"}
    return {"contact_name": found.display_name, "contact_resource": found.resource}
