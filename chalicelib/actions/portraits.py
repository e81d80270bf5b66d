"""What a contact's page shows: its achievements, memberships, badges, points and targets, in few reads."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ..domain.achievement import Achievement
from ..domain.contact import Contact
from ..domain.gamification.levels import Standing
from ..domain.gamification.levels import standing as stands
from ..domain.kept_memberships import KeptMembership
from ..domain.points import Balance
from ..domain.told_membership import foremost
from ..store import keys, ledger, memberships
from ..store.achievements import ACHIEVEMENTS
from ..store.keys import Key
from ..store.lists import Shelf
from ..store.memberships import MEMBERSHIPS
from ..store.newest import Stretch, newest
from ..store.records import alive
from ..store.table import TenantTable, at_once
from . import badges, enrolments
from .badges import Shown
from .enrolments import InGroup

ON_A_PAGE = 25
ON_A_CARD = 4
MOST_MEMBERSHIPS = 12


@dataclass(frozen=True)
class Work:
    """Achievements, the newest first; `older` is where the next page of them starts."""

    achievements: Sequence[Achievement] = ()
    memberships: Sequence[KeptMembership] = ()
    older: str | None = None


@dataclass(frozen=True)
class Card:
    """A line of state: what somebody works at, and the membership that speaks for it."""

    contact: Contact
    work: Work


@dataclass(frozen=True)
class Portrait:
    work: Work
    balance: Balance
    standing: Standing
    badges: Sequence[Shown] = ()
    targets: Sequence[InGroup] = field(default=())


def portrait(table: TenantTable, uid: str, *, close: bool, before: str | None, now: datetime) -> Portrait:
    """Memberships only for who is `close`."""
    work = _work(table, {uid: close}, ON_A_PAGE, before, now)[uid]
    balance = ledger.load(table, uid, consistent=False).balance
    had = [one for one in badges.badges_of(table, uid) if one.achieved_at]
    return Portrait(work, balance, stands(balance), had, enrolments.standings(table, uid, now=now))


def cards(table: TenantTable, contacts: Sequence[Contact], *, now: datetime) -> list[Card]:
    """Of some contacts of a family: two queries each, and one read for all."""
    found = _work(table, {one.uid: True for one in contacts}, ON_A_CARD, None, now)
    return [Card(one, found[one.uid]) for one in contacts]


def _work(
    table: TenantTable, people: dict[str, bool], size: int, before: str | None, now: datetime
) -> dict[str, Work]:
    """Of each of them what is newest; of those marked True their memberships too, the foremost first."""
    stretches: dict[str, Stretch] = {}
    pointed: dict[str, list[Key]] = {}

    def look(uid: str) -> None:
        stretches[uid] = newest(table, _shelf(table, uid), size=size, before=before)
        uids = memberships.of_contact(table, uid) if people[uid] else []
        pointed[uid] = [MEMBERSHIPS.key(table.tenant, one) for one in uids]

    at_once(look, list(people))
    wanted = [key for uid in people for key in (*stretches[uid].keys, *pointed[uid])]
    items = {key: item for key, item in table.get_many(wanted).items() if alive(item)}

    def read(uid: str) -> Work:
        stretch = stretches[uid]
        kept = [MEMBERSHIPS.read(items[key]) for key in _there(pointed[uid], items)]
        return Work(
            [ACHIEVEMENTS.read(items[key]) for key in _there(stretch.keys, items)],
            sorted(kept, key=lambda one: foremost(one.membership, now=now))[:MOST_MEMBERSHIPS],
            stretch.older,
        )

    return {uid: read(uid) for uid in people}


def _there(wanted: Sequence[Key], items: dict[Key, dict[str, object]]) -> list[Key]:
    return [key for key in wanted if key in items]


def _shelf(table: TenantTable, uid: str) -> Shelf:
    return Shelf("owner", keys.owner_pk(table.tenant, uid, ACHIEVEMENTS.name))
