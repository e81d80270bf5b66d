"""How failures are found: all kinds in one index, where nothing stands that never failed."""

from collections.abc import Sequence
from typing import Any

from ..domain.failure import FailureKind, failing
from ..domain.left import KEPT, Left
from ..domain.replay_run import KEPT as RUN_KEPT
from ..domain.replay_run import THE_ONE, ReplayRun
from . import failure_keys
from .activity import QUARANTINE
from .conditions import Attr, Where
from .keys import Key
from .lists import Shelf
from .outbox import EVENTS, MAILS
from .places import failed_pk, newest_first
from .records import Kind
from .table import TenantTable
from .webhooks import DELIVERIES

LEFT: Kind[Left] = Kind(
    name="left_record",
    model=Left,
    key=failure_keys.left_record,
    shelved=False,
    due=lambda one: one.due,
    failing=lambda one: failing("record", one.failed, waiting=one.waiting),
    ttl=lambda one: one.created + KEPT,
)
RUNS: Kind[ReplayRun] = Kind(
    name="replay",
    model=ReplayRun,
    key=lambda t, _: failure_keys.replay_run(t),
    shelved=False,
    due=lambda run: run.due,
    ttl=lambda run: run.ended + RUN_KEPT if run.ended else None,
)
KINDS: dict[FailureKind, Kind[Any]] = {
    "event": EVENTS,
    "activity": QUARANTINE,
    "mail": MAILS,
    "webhook": DELIVERIES,
    "record": LEFT,
}
# The sort key tells the kind of what the index shows.
BY_SORT_KEY: dict[str, FailureKind] = {kind.key("", "").sk: name for name, kind in KINDS.items()}


def shelf(t: str, kind: str | None, state: str | None) -> Shelf:
    """Always narrowed: places move when something fails again, so that no tally could count them."""
    wanted = Attr("u.failure").eq(kind) if kind else Attr("u.failure").exists()
    return Shelf("failed", failed_pk(t), wanted & Attr("u.stands").eq(state) if state else wanted)


def run(table: TenantTable) -> ReplayRun | None:
    return RUNS.find(table, THE_ONE)


def waiting(table: TenantTable, run: ReplayRun, size: int) -> tuple[Sequence[Key], str | None]:
    """The next that waited when the run began, the oldest first, and the place that the run got to with
    them; None: the end. Some of `size` places may hold what is not wanted."""
    wanted = Where("fsk").between(newest_first(run.created, ""), run.after or "~")
    only = shelf(table.tenant, run.kind, "waiting").only
    where = Where("fpk").eq(failed_pk(table.tenant)) & wanted
    page = table.page("failed", where, limit=size, only=only, backwards=True)
    found = [Key(row["pk"], row["sk"]) for row in page.items if row["fsk"] != run.after]
    return found, str(page.last["fsk"]) if page.last else None
