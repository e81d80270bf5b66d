"""What people do with achievements: start, tick steps, finish, reopen."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from ..domain.achievement import Achievement, StepMark
from ..domain.outbox import tell
from ..domain.refusals import NotFound
from ..domain.status_list import Place
from ..store import badges_signed, keys, lists
from ..store.achievements import ACHIEVEMENT_TYPES, ACHIEVEMENTS
from ..store.conditions import Attr
from ..store.contacts import CONTACTS
from ..store.keys import moment
from ..store.lists import Shelf
from ..store.outbox import EVENTS
from ..store.records import pack, writes
from ..store.table import ConditionFailed, TenantTable
from ..store.writes import Update, Write
from .listing import Asked, Listed, in_memory, records


def start(
    table: TenantTable,
    uid: str,
    type_uid: str,
    contact_uid: str,
    resource: str,
    *,
    at: datetime,
    link_tail: str = "",
) -> Achievement:
    """Start an achievement of a type for a contact. The same type may be started again (a course repeated).

    Starting the same uid again (a repeated request) gives what stands already.
    """
    t = table.tenant
    found = table.get_many(
        [ACHIEVEMENT_TYPES.key(t, type_uid), CONTACTS.key(t, contact_uid)], consistent=True
    )
    kind = ACHIEVEMENT_TYPES.among(found, t, type_uid)
    contact = CONTACTS.among(found, t, contact_uid)
    if contact.resource != resource:
        raise NotFound(f"There is no such {resource}.")
    achievement = kind.start(uid, contact, at=at, link_tail=link_tail)
    try:
        table.put(ACHIEVEMENTS.new(t, achievement))
    except ConditionFailed:
        return ACHIEVEMENTS.load(table, uid)
    return achievement


def get(table: TenantTable, uid: str) -> Achievement:
    return ACHIEVEMENTS.load(table, uid)


def complete_step(
    table: TenantTable, uid: str, number: int | None, name: str | None, mark: StepMark, *, at: datetime
) -> Achievement:
    """Tick a step. Ticked before, it keeps its first date; a finished achievement refuses."""

    def decide() -> Achievement:
        achievement = ACHIEVEMENTS.load(table, uid)
        step = achievement.step_number(number, name)
        before = achievement.done.get(step)
        if achievement.complete_step(step, mark, at=at):
            write_step(table, achievement, step, before)
        return achievement

    return table.decided(decide)


def uncomplete_step(
    table: TenantTable, uid: str, number: int | None, name: str | None, *, at: datetime
) -> Achievement:
    """Untick a step. Not ticked, nothing changes; a finished achievement refuses."""

    def decide() -> Achievement:
        achievement = ACHIEVEMENTS.load(table, uid)
        step = achievement.step_number(number, name)
        before = achievement.done.get(step)
        if achievement.uncomplete_step(step, at=at):
            write_step(table, achievement, step, before)
        return achievement

    return table.decided(decide)


def complete_all_steps(table: TenantTable, uid: str, mark: StepMark, *, at: datetime) -> Achievement:
    return decided(table, uid, lambda achievement: achievement.complete_all_steps(mark, at=at))


def reset_steps(table: TenantTable, uid: str, *, at: datetime) -> Achievement:
    return decided(table, uid, lambda achievement: achievement.reset_steps(at=at))


def finish(table: TenantTable, uid: str, *, by: str, at: datetime) -> Achievement:
    """Lock it and tell `achievement_completed`, in one transaction. Twice is refused."""

    def decide(achievement: Achievement) -> bool:
        achievement.finish(by=by, at=at)
        return True

    return decided(table, uid, decide)


def reopen(table: TenantTable, uid: str, *, by: str, at: datetime) -> Achievement:
    """Undo a finish made by mistake; tells `achievement_reopened`."""

    def decide(achievement: Achievement) -> bool:
        achievement.reopen(by=by, at=at)
        return True

    return decided(table, uid, decide)


def forget(
    table: TenantTable, uid: str, become: Callable[[Achievement], Achievement], *, at: datetime
) -> None:
    """Keep it as it becomes without its person, its badge revoked. What is gone, or is so already, stays."""

    def decide() -> None:
        before = ACHIEVEMENTS.find(table, uid)
        after = become(before) if before else None
        if before is not None and after is not None and after != before:
            changed = ACHIEVEMENTS.changed(table.tenant, after)
            table.transact(writes(changed, _revoked(table, before.credential, at)))

    table.decided(decide)


def change(table: TenantTable, uid: str, changes: Mapping[str, Any], *, at: datetime) -> Achievement:
    """Set what is set by hand: the note, also of a finished one."""

    def decide(achievement: Achievement) -> bool:
        if "note" not in changes or changes["note"] == achievement.note:
            return False
        achievement.note, achievement.last_updated = changes["note"], at
        return True

    return decided(table, uid, decide)


def remove(table: TenantTable, uid: str, *, at: datetime) -> None:
    def decide() -> None:
        achievement = ACHIEVEMENTS.load(table, uid)
        untallied = lists.untallied(table, ACHIEVEMENTS.places(table.tenant, achievement), at=at)
        revoked = _revoked(table, achievement.credential, at)
        table.transact(writes(ACHIEVEMENTS.gone(table.tenant, achievement, at=at), untallied, revoked))

    table.decided(decide)


def listed(
    table: TenantTable,
    asked: Asked,
    *,
    now: datetime,
    contact: str | None,
    type_uid: str | None,
    facets: Mapping[str, Any],
) -> Listed[Achievement]:
    """All, or those of a contact, or those of a type; of a contact and a type through the contact."""
    if contact and type_uid:
        facets = {**facets, "type": type_uid}
    return records(table, ACHIEVEMENTS, asked, now=now, owner=contact, subject=type_uid, facets=facets)


def listed_of(
    table: TenantTable,
    contacts: Iterable[str],
    asked: Asked,
    *,
    type_uid: str | None,
    facets: Mapping[str, Any],
) -> Listed[Achievement]:
    """Those of a few contacts, oldest first: what a member sees."""
    shelves = [Shelf("owner", keys.owner_pk(table.tenant, uid, ACHIEVEMENTS.name)) for uid in contacts]
    uids = [key.pk.rpartition("#")[2] for shelf in shelves for key in lists.everything(table, shelf)]
    wanted = {**facets, **({"type": type_uid} if type_uid else {})}
    found = ACHIEVEMENTS.find_many(table, uids).values()
    fitting = [one for one in found if all(getattr(one, name) == value for name, value in wanted.items())]
    return in_memory(sorted(fitting, key=lambda one: (one.created, one.uid)), asked)


def rename(table: TenantTable, uid: str, contact_name: str, *, at: datetime) -> None:
    """An open achievement takes the new name; a finished one says what was true, a removed one nothing."""

    def decide(achievement: Achievement) -> bool:
        changed = not achievement.finished and achievement.contact_name != contact_name
        achievement.contact_name = contact_name
        return changed

    with suppress(NotFound):
        decided(table, uid, decide)


def decided(table: TenantTable, uid: str, act: Callable[[Achievement], bool]) -> Achievement:
    """Read, let the domain decide, write the whole: guarded by the version, with its events. A badge that it
    has no longer is revoked with it."""

    def decide() -> Achievement:
        achievement = ACHIEVEMENTS.load(table, uid)
        badge = achievement.credential
        if not act(achievement):
            return achievement
        told: list[Write] = [EVENTS.new(table.tenant, tell(event)) for event in achievement.take_events()]
        told += _revoked(table, badge, achievement.last_updated) if achievement.credential is None else []
        changed = ACHIEVEMENTS.changed(table.tenant, achievement)
        if told:
            table.transact(writes(changed, told))
        else:
            table.put(changed)
        return achievement

    return table.decided(decide)


def _revoked(table: TenantTable, badge: str | None, at: datetime) -> list[Write]:
    return [badges_signed.revoked(table.tenant, Place.read(badge), at)] if badge else []


def write_step(table: TenantTable, achievement: Achievement, step: int, before: StepMark | None) -> None:
    """Write one step alone, so that coaches who mark different steps at once do not meet."""
    path = f"done.{step}"
    mark = achievement.done.get(step)
    unchanged = Attr(path).eq(pack(before)) if before else Attr(path).not_exists()
    when = unchanged & Attr("finished_date").not_exists() & Attr("deleted").not_exists() & Attr("pk").exists()
    sets = {"last_updated": moment(achievement.last_updated)}
    update = Update(
        ACHIEVEMENTS.key(table.tenant, achievement.uid),
        sets={**sets, path: pack(mark)} if mark else sets,
        removes=() if mark else (path,),
        adds={"version": 1},
        when=when,
    )
    now = ACHIEVEMENTS.read(table.update(update))
    achievement.done, achievement.version = now.done, now.version
