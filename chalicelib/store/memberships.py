"""How memberships and their types are kept, with the pointers that find and guard them."""

from datetime import datetime
from functools import reduce
from operator import and_, or_

from ..domain.desks import BACKWARDS, place
from ..domain.kept_memberships import KeptMembership, KeptMembershipType
from ..domain.membership import Status
from ..domain.phases import phases
from . import keys
from .codec import Item
from .conditions import Attr, Condition, Where
from .keys import Key
from .places import Spot
from .ranges import every
from .records import Kind
from .table import TenantTable
from .writes import Put

MEMBERSHIP_TYPES: Kind[KeptMembershipType] = Kind(
    name="membership_type",
    model=KeptMembershipType,
    key=keys.membership_type,
    facets=lambda kind: {"name": kind.rules.name},
)


def _facets(kept: KeptMembership) -> Item:
    """The status as a line of phases: `s0` at first, `s1` from `t1` on, and so forth."""
    first, later = phases(kept.membership)
    line = {f"s{place}": status.value for place, (_, status) in enumerate(later, start=1)}
    since = {f"t{place}": at for place, (at, _) in enumerate(later, start=1)}
    renewed = kept.membership.renewed_as is not None
    return {"s0": first.value, **line, **since, "auto_renew": kept.membership.auto_renew, "renewed": renewed}


def _desk(kept: KeptMembership) -> Spot | None:
    found = place(kept.membership, kept.created)
    return Spot(found.desk.value, found.at, found.desk in BACKWARDS) if found else None


MEMBERSHIPS: Kind[KeptMembership] = Kind(
    name="member",
    model=KeptMembership,
    key=keys.membership,
    facets=_facets,
    owner=lambda kept: kept.membership.contact,
    subject=lambda kept: kept.membership.membership_type,
    due=lambda kept: kept.due,
    desk=_desk,
)

MOST_PHASES = 5


def has_status(status: Status, now: datetime) -> Condition:
    """Narrows a list to the records that have this status now, by their phases."""
    at = keys.moment(now)
    return reduce(or_, (_in_phase(place, status, at) for place in range(MOST_PHASES)))


def _in_phase(place: int, status: Status, at: str) -> Condition:
    following = Attr(f"u.t{place + 1}")
    parts = [Attr(f"u.s{place}").eq(status.value), following.not_exists() | following.gt(at)]
    if place:
        parts.append(Attr(f"u.t{place}").lte(at))
    return reduce(and_, parts)


def pointers(t: str, kept: KeptMembership) -> list[Put]:
    """What stands in the contacts' partitions: one membership for a contact, type and start; one a link."""
    membership, found = kept.membership, {"member": kept.uid}
    own = keys.membership_of(t, membership.contact, membership.membership_type, membership.term.start)
    return [
        Put(own, found),
        *(Put(keys.link_of(t, one.contact, one.uid), found) for one in membership.linked),
    ]


def of_contact(table: TenantTable, contact: str, *, consistent: bool = True) -> list[str]:
    """The uids of a contact's memberships, those that it is linked to among them."""
    own = keys.contact(table.tenant, contact).pk
    where = Where("pk").eq(own) & Where("sk").between(*keys.MEMBERSHIP_POINTERS)
    return list(dict.fromkeys(item["member"] for item in every(table, where, consistent=consistent)))


def holder(table: TenantTable, key: Key, name: str) -> str | None:
    """What a guard of uniqueness points to."""
    item = table.get(key)
    return str(item[name]) if item else None
