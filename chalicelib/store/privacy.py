"""What a tenant does with those who may not be shown, and how far a change of that has got."""

from dataclasses import dataclass, replace
from datetime import datetime

from ..domain.privacy import Policy
from . import keys
from .codec import Item
from .conditions import Attr, Condition
from .game_keys import privacy_run
from .table import TenantTable
from .walking import Shelf
from .writes import Check, Delete, Put

HIDDEN = Attr("hidden")
SHELVES: tuple[Shelf, ...] = ("person", "organisation")


def policy(table: TenantTable, *, consistent: bool = False) -> Policy:
    return policy_in(table.get(keys.game(table.tenant), consistent=consistent))


def policy_in(item: Item | None) -> Policy:
    return "initials" if item and item.get("hidden") == "initials" else "hide"


def unchanged(t: str, policy: Policy) -> Check:
    """The condition that it is still so."""
    same = HIDDEN.eq(policy)
    return Check(keys.game(t), same if policy == "initials" else HIDDEN.not_exists() | same)


# -- a run through all contacts, where the policy has changed


@dataclass(frozen=True)
class Run:
    """`began` tells it from a later one; it goes on behind the position `after` of a shelf."""

    began: str
    shelf: Shelf = SHELVES[0]
    after: str = "0"

    def behind(self, position: str | None) -> "Run | None":
        """None: that was the end."""
        if position is not None:
            return replace(self, after=position)
        later = SHELVES[SHELVES.index(self.shelf) + 1 :]
        return Run(self.began, later[0]) if later else None


def begin_run(t: str, *, at: datetime) -> Put:
    """The write that goes with a change of the policy; whatever ran before begins anew."""
    return _run_put(t, Run(keys.moment(at)), None)


def load_run(table: TenantTable) -> Run | None:
    item = table.get(privacy_run(table.tenant))
    return Run(item["b"], item["s"], item["a"]) if item else None


def keep_run(table: TenantTable, run: Run, further: Run | None) -> None:
    """How far it is; ConditionFailed where it began anew meanwhile."""
    as_read = Attr("b").eq(run.began) & Attr("s").eq(run.shelf) & Attr("a").eq(run.after)
    if further is None:
        table.delete(Delete(privacy_run(table.tenant), as_read))
    else:
        table.put(_run_put(table.tenant, further, as_read))


def _run_put(t: str, run: Run, when: Condition | None) -> Put:
    key = privacy_run(t)
    due = keys.due(key.pk, datetime.fromisoformat(run.began))
    return Put(key, {"b": run.began, "s": run.shelf, "a": run.after, **due}, when)
