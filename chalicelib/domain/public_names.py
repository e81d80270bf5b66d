"""How people are called on papers that everybody with the link can read."""

from .contact import Contact
from .tenant import Tenant


def public_name(contact: Contact, tenant: Tenant) -> str:
    """In full; a child (one who has guardians) by first name and initial, unless the tenant says else."""
    if contact.guardians and tenant.child_names == "short":
        return _short(contact)
    return contact.display_name


def _short(contact: Contact) -> str:
    first, _, rest = (contact.first_name or contact.display_name).strip().partition(" ")
    last = (contact.last_name or rest.rpartition(" ")[2]).strip()
    return f"{first} {last[0]}." if last else first
