"""Runs an achievement that is not kept over the stored events, and writes nothing: who would have got it."""

from datetime import datetime
from itertools import islice

from ..domain.contact import Contact
from ..domain.rules.engine import Standing, apply
from ..domain.rules.model import ActivityEvent, Definition
from ..domain.simulation import SHELVES, Period, Place, Simulated, Would
from ..store import activity, progress, road
from ..store.contacts import CONTACTS
from ..store.table import TenantTable
from ..store.walking import stretch

# So many members in one call: each costs a read of its events, and as many for what it was issued before.
MOST_MEMBERS = 20
# No further member is begun after so many events; who has more than the other number is passed over.
MOST_EVENTS = 5_000
MOST_OF_ONE = 20_000


def simulate(
    table: TenantTable, definition: Definition, period: Period, place: Place, *, now: datetime
) -> Simulated:
    """One call's worth, from that place on. What a member was issued, and its groups, are today's."""
    told = Simulated()
    most = MOST_MEMBERS // 2 if definition.dependencies.named else MOST_MEMBERS
    found, after = stretch(table, SHELVES[place.shelf], place.after, most)
    contacts = CONTACTS.find_many(table, [one.contact for one in found])
    zone = road.zone(table)
    for one in found:
        if told.events >= MOST_EVENTS:
            return told
        if one.contact in contacts:
            _judge(table, definition, period, contacts[one.contact], told, zone, period.end or now)
        told.next = Place(place.shelf, one.position)
    told.next = Place(place.shelf, after) if after else _next_list(place)
    return told


def _next_list(place: Place) -> Place | None:
    return Place(place.shelf + 1) if place.shelf + 1 < len(SHELVES) else None


def _judge(
    table: TenantTable,
    definition: Definition,
    period: Period,
    contact: Contact,
    told: Simulated,
    zone: str,
    now: datetime,
) -> None:
    told.members += 1
    events = _events(table, contact, period, zone)
    if events is None:
        told.skipped.append(contact.uid)
        return
    told.events += len(events)
    outcome = apply({}, [definition], events, _standing(table, definition, contact), now)
    told.issues += [Would(contact.uid, contact.member_ref, issue) for issue in outcome.issues]


def _events(table: TenantTable, contact: Contact, period: Period, zone: str) -> list[ActivityEvent] | None:
    """Those of the period; None where there are too many in all."""
    stored = list(islice(activity.of_contact(table, contact.uid, zone), MOST_OF_ONE + 1))
    if len(stored) > MOST_OF_ONE:
        return None
    return [one.event for one in stored if period.holds(one.event)]


def _standing(table: TenantTable, definition: Definition, contact: Contact) -> Standing:
    issued = progress.all_issued(table, contact.uid) if definition.dependencies.named else frozenset()
    return Standing(issued, frozenset(contact.member_groups))
