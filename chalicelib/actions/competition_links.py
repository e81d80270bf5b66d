"""What an achievement by rules points to: whether it is there, and that no chain of them closes a circle."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..domain.competition import CompetitionAchievement, Named
from ..domain.refusals import Invalid, NoRecord, Refusal, Several
from ..domain.reward_type import SYSTEM
from ..domain.rules.links import circle
from ..store import keys
from ..store.competitions import COMPETITIONS, REWARD_TYPES
from ..store.table import TenantTable
from ..store.writes import Write
from . import icons

# A change of links is held to its chain by a check of each draft in it; a transaction takes no more of them.
MOST_CHAINED = 30
# A longer one is not walked to its end, and so refused.
LONGEST_CHAIN = 300


@dataclass(frozen=True)
class Met:
    """What was found: for each reward type what its rewards give."""

    gives: dict[str, str]
    faults: tuple[Refusal, ...] = ()


def meet(table: TenantTable, named: Named) -> Met:
    """Refuse unless all of it exists."""
    met = look_up(table, named)
    if met.faults:
        raise Several(met.faults)
    return met


def look_up(table: TenantTable, named: Named) -> Met:
    """One read for all that is not known without; none where the starter set will do."""
    t = table.tenant
    icon = icons.key(t, named.icon) if named.icon else None
    types = [keys.reward_type(t, uid) for uid in named.reward_types if uid not in SYSTEM]
    links = [keys.competition(t, uid) for uid in named.prerequisites]
    wanted = [*([icon] if icon else []), *types, *links]
    found = table.get_many(wanted, consistent=True) if wanted else {}
    kinds = {uid: SYSTEM.get(uid) or REWARD_TYPES.met(found, t, uid) for uid in named.reward_types}
    strange = [
        *(("attachment", uid) for uid in (named.icon,) if uid and not icons.known(t, uid, found)),
        *(("achievement", uid) for uid in named.prerequisites if not COMPETITIONS.met(found, t, uid)),
        *(("reward type", uid) for uid, kind in kinds.items() if kind is None),
    ]
    gives = {uid: kind.key for uid, kind in kinds.items() if kind}
    return Met(gives, tuple(NoRecord(what, uid) for what, uid in strange))


def no_circle(table: TenantTable, record: CompetitionAchievement) -> Sequence[Write]:
    """Refuse a chain that leads back to it; else the checks that the chain still stands as it was read."""
    chain = _chain(table, record)
    if circle(record.uid, record.prerequisites, {uid: one.prerequisites for uid, one in chain.items()}):
        raise Invalid("The dependencies lead back to the achievement itself.")
    drafts = [one for one in chain.values() if one.status == "Draft"]  # what is live changes no more
    if len(drafts) > MOST_CHAINED:
        raise Invalid(f"The dependencies lead over more than {MOST_CHAINED} drafts.")
    return [COMPETITIONS.unchanged(table.tenant, one) for one in drafts]


def _chain(table: TenantTable, record: CompetitionAchievement) -> dict[str, CompetitionAchievement]:
    """All that it depends on, link by link."""
    found: dict[str, CompetitionAchievement] = {}
    ahead = [uid for uid in record.prerequisites if uid != record.uid]
    while ahead and len(found) <= LONGEST_CHAIN:
        met = COMPETITIONS.find_many(table, ahead, consistent=True)
        found |= met
        further = {uid for one in met.values() for uid in one.prerequisites}
        ahead = sorted(further - found.keys() - {record.uid})
    if ahead:
        raise Invalid(f"The dependencies lead over more than {LONGEST_CHAIN} achievements.")
    return found
