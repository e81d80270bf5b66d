"""What an achievement by rules points to: whether it is there, and that no chain of them closes a circle."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..domain.competition import CompetitionAchievement, Named
from ..domain.refusals import Invalid, NotFound, Refusal, Several
from ..domain.reward_type import SYSTEM
from ..domain.rules.links import circle
from ..store import keys
from ..store.competitions import COMPETITIONS, REWARD_TYPES
from ..store.records import alive
from ..store.table import TenantTable
from ..store.writes import Write
from . import icons

LONGEST_ECHO = 100
# A change of links is held to its chain by a check of each; a transaction takes no more of them.
MOST_CHAINED = 30


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
    own_icon = icons.key(t, named.icon) if named.icon else None
    types = [keys.reward_type(t, uid) for uid in named.reward_types if uid not in SYSTEM]
    links = [keys.competition(t, uid) for uid in named.prerequisites]
    wanted = [*([own_icon] if own_icon else []), *types, *links]
    found = table.get_many(wanted, consistent=True) if wanted else {}
    faults: list[Refusal] = []
    if named.icon and not icons.known(t, named.icon, found):
        faults.append(_unknown("attachment", named.icon))
    for uid in named.prerequisites:
        item = found.get(keys.competition(t, uid))
        if item is None or not alive(item):
            faults.append(_unknown("achievement", uid))
    gives = {}
    for uid in dict.fromkeys(named.reward_types):
        kind = SYSTEM.get(uid) or REWARD_TYPES.met(found, t, uid)
        if kind is None:
            faults.append(_unknown("reward type", uid))
        else:
            gives[uid] = kind.key
    return Met(gives, tuple(faults))


def no_circle(table: TenantTable, record: CompetitionAchievement) -> Sequence[Write]:
    """Refuse a chain that leads back to it; else the checks that the chain still stands as it was read."""
    chain = _chain(table, record)
    if circle(record.uid, record.prerequisites, {uid: one.prerequisites for uid, one in chain.items()}):
        raise Invalid("The dependencies lead back to the achievement itself.")
    chained = [one for one in chain.values() if one.prerequisites]
    if len(chained) > MOST_CHAINED:
        raise Invalid(f"The dependencies lead over more than {MOST_CHAINED} achievements.")
    return [COMPETITIONS.unchanged(table.tenant, one) for one in chained]


def _chain(table: TenantTable, record: CompetitionAchievement) -> dict[str, CompetitionAchievement]:
    """All that it depends on, link by link; it is looked at no further than a chain may be."""
    found: dict[str, CompetitionAchievement] = {}
    ahead = [uid for uid in record.prerequisites if uid != record.uid]
    while ahead and len(found) <= 10 * MOST_CHAINED:
        met = COMPETITIONS.find_many(table, ahead, consistent=True)
        found |= met
        further = {uid for one in met.values() for uid in one.prerequisites}
        ahead = sorted(further - found.keys() - {record.uid})
    return found


def _unknown(what: str, uid: str) -> NotFound:
    """In the words of the seed."""
    said = uid if len(uid) <= LONGEST_ECHO else f"{uid[:LONGEST_ECHO]}…"
    return NotFound(f"Invalid {what} ID [{said}], record not found")
