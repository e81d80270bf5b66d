"""Everything that waits among the failures, replayed in one job that can stop and go on."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from ..domain.failure import FailureKind
from ..domain.refusals import Busy, Conflict, NotFound, Refusal
from ..domain.replay_run import ReplayRun
from ..store import failures
from ..store.failures import RUNS
from ..store.keys import Key
from ..store.rule_index import RuleIndex
from ..store.table import ConditionFailed, TenantTable, Unavailable
from .failures import Chance, replay_at

STRETCH = 25
log = logging.getLogger(__name__)


def begin(table: TenantTable, kind: FailureKind | None, *, at: datetime) -> ReplayRun:
    """What waits now is due to be replayed. While one runs, the same again is that one; another: Conflict."""

    def decide() -> ReplayRun:
        stood = failures.run(table)
        if stood and stood.ended is None:
            if stood.kind == kind:
                return stood
            raise Conflict("Another replay is still running.")
        fresh = ReplayRun(
            created=at, last_updated=at, kind=kind, due=at, version=stood.version if stood else 0
        )
        table.put(RUNS.changed(table.tenant, fresh) if stood else RUNS.new(table.tenant, fresh))
        return fresh

    return table.decided(decide)


def get(table: TenantTable) -> ReplayRun:
    """The one that runs, or the last one."""
    run = failures.run(table)
    if run is None:
        raise NotFound("Nothing was replayed in this way yet.")
    return run


def go_on(
    table: TenantTable, rules: RuleIndex, *, clock: Callable[[], datetime], until: datetime
) -> ReplayRun | None:
    """As far as there is time. What was replayed and not written down is met once more, and passed over."""
    run = failures.run(table)
    while run is not None and run.ended is None and clock() < until:
        found, after = failures.waiting(table, run, STRETCH)
        replayed = _replay(table, found, Chance(rules, clock()))
        run.went_on(after, replayed=replayed, passed=len(found) - replayed, at=clock())
        try:
            table.put(RUNS.changed(table.tenant, run))
        except ConditionFailed:
            return failures.run(table)  # another run of the sweep is at it
    return run


def _replay(table: TenantTable, places: Sequence[Key], chance: Chance) -> int:
    """How many went on. Others may have been faster, or have taken one away; and none holds the rest up."""
    return sum(_went_on(table, place, chance) for place in places)


def _went_on(table: TenantTable, place: Key, chance: Chance) -> bool:
    try:
        return replay_at(table, place, chance)
    except (Busy, Unavailable):
        raise
    except Refusal:
        return False
    except Exception:
        log.exception("a failure could not be replayed")
        return False
