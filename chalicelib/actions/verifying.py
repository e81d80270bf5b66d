"""Where a certificate's QR code leads: what stands in our books now."""

from ..domain import verification
from ..domain.achievement import Achievement
from ..domain.kept_memberships import KeptMembership
from ..domain.links import NoSuchPaper
from ..domain.verification import Verification
from ..store.achievements import ACHIEVEMENTS
from ..store.memberships import MEMBERSHIPS
from ..store.records import alive
from .public_papers import current
from .visits import Visit


def verify(visit: Visit) -> Verification:
    record = _record(visit)
    visit.may_read("verify", "", record.link_tail if record else None)
    match record:
        case KeptMembership():
            kept = current(visit.table, record, visit.now)
            name = visit.name_of(kept.membership.contact)
            return verification.of_membership(kept, visit.tenant, name, now=visit.now)
        case Achievement(turns=turns) if turns:
            return verification.of_achievement(record, visit.tenant, visit.name_of(record.contact))
        case _:
            raise NoSuchPaper


def _record(visit: Visit) -> KeptMembership | Achievement | None:
    """A uid is of one kind; which one is found by asking for both at once."""
    t, uid = visit.table.tenant, visit.link.uid
    member, achievement = MEMBERSHIPS.key(t, uid), ACHIEVEMENTS.key(t, uid)
    found = visit.table.get_many([member, achievement], consistent=True)
    if member in found and alive(found[member]):
        return MEMBERSHIPS.read(found[member])
    if achievement in found and alive(found[achievement]):
        return ACHIEVEMENTS.read(found[achievement])
    return None
