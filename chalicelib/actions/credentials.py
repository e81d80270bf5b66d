"""Badges: finished achievements as signed credentials, and the lists that say which were revoked."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from ..documents import signing
from ..domain import credential, status_list
from ..domain.achievement import Achievement
from ..domain.achievement_type import AchievementType
from ..domain.contact import Contact
from ..domain.credential import Addresses, Recipient
from ..domain.links import NoSuchPaper
from ..domain.public_names import public_name
from ..domain.refusals import Busy, NotFound
from ..domain.status_list import Place, is_shard
from ..domain.tenant import Tenant
from ..store import badges_signed
from ..store.achievements import ACHIEVEMENT_TYPES, ACHIEVEMENTS
from ..store.conditions import Attr
from ..store.contacts import CONTACTS
from ..store.table import ConditionFailed, TenantTable
from ..store.writes import Update
from . import signing_keys
from .signing_keys import Fresh
from .visits import Visit

# Places that are tried for one badge, before its month counts as full.
MOST_DRAWS = 60
Chance = Callable[[], int]


def issue(visit: Visit, fresh: Fresh, chance: Chance) -> tuple[str, dict[str, Any]]:
    """The badge that a link leads to, signed; and what it says.

    It has its place in a status list from the first time on that somebody gets it.
    """
    table = visit.table
    contact, kind = _about(table, _finished(visit))
    if contact is None:
        raise NoSuchPaper
    achievement = _placed(visit, chance)
    key = signing_keys.current(table, fresh, at=visit.now)
    addresses = Addresses(visit.base_url, visit.tenant.slug)
    claims = credential.badge(
        achievement,
        Recipient(public_name(contact, visit.tenant), contact.emails),
        visit.tenant,
        addresses,
        key=key.uid,
        description=kind.description if kind else None,
    )
    return signing.signed(key, addresses.key(key.uid), claims), claims


def status(
    table: TenantTable, tenant: Tenant, addresses: Addresses, key_uid: str, shard: str, *, now: datetime
) -> str:
    """A list, signed with the key that its address names. NotFound for one that no badge stands in."""
    keys = signing_keys.listed(table) if is_shard(shard) else None
    if keys is None or not badges_signed.has_places(table, shard):
        raise NotFound("There is no such list.")
    key = keys.get(key_uid)
    bits = status_list.encoded(badges_signed.revoked_indices(table, shard))
    claims = credential.status_list(shard, bits, tenant, addresses, key=key.uid, now=now)
    return signing.signed(key, addresses.key(key.uid), claims)


def _placed(visit: Visit, chance: Chance) -> Achievement:
    """The achievement as it is finished, with its place in a list."""
    for attempt in range(MOST_DRAWS):
        achievement = _finished(visit)
        if achievement.credential is not None:
            return achievement
        assert achievement.finished_date is not None
        place = status_list.place(achievement.finished_date, attempt, chance())
        try:
            _take(visit.table, achievement, place)
        except ConditionFailed:
            continue  # the place is taken, or the achievement changed meanwhile
        achievement.credential = str(place)
        return achievement
    raise Busy("This badge found no place. Try again.")


def _finished(visit: Visit) -> Achievement:
    achievement = ACHIEVEMENTS.find(visit.table, visit.link.uid)
    visit.may_read("achievement", "credential", achievement.link_tail if achievement else None)
    if achievement is None or not achievement.finished:
        raise NoSuchPaper
    return achievement


def _take(table: TenantTable, achievement: Achievement, place: Place) -> None:
    """One part of the record alone is written; whoever reopens it at this moment decides anew."""
    as_read = Attr("version").eq(achievement.version) & Attr("deleted").not_exists()
    told = Update(
        ACHIEVEMENTS.key(table.tenant, achievement.uid),
        sets={"credential": str(place)},
        adds={"version": 1},
        when=as_read,
    )
    table.transact([badges_signed.taken(table.tenant, place, achievement.uid, achievement.turns), told])


def _about(table: TenantTable, achievement: Achievement) -> tuple[Contact | None, AchievementType | None]:
    t = table.tenant
    wanted = [CONTACTS.key(t, achievement.contact), ACHIEVEMENT_TYPES.key(t, achievement.type)]
    found = table.get_many(wanted, consistent=True)
    return CONTACTS.met(found, t, achievement.contact), ACHIEVEMENT_TYPES.met(found, t, achievement.type)
