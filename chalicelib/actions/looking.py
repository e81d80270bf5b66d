"""Looking at somebody's records: who is found, by whom, and what a pass opens."""

from dataclasses import dataclass
from datetime import datetime

from ..domain.achievement import Achievement
from ..domain.contact import Contact
from ..domain.ids import is_uid
from ..domain.passes import Opens, concerns, reader_of
from ..domain.refusals import NotFound
from ..domain.sight import Sight, sight
from ..domain.tenant import Tenant
from ..store.achievements import ACHIEVEMENTS
from ..store.contacts import CONTACTS, GROUPS
from ..store.table import TenantTable
from . import contacts
from .signing_in import Person

MOST_BY_NAME = 100


@dataclass(frozen=True)
class Seen:
    """A contact, and as what the visitor sees it."""

    contact: Contact
    sight: Sight


@dataclass(frozen=True)
class Passed:
    """An achievement, its contact, and the reader whom a pass shows it to."""

    achievement: Achievement
    contact: Contact
    reader: Contact


def at(table: TenantTable, person: Person, uid: str) -> Seen:
    """Whom the person may not see is not found, as one who does not exist."""
    contact = _found(table, person, uid)
    seen = sight(contact, person.contacts)
    if seen is None and person.groups:
        seen = sight(contact, person.contacts, GROUPS.find_many(table, person.groups).values())
    if seen is None:
        raise NotFound("There is no such page.")
    return Seen(contact, seen)


def at_achievement(table: TenantTable, person: Person, uid: str) -> tuple[Achievement, Seen]:
    achievement = ACHIEVEMENTS.find(table, uid) if is_uid(uid) else None
    if achievement is None:
        raise NotFound("There is no such page.")
    return achievement, at(table, person, achievement.contact)


def by_pass(table: TenantTable, tenant: Tenant, uid: str, text: str, *, at: datetime) -> Passed | None:
    """None where the pass does not open this now; where none was brought, without a look at the table."""
    if not text or not is_uid(uid):
        return None
    achievement = ACHIEVEMENTS.find(table, uid)
    if achievement is None:
        return None
    reader = reader_of(tenant, Opens(achievement.uid, achievement.link_tail), text, at=at)
    if reader is None:
        return None
    found = CONTACTS.find_many(table, [reader, achievement.contact], consistent=True)
    if not {reader, achievement.contact} <= found.keys():
        return None
    if not concerns(found[reader], found[achievement.contact]):
        return None
    return Passed(achievement, found[achievement.contact], found[reader])


def family(table: TenantTable, person: Person, first: int, size: int) -> tuple[list[Contact], bool]:
    """The person's own contacts, then those that these are guardians of: so many, and whether there are more.

    Children come by their names, where they are not so many that this would cost a read of each.
    """
    own = [one.uid for one in person.contacts]
    found = (child for one in own for child in contacts.dependants(table, one))
    children = [uid for uid in dict.fromkeys(found) if uid not in own]
    wanted = children if len(children) <= MOST_BY_NAME else children[max(0, first - len(own)) :][:size]
    known = CONTACTS.find_many(table, wanted, consistent=True).values()
    by_name = sorted(known, key=lambda one: (one.display_name.casefold(), one.uid))
    more = first + size < len(own) + len(children)
    if len(wanted) == len(children):
        return [*person.contacts, *by_name][first : first + size], more
    return [*person.contacts[first:], *by_name][:size], more


def _found(table: TenantTable, person: Person, uid: str) -> Contact:
    own = next((one for one in person.contacts if one.uid == uid), None)
    contact = own or (CONTACTS.find(table, uid) if is_uid(uid) else None)
    if contact is None:
        raise NotFound("There is no such page.")
    return contact
