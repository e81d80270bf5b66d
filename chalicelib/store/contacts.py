"""How contacts and their groups are kept, and how people are found by name."""

from collections.abc import Iterator
from itertools import islice

from ..domain import names, privacy
from ..domain.contact import Contact, Group
from . import keys
from .conditions import Where
from .places import Spot, desk_pk
from .ranges import pages
from .records import Kind
from .table import TenantTable

# Of 1 MB each: some 8,000 names that begin alike.
MOST_PAGES = 4


def _desk(contact: Contact) -> Spot | None:
    under = names.filed_under(contact)
    return Spot(_filed(under), contact.created) if under else None


def _filed(letters: str) -> str:
    return f"name_{keys.digest(letters)}"


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
    desk=_desk,
)

GROUPS: Kind[Group] = Kind(
    name="group", model=Group, key=keys.group, facets=lambda group: {"name": group.name}
)


def named(table: TenantTable, text: str) -> Iterator[str]:
    """The uids of those whose names begin with these words, as the index shows them."""
    for letters in names.asked_for(text):
        where = Where("fpk").eq(desk_pk(table.tenant, _filed(letters)))
        for page in islice(pages(table, "failed", where), MOST_PAGES):
            for row in page.items:
                said = row.get("u", {})
                if names.fits((said.get("first_name"), said.get("last_name"), said.get("name")), text):
                    yield row["pk"].rpartition("#")[2]
