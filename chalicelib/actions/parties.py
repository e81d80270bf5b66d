"""Who pays: the contact that a payment or an invoice is made out to, and the membership it is for."""

from dataclasses import dataclass

from ..domain.contact import Contact
from ..domain.ids import Ref
from ..domain.kept_memberships import KeptMembership
from ..domain.refusals import Contradiction, Invalid, NotFound
from ..store.contacts import CONTACTS
from ..store.memberships import MEMBERSHIPS
from ..store.table import TenantTable
from . import tenants


@dataclass(frozen=True)
class Party:
    """`zone` is the time zone in which its days begin."""

    contact: str
    resource: str
    zone: str
    kept: KeptMembership | None = None

    @property
    def member(self) -> str | None:
        return self.kept.uid if self.kept else None


def party(table: TenantTable, contact: Ref | None, member: str | None) -> Party:
    """The contact given, or the membership's; given both, they must belong together."""
    if member is not None:
        kept = MEMBERSHIPS.load(table, member)
        if contact is not None and contact.uid != kept.membership.contact:
            raise Contradiction("The membership is another contact's.", {"contact": "not the member"})
        return Party(kept.membership.contact, kept.contact_resource, kept.membership.zone, kept)
    if contact is None:
        raise Invalid("Somebody must pay.", {"contact": "give contact or member"})
    found: Contact = CONTACTS.load(table, contact.uid)
    if contact.resource not in ("", found.resource):
        raise NotFound(f"There is no such {contact.resource}.")
    return Party(found.uid, found.resource, tenants.get(table).timezone)
