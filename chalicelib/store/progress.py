"""How a contact's progress is kept, a home an item; and the issues that came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from ..domain.activity import Marks
from ..domain.measures import Sums
from ..domain.rules.engine import Issue
from ..domain.rules.progress import Progress
from ..domain.targets.enrolment import Sums as CycleSums
from . import cards, keys
from .cards import Waits
from .codec import Item
from .conditions import Attr, Where
from .ranges import every
from .records import pack
from .table import TenantTable
from .writes import ABSENT, Put, Update


@dataclass(frozen=True)
class Kept:
    """One home's progress as it was read: version 0 where there is none yet.

    `wakes` is when a period begins that was reached before; `token` leads to the rules then. `follow` is by
    when the boards must show the sums; None: they do. `counted` is what the events come to for targets, cycle
    by cycle; `enrolled` the targets that the contact is or was enrolled in, each with a version of that.
    """

    contact: str
    home: str
    version: int = 0
    tallies: Progress = field(default_factory=dict)
    marks: Marks = field(default_factory=Marks)
    wakes: datetime | None = None
    token: str | None = None
    sums: Sums = field(default_factory=dict)
    follow: datetime | None = None
    counted: Mapping[str, CycleSums] = field(default_factory=dict)
    enrolled: Mapping[str, int] = field(default_factory=dict)


def read(contact: str, home: str, item: Item | None) -> Kept:
    if item is None:
        return Kept(contact, home)
    moved = datetime.fromisoformat(item["o"]) if "o" in item else None
    marks = Marks(bytes(item.get("m", b"")), moved)
    waits = cards.waits(item)
    return Kept(
        contact,
        home,
        int(item["v"]),
        item.get("c", {}),
        marks,
        waits.other,
        item.get("k"),
        item.get("s", {}),
        waits.follow,
        {target: _sums(said) for target, said in item.get("g", {}).items()},
        {target: int(version) for target, version in item.get("e", {}).items()},
    )


def _sums(said: Mapping[str, Any]) -> CycleSums:
    return {int(number): Decimal(value) for number, value in said.items()}


def load(table: TenantTable, contact: str, home: str, *, consistent: bool = True) -> Kept:
    return read(contact, home, table.get(keys.progress(table.tenant, contact, home), consistent=consistent))


def changed(t: str, kept: Kept, tallies: Mapping[str, Any], marks: bytes, moved: datetime | None) -> Put:
    """The write that replaces it, guarded by the version that was read."""
    as_read = Attr("v").eq(kept.version) if kept.version else ABSENT
    place = keys.progress(t, kept.contact, kept.home)
    item: Item = {"v": kept.version + 1, "c": dict(tallies), "m": marks or None, "o": pack(moved)}
    item |= {"s": dict(kept.sums) or None, "k": kept.token if kept.wakes else None}
    item |= {"g": _packed(kept.counted) or None, "e": dict(kept.enrolled) or None}
    return Put(place, item | cards.places(place.pk, Waits(kept.follow, kept.wakes)), as_read)


def touched(t: str, kept: Kept, target: str, enrolment: int) -> Update:
    """Nothing else changes, but whoever counts at this moment decides again, and reads that version of the
    contact's enrolment in the target, or a later one."""
    as_read = Attr("v").eq(kept.version) if kept.version else ABSENT
    sets = {"v": kept.version + 1, "e": {**kept.enrolled, target: enrolment}}
    return Update(keys.progress(t, kept.contact, kept.home), sets=sets, when=as_read)


def _packed(counted: Mapping[str, CycleSums]) -> Item:
    return {
        target: {str(number): value for number, value in sums.items()} for target, sums in counted.items()
    }


def issued(t: str, contact: str, issue: Issue, *, retroactive: bool = False) -> Put:
    """The write that issues it: once, for it fails where it stands."""
    item = {
        "achievement": issue.achievement,
        "key": issue.key,
        "number": issue.number,
        "at": keys.moment(issue.at),
        "event": issue.event,
        "retroactive": retroactive or None,
    }
    return Put(keys.issue(t, contact, issue.achievement, issue.key), item)


def issued_keys(table: TenantTable, contact: str, achievement: str) -> frozenset[str]:
    """Under which keys the achievement was issued to the contact."""
    first = keys.issue(table.tenant, contact, achievement, "")
    where = Where("pk").eq(first.pk) & Where("sk").begins_with(first.sk)
    return frozenset(str(item["key"]) for item in every(table, where))


def all_issued(table: TenantTable, contact: str) -> frozenset[str]:
    """Every achievement that was ever issued to the contact."""
    first = keys.issue(table.tenant, contact, "", "")
    where = Where("pk").eq(first.pk) & Where("sk").begins_with("W#")
    return frozenset(str(item["achievement"]) for item in every(table, where))


def was_issued(table: TenantTable, contact: str, achievement: str) -> bool:
    first = keys.issue(table.tenant, contact, achievement, "")
    where = Where("pk").eq(first.pk) & Where("sk").begins_with(first.sk)
    return bool(table.page(None, where, limit=1, consistent=True).items)
