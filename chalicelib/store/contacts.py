"""How contacts and their groups are kept."""

from ..domain import privacy
from ..domain.contact import Contact, Group
from . import keys
from .records import Kind

CONTACTS: Kind[Contact] = Kind(
    name="contact",
    model=Contact,
    key=keys.contact,
    shelf=lambda contact: contact.resource,
    facets=lambda contact: {
        "first_name": contact.first_name,
        "last_name": contact.last_name,
        "name": contact.name,
        "groups": contact.member_groups or None,
    },
    due=privacy.due,
)

GROUPS: Kind[Group] = Kind(
    name="group", model=Group, key=keys.group, facets=lambda group: {"name": group.name}
)
