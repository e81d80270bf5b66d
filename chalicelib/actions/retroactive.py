"""Gives a new achievement to whoever qualifies by stored events already: once each, marked so, resumably.

It counts on the road of events: for each member the tally is made anew from the events that came before the
achievement was live and from those that the road has counted since, and replaces what stands, guarded by
the version that was read. What comes at the same moment is counted by the road as ever.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from ..domain.activity import Arrived
from ..domain.live import LiveAchievement
from ..domain.refusals import Busy
from ..domain.retroactive import RetroactiveRun
from ..domain.rules.anew import recount
from ..domain.rules.engine import Outcome, Standing
from ..domain.rules.tokens import words
from ..store import activity, keys, progress, rule_index
from ..store.competitions import COMPETITIONS
from ..store.contacts import CONTACTS
from ..store.progress import Kept
from ..store.records import writes
from ..store.retroactive import RUNS, next_contacts
from ..store.rule_index import RuleIndex
from ..store.table import ConditionFailed, TenantTable, Unavailable
from ..store.writes import Put
from . import evaluating, telling
from .counted import uncounted
from .counting import MOST_ISSUES, told

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]


def begun(t: str, achievement: str, *, at: datetime) -> Put:
    """The write that begins a run, for the transaction that makes the achievement live."""
    return RUNS.new(t, RetroactiveRun(achievement, created=at, last_updated=at))


def go_on(table: TenantTable, index: RuleIndex, uid: str, *, clock: Clock, until: datetime) -> None:
    """Go through members until then. Whoever finds that another is at it leaves it to that one."""
    run, record = RUNS.find(table, uid), COMPETITIONS.find(table, uid)
    if run is None or run.due is None:
        return
    try:
        live = rule_index.find(table, record.lives()) if record and record.is_issued else None
        if live is None:
            run.stop(at=clock())
            table.put(RUNS.changed(table.tenant, run))
            return
        index.see(table.tenant, table.get(keys.rules_head(table.tenant)))  # for the tenant's calendar
        while run.due is not None and run.due <= clock() < until:
            _stretch(table, index, live, run, clock())
    except ConditionFailed:
        return


def _stretch(
    table: TenantTable, index: RuleIndex, live: LiveAchievement, run: RetroactiveRun, now: datetime
) -> None:
    contacts, after = next_contacts(table, run)
    failed = 0
    for contact in contacts:
        try:
            settle(table, index, live, contact, now=now)
        except (Busy, Unavailable):
            raise
        except evaluating.POISON:
            log.exception("a member's events cannot be judged", extra={"tenant": table.tenant})
            failed += 1
    run.advance(seen=len(contacts), failed=failed, after=after, at=now)
    table.put(RUNS.changed(table.tenant, run))


def settle(
    table: TenantTable, index: RuleIndex, live: LiveAchievement, contact: str, *, now: datetime
) -> None:
    """Issue to one member what its stored events come to. Doing it twice issues nothing."""
    zone = index.zone(table)
    stored = [one for one in activity.of_contact(table, contact, zone) if words(one.event) & {*live.tokens}]
    if not stored:
        return
    _count_what_came_since(table, index, live, stored, now)
    while table.decided(lambda: _step(table, live, contact, stored, now)):
        pass


def _count_what_came_since(
    table: TenantTable, index: RuleIndex, live: LiveAchievement, stored: Sequence[Arrived], now: datetime
) -> None:
    """The road counts them once, whoever is first; what comes even later is left to it."""
    since = [one for one in stored if live.counts(one)]
    if since:
        index.see(table.tenant, table.get(keys.rules_head(table.tenant)))
        if evaluating.count_seen(table, index, since, now=now):
            raise Busy("Others keep counting this member's events.")


def _step(
    table: TenantTable, live: LiveAchievement, contact: str, stored: Sequence[Arrived], now: datetime
) -> int:
    """As many issues as one transaction takes."""
    kept = progress.load(table, contact, live.home)
    known = _known(table, live, kept, stored)
    issued = progress.issued_keys(table, contact, live.uid)
    standing = _standing(table, live, contact)
    events = [one.event for one in known]
    outcome = recount(kept.tallies, live.definition, events, issued, standing, now, MOST_ISSUES)
    if outcome.issues or outcome.progress.get(live.uid) != kept.tallies.get(live.uid, {}):
        _write(table, live, kept, outcome, now)
    return len(outcome.issues)


def _known(table: TenantTable, live: LiveAchievement, kept: Kept, stored: Sequence[Arrived]) -> list[Arrived]:
    """What came before it was live, and what the road has counted since."""
    unknown = {one.uid for one in uncounted(table, kept, [one for one in stored if live.counts(one)])}
    return [one for one in stored if one.uid not in unknown]


def _standing(table: TenantTable, live: LiveAchievement, contact: str) -> Standing:
    named, member = live.definition.dependencies.named, None
    if live.definition.member_groups:
        member = CONTACTS.find(table, contact)
    return Standing(
        issued=frozenset(uid for uid in sorted(named) if progress.was_issued(table, contact, uid)),
        groups=frozenset(member.member_groups if member else ()),
    )


def _write(table: TenantTable, live: LiveAchievement, kept: Kept, outcome: Outcome, now: datetime) -> None:
    t, contact = table.tenant, kept.contact
    state = writes(
        progress.changed(t, kept, outcome.progress, kept.marks.here, kept.marks.moved),
        [progress.issued(t, contact, one, retroactive=True) for one in outcome.issues],
    )
    events = [told(live, contact, one, now, retroactive=True) for one in outcome.issues]
    telling.write(table, state, events)
