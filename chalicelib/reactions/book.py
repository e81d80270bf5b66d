"""The book: what follows what, on one page; and how an event is followed, once."""

import logging
from datetime import datetime

from ..domain.events import (
    NEW_BADGE,
    NEW_LEVEL,
    NEW_RANK,
    STREAK_BROKEN,
    STREAK_LEVEL_REACHED,
    TARGET_ACHIEVED,
)
from ..domain.refusals import Busy, Refusal
from ..domain.triggers import MEMBERSHIP_EVENTS
from ..store.outbox import EVENTS
from ..store.records import writes
from ..store.table import PATIENT, TenantTable, Unavailable
from ..watch.work import on_behalf_of
from . import billing, ranking, renaming, rewarding, scoring, showing, telling, triggering
from .desk import Desk, Reaction

log = logging.getLogger(__name__)

# Besides the achievements', every event of a membership; what is not a trigger's is recorded only.
REACTIONS: dict[str, tuple[Reaction, ...]] = {
    **dict.fromkeys(MEMBERSHIP_EVENTS, (triggering.by_triggers,)),
    **dict.fromkeys(("status_overridden", "override_cleared", "linked_member", "unlinked_member"), ()),
    # The invoice first, so that it is there when the mail is read.
    "renewal_confirmation": (billing.bill_renewal, triggering.by_triggers),
    "payment_due": (triggering.by_triggers,),
    "achievement_completed": (scoring.score_finish, triggering.by_triggers),
    "achievement_reopened": (triggering.by_triggers,),
    "reward_issued": (triggering.by_triggers,),
    "reward_expired": (triggering.by_triggers,),
    "reward_cancelled": (),
    "achievement_issued": (
        rewarding.look_again,
        rewarding.award,
        scoring.score_issue,
        triggering.by_triggers,
    ),
    **dict.fromkeys((NEW_LEVEL, NEW_BADGE, NEW_RANK), (triggering.by_triggers,)),
    **dict.fromkeys(
        (TARGET_ACHIEVED, STREAK_LEVEL_REACHED), (rewarding.award_target, triggering.by_triggers)
    ),
    STREAK_BROKEN: (triggering.by_triggers,),
    "rank_taken": (ranking.tell_of_each,),
    "contact_renamed": (renaming.carry_on, showing.beside),
    "profile_changed": (showing.again,),
    "contact_removed": (showing.again,),
}


def follow(table: TenantTable, uid: str, *, now: datetime, templates: frozenset[str], base_url: str) -> None:
    """Do all that follows an event and mark it as followed, in one transaction.

    Doing it twice does nothing. What can never be followed is set aside with its reason; what merely
    cannot be done now (Busy, Unavailable) is raised, and the event stays due.
    """
    desk = Desk(table, now, templates, base_url)
    try:
        # What it depends on may change meanwhile, and another follower may be faster: then it looks again.
        table.decided(lambda: _follow(desk, uid), tries=PATIENT)
    except (Busy, Unavailable):
        raise
    except (Refusal, LookupError, ValueError, TypeError, AttributeError) as error:
        log.exception("event set aside", extra={"tenant": table.tenant, "event": uid})
        _set_aside(table, uid, f"{type(error).__name__}: {error}", now)


def _follow(desk: Desk, uid: str) -> None:
    told = EVENTS.find(desk.table, uid)
    if told is None or told.due is None:
        return
    if told.name not in REACTIONS:
        raise LookupError(f"no reactions are known for {told.name}")
    with on_behalf_of(told.trace):
        wanted = [reaction(desk, told) for reaction in REACTIONS[told.name]]
    told.follow(at=desk.now)
    marked = EVENTS.changed(desk.table.tenant, told)
    if following := writes(*wanted):
        desk.table.transact([marked, *following])
    else:
        desk.table.put(marked)  # half the price of a transaction; most of an import's events lead to nothing
    telling.of_event(desk.table.tenant, told)


def _set_aside(table: TenantTable, uid: str, reason: str, now: datetime) -> None:
    told = EVENTS.find(table, uid)
    if told is None or told.due is None:
        return
    told.put_aside(reason, at=now)
    table.put(EVENTS.changed(table.tenant, told))
    telling.of_event(table.tenant, told)
