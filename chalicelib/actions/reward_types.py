"""What is done with reward types: the system's own are there for every tenant, others are added."""

from dataclasses import replace
from datetime import datetime

from ..domain.refusals import Conflict
from ..domain.reward_type import SYSTEM, SYSTEM_KEYS, RewardType
from ..store.competitions import REWARD_TYPES
from ..store.conditions import Attr
from ..store.table import ConditionFailed, TenantTable
from .listing import Asked, Listed, everything, led_by, records

FREE = Attr("pk").not_exists() | Attr("deleted").exists()
MOST_SEARCHED = 1_000


def add(table: TenantTable, new: RewardType) -> RewardType:
    """Add a reward type; its key must be free. The same request, repeated, gives what it made."""
    new.check()
    if new.key in SYSTEM_KEYS:
        raise Conflict(f"There is a reward type {new.key} already.")
    try:
        table.put(replace(REWARD_TYPES.new(table.tenant, new), when=FREE))
    except ConditionFailed as failed:
        stands = REWARD_TYPES.load(table, new.uid)
        if stands.origin != new.origin:
            raise Conflict(f"There is a reward type {new.key} already.") from failed
        return stands
    return new


def listed(table: TenantTable, asked: Asked, *, now: datetime) -> Listed[RewardType]:
    return led_by([*SYSTEM.values()], asked, lambda own: records(table, REWARD_TYPES, own, now=now))


def all_of(table: TenantTable) -> list[RewardType]:
    return [*SYSTEM.values(), *everything(table, REWARD_TYPES, most=MOST_SEARCHED)]
