"""How the contact behind an e-mail address stands, from a short-lived copy or from the records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..domain import joining
from ..domain.contact import Contact, ContactResource
from ..domain.kept_memberships import KeptMembership
from ..domain.membership import Membership, Status
from ..domain.refusals import NotFound
from ..domain.standing import Standing, standing
from ..store import keys, memberships
from ..store.codec import Item
from ..store.contacts import CONTACTS
from ..store.memberships import MEMBERSHIPS
from ..store.reading import read
from ..store.records import pack
from ..store.table import TenantTable
from ..store.writes import Put
from . import contacts

GOOD_FOR = timedelta(minutes=5)


@dataclass(frozen=True)
class Stands:
    """A contact, in the words of the status call, and its standing."""

    contact: str
    resource: ContactResource
    standing: Standing
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    photo: str | None = None


def of_email(table: TenantTable, address: str, *, realtime: bool, now: datetime) -> Stands:
    """A copy of up to five minutes ago, unless `realtime`. NotFound without contact or membership."""
    kept = None if realtime else _kept(table, address, now)
    if kept is not None:
        return kept
    best = _best(table, contacts.by_email(table, address, consistent=True), now)
    if not realtime:
        _keep(table, address, best, now)
    return best


def of_email_among(table: TenantTable, address: str, seen: Sequence[str], *, now: datetime) -> Stands:
    """For who may see only these contacts: nobody else has an address. Read through, no copy is kept."""
    found = contacts.by_email(table, address, consistent=True)
    return _best(table, [uid for uid in found if uid in seen], now)


def _best(table: TenantTable, uids: Sequence[str], now: datetime) -> Stands:
    found = [_of_contact(table, uid, now) for uid in uids]
    standing = [stands for stands in found if stands and stands.standing.membership_record_status]
    if not standing:
        raise NotFound("There is no member with this e-mail address.")
    return min(standing, key=_rank)


def _rank(stands: Stands) -> tuple[int, str]:
    """Of several contacts with one address, the best status speaks."""
    status = stands.standing.membership_record_status or Status.CANCELLED
    return list(Status).index(status), stands.contact


def _of_contact(table: TenantTable, uid: str, now: datetime) -> Stands | None:
    uids = memberships.of_contact(table, uid)
    t = table.tenant
    found = table.get_many(
        [CONTACTS.key(t, uid), *(MEMBERSHIPS.key(t, one) for one in uids)], consistent=True
    )
    try:
        contact = CONTACTS.among(found, t, uid)
    except NotFound:
        return None
    kept = [MEMBERSHIPS.among(found, t, one) for one in uids if MEMBERSHIPS.key(t, one) in found]
    return _stands_for(contact, kept, now)


def _stands_for(contact: Contact, kept: Sequence[KeptMembership], now: datetime) -> Stands:
    names = {one.membership.membership_type: one.type_name for one in kept}
    return Stands(
        contact=contact.uid,
        resource=contact.resource,
        first_name=contact.first_name,
        last_name=contact.last_name,
        email=contact.emails[0] if contact.emails else None,
        photo=contact.profile_picture,
        standing=standing([_own(one.membership, contact.uid) for one in kept], names, now),
    )


def _own(membership: Membership, contact: str) -> Membership:
    """The record as the contact has it: its own, or its place in somebody else's."""
    if membership.contact == contact:
        return membership
    links = [link for link in membership.linked if link.contact == contact]
    return joining.shared(membership, links[0]) if links else membership


def _kept(table: TenantTable, address: str, now: datetime) -> Stands | None:
    item: Item | None = table.get(keys.standing(table.tenant, address), consistent=False)
    if item is None or item["until"] <= keys.moment(now):
        return None
    return read(Stands, item["doc"])


def _keep(table: TenantTable, address: str, stands: Stands, now: datetime) -> None:
    until = now + GOOD_FOR
    item = {"doc": pack(stands), "until": keys.moment(until), "x": int(until.timestamp())}
    table.put(Put(keys.standing(table.tenant, address), item, None))
