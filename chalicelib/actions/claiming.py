"""What is done with awards by hand: claiming, cancelling, looking."""

from datetime import datetime

from ..domain.award import Award
from ..domain.contact import Contact
from ..domain.refusals import NotFound
from ..store import keys
from ..store.ahead import Ahead
from ..store.awards import AWARDS
from ..store.table import PATIENT, TenantTable
from . import awarding, listing, naming
from .listing import Asked, Listed


def claim(table: TenantTable, contact: Contact, uid: str, claim_uid: str, *, at: datetime) -> Award:
    """The contact takes what waits for it. `claim_uid` follows from the request: repeated, it is known."""
    t, words = table.tenant, naming.words_of(contact)

    def decide() -> Award:
        ahead = Ahead(table, [AWARDS.key(t, uid), keys.points(t, contact.uid)])  # most awards give points
        award = get(ahead, contact.uid, uid)
        if award.claim(claim_uid, at=at, **words):
            awarding.keep(ahead, award)
        return award

    return table.decided(decide, tries=PATIENT)


def cancel(table: TenantTable, contact: str, uid: str, reason: str | None, *, at: datetime) -> Award:
    """Nobody gets it any more; cancelling it again changes nothing."""

    def decide() -> Award:
        award = get(table, contact, uid)
        if award.cancel(reason, at=at, **naming.words(table, contact)):
            awarding.keep(table, award)
        return award

    return table.decided(decide, tries=PATIENT)


def get(table: TenantTable, contact: str, uid: str) -> Award:
    """An award of this contact; another's is as one that does not exist."""
    award = AWARDS.load(table, uid)
    if award.contact != contact:
        raise NotFound("There is no such award.")
    return award


def listed(table: TenantTable, contact: str, asked: Asked, *, now: datetime) -> Listed[Award]:
    """The awards of a contact, oldest first."""
    return listing.records(table, AWARDS, asked, now=now, owner=contact)
