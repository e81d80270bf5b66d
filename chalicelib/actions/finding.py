"""Finding members by what a secretary has at hand: an address, a number, a name."""

import re
from itertools import islice

from ..domain.contact import Contact
from ..store import keys
from ..store.contacts import CONTACTS, named
from ..store.table import TenantTable
from . import contacts

MOST_FOUND = 50
_NUMBER = re.compile(r"[0-9]{1,16}")


def people(table: TenantTable, text: str) -> list[Contact]:
    """Those of this e-mail address, contact's or membership number, own reference or name, by their names; at
    most MOST_FOUND."""
    wanted = text.strip()
    if not wanted:
        return []
    if "@" in wanted:
        uids = contacts.by_email(table, wanted)
    else:
        uids = _numbered(table, wanted) or list(islice(named(table, wanted), MOST_FOUND))
    found = CONTACTS.find_many(table, list(dict.fromkeys(uids))[:MOST_FOUND])
    return sorted(found.values(), key=lambda one: (one.display_name.casefold(), one.uid))


def _numbered(table: TenantTable, wanted: str) -> list[str]:
    """What points to a contact by a number is asked for all at once."""
    t = table.tenant
    asked = [keys.membership_number(t, wanted), keys.member_ref(t, wanted)]
    if _NUMBER.fullmatch(wanted):
        asked.append(keys.number(t, int(wanted)))
    return [item["contact"] for item in table.get_many(asked).values()]
