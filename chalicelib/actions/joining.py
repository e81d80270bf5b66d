"""How a contact becomes a member: the application, with everything that must be unique about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from ..domain import joining
from ..domain.contact import Contact
from ..domain.kept_memberships import KeptMembership, KeptMembershipType
from ..domain.money import Money
from ..domain.refusals import Conflict, NotFound
from ..store import keys, tenants
from ..store.conditions import Attr
from ..store.contacts import CONTACTS
from ..store.memberships import MEMBERSHIP_TYPES, MEMBERSHIPS, pointers
from ..store.table import ConditionFailed, TenantTable
from ..store.writes import ABSENT, Put
from . import telling

Draw = Callable[[], str]
DRAWS = 5


@dataclass(frozen=True, kw_only=True)
class Application:
    """Who joins what, as it was said. Without `currency` an amount is in that of the type's price."""

    uid: str
    tail: str
    contact: str
    resource: str | None
    membership_type: str
    start: date | None = None
    end: date | None = None
    amount: Money | None = None
    auto_renew: bool = False
    payment_plan: str | None = None
    number: str | None = None
    external_ref: str | None = None


def join(table: TenantTable, application: Application, *, draw: Draw, now: datetime) -> KeptMembership:
    """A new membership; where it brings no number, `draw()` proposes one until it is free.

    Joining with the same uid again (a repeated request) gives what stands already.
    """
    kind, contact, zone = _read(table, application)

    def begin(number: str) -> KeptMembership:
        return _begun(application, kind, contact, number, zone, now)

    return keep(table, begin, number=application.number, draw=draw)


def keep(
    table: TenantTable, begin: Callable[[str], KeptMembership], *, number: str | None, draw: Draw
) -> KeptMembership:
    """Write what begins under that number, or else under the first drawn one that is free."""
    for _ in range(DRAWS):
        kept = begin(number or draw())
        try:
            telling.write(table, state(table.tenant, kept), kept.take_events())
            return kept
        except ConditionFailed as failed:
            if failed.items[0] is not None:
                return MEMBERSHIPS.load(table, kept.uid)
            _refuse(failed, drawn=number is None)
    raise Conflict("No free number was found. Try again.")


def _read(table: TenantTable, application: Application) -> tuple[KeptMembershipType, Contact, str]:
    t = table.tenant
    type_key = MEMBERSHIP_TYPES.key(t, application.membership_type)
    contact_key = CONTACTS.key(t, application.contact)
    found = table.get_many([type_key, contact_key, keys.tenant(t)], consistent=True)
    contact = CONTACTS.among(found, t, application.contact)
    if application.resource not in (None, contact.resource):
        raise NotFound(f"There is no such {application.resource}.")
    tenant = tenants.read(found[keys.tenant(t)])
    return MEMBERSHIP_TYPES.among(found, t, application.membership_type), contact, tenant.timezone


def _begun(
    application: Application,
    kind: KeptMembershipType,
    contact: Contact,
    number: str,
    zone: str,
    now: datetime,
) -> KeptMembership:
    membership = joining.begin(
        kind.rules,
        uid=application.uid,
        number=number,
        contact=contact.uid,
        now=now,
        zone=zone,
        start=application.start,
        end=application.end,
        amount=application.amount,
        auto_renew=application.auto_renew,
        payment_plan=application.payment_plan,
    )
    return KeptMembership(
        uid=application.uid,
        created=now,
        last_updated=now,
        membership=membership,
        link_tail=application.tail,
        contact_resource=contact.resource,
        contact_name=contact.display_name,
        type_name=kind.rules.name,
        price=kind.rules.price,
        external_ref=application.external_ref,
    )


def state(t: str, kept: KeptMembership) -> list[Put]:
    """The record, and beside it everything that must be unique about it."""
    membership = kept.membership
    guards = [number_guard(t, membership.number, membership.contact)]
    if kept.external_ref is not None:
        guards.append(Put(keys.membership_ref(t, kept.external_ref), {"member": kept.uid}))
    return [MEMBERSHIPS.new(t, kept), *pointers(t, kept), *guards]


def number_guard(t: str, number: str, contact: str) -> Put:
    """A number belongs to one contact for good: it may come back with it, and nobody else has it."""
    own = ABSENT | Attr("contact").eq(contact)
    return Put(keys.membership_number(t, number), {"number": number, "contact": contact}, own)


def _refuse(failed: ConditionFailed, *, drawn: bool) -> None:
    """Says what stood in the way; a number that was merely drawn is drawn again."""
    stood = {str(item["sk"])[:3] for item in failed.items if item is not None}
    if "MS#" in stood:
        raise Conflict("The contact has a membership of this type from this day on already.") from failed
    if "MXR" in stood:
        raise Conflict("Another membership has this external_ref.") from failed
    if "MNO" in stood and not drawn:
        raise Conflict("Another contact has this membership number.") from failed
