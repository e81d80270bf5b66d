"""What a tenant sets for its game."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from ..domain.gamification.settings import Gamification
from ..domain.refusals import Invalid
from ..store import game, keys, privacy
from ..store.competitions import COMPETITIONS
from ..store.table import TenantTable


def get(table: TenantTable) -> Gamification:
    return game.settings(table)


def put(table: TenantTable, wanted: Gamification, *, at: datetime) -> Gamification:
    """Replace them all."""
    return _kept(table, lambda before: replace(wanted, version=before.version), at)


def change(table: TenantTable, changes: Mapping[str, Any], *, at: datetime) -> Gamification:
    """Change what is given."""
    return _kept(table, lambda before: replace(before, **changes), at)


def _kept(table: TenantTable, choose: Callable[[Gamification], Gamification], at: datetime) -> Gamification:
    """What events need of them holds for every event from then on, wherever it is counted.

    With another way of hiding everybody that it is about is shown anew, from the next minute on.
    A badge can only be earned by an achievement by rules of the tenant's own that is live.
    """

    def decide() -> Gamification:
        before = game.settings(table)
        wanted = choose(before)
        if wanted == before:
            return before  # a request that is repeated moves nothing
        wanted.check()
        _check_badges(table, wanted)
        head = table.get(keys.rules_head(table.tenant))
        hiding = [] if wanted.hidden == before.hidden else [privacy.begin_run(table.tenant, at=at)]
        table.transact([*game.set_writes(table.tenant, wanted, before, head), *hiding])
        return replace(wanted, version=before.version + 1)

    return table.decided(decide)


def _check_badges(table: TenantTable, wanted: Gamification) -> None:
    found = COMPETITIONS.find_many(table, list(set(wanted.badges.values())), consistent=True)
    faults = {
        f"badges.{name}": "not a live achievement of this account"
        for name, uid in wanted.badges.items()
        if uid not in found or not found[uid].is_issued
    }
    if faults:
        raise Invalid("These badges could never be earned.", faults)
