"""What is done with achievements by rules: creating, editing drafts, going live, archiving, finding."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ..domain.competition import CompetitionAchievement, Proposal, Texts
from ..domain.refusals import Invalid, NoRecord
from ..domain.reward import MOST_OF_AN_ACHIEVEMENT, Reward
from ..store import keys, rule_index
from ..store.awards import REWARDS
from ..store.competitions import COMPETITIONS, texts_among, texts_kept
from ..store.records import writes
from ..store.table import MOST_WRITES, ConditionFailed, TenantTable
from ..store.writes import Delete, Write
from . import competition_links as links
from .listing import Asked, Listed, everything, records
from .retroactive import begun

MOST_SEARCHED = 1_000


@dataclass(frozen=True)
class Kept:
    """An achievement with its texts."""

    record: CompetitionAchievement
    texts: Texts


# Makes of a draft and its rewards what the request wants it to be.
Revise = Callable[[Kept, Sequence[Reward]], Proposal]


def create(
    table: TenantTable, proposal: Proposal, *, uid: str, at: datetime, retroactive: bool = False
) -> Kept:
    """Keep a definition with its rewards, all or nothing; live at once where it says so.

    `retroactive`: who qualifies by stored events already is issued it, too, in a while.

    The same uid again (a repeated request) gives what stands already.
    """
    new = _settled(proposal, links.meet(table, proposal.named), uid)
    record = proposal.define(uid, tuple(one.uid for one in new), at=at)
    _check(record, new, at)

    def decide() -> Kept:
        t = table.tenant
        parts = [COMPETITIONS.new(t, record), texts_kept(t, uid, proposal.texts)]
        try:
            live = _going_live(table, record, at, retroactive=retroactive)
            _write(table, writes(parts, [REWARDS.new(t, one) for one in new], live))
        except ConditionFailed as failed:
            if failed.items[0] is not None:
                return get(table, uid)
            raise
        return Kept(record, proposal.texts)

    return table.decided(decide)


def change(table: TenantTable, uid: str, revise: Revise, *, at: datetime, retroactive: bool = False) -> Kept:
    """Change a draft; what is live or archived is frozen. `retroactive` as in `create`."""

    def decide() -> Kept:
        before = get(table, uid)
        before.record.check_editable()
        standing = rewards(table, before.record)
        proposal = revise(before, standing)
        added = _settled(proposal, links.meet(table, proposal.named), uid)
        every = [*(one for one in standing if one.uid not in proposal.dropped), *added]
        record = replace(
            proposal.define(uid, tuple(one.uid for one in every), at=at),
            created=before.record.created,
            version=before.record.version,
        )
        _check(record, every, at)
        live = _going_live(table, record, at, retroactive=retroactive)
        _write(table, [*_changes(table, record, proposal, added), *live])
        return Kept(record, proposal.texts)

    return table.decided(decide)


def _changes(
    table: TenantTable, record: CompetitionAchievement, proposal: Proposal, added: Sequence[Reward]
) -> list[Write]:
    t = table.tenant
    return writes(
        COMPETITIONS.changed(t, record),
        texts_kept(t, record.uid, proposal.texts),
        [REWARDS.new(t, one) for one in added],
        [Delete(keys.reward(t, uid)) for uid in sorted(proposal.dropped)],
        links.no_circle(table, record),
    )


def archive(table: TenantTable, uid: str, *, at: datetime) -> Kept:
    """It is issued to nobody any more; what was given stays. Archiving it again changes nothing."""

    def decide() -> Kept:
        t, before = table.tenant, get(table, uid)
        if before.record.deprecated:
            return before
        record, gone = replace(before.record, deprecated=True, last_updated=at), list[Write]()
        if before.record.is_issued:
            live = before.record.lives()
            gone = rule_index.archive_writes(t, live, rule_index.load_head(table, live))
        table.transact(writes(COMPETITIONS.changed(t, record), gone))
        return Kept(record, before.texts)

    return table.decided(decide)


def get(table: TenantTable, uid: str) -> Kept:
    t = table.tenant
    found = table.get_many([keys.competition(t, uid), keys.competition_texts(t, uid)], consistent=True)
    record = COMPETITIONS.met(found, t, uid)
    if record is None:
        raise NoRecord("achievement", uid)
    return Kept(record, texts_among(found, t, uid))


def rewards(table: TenantTable, *achievements: CompetitionAchievement) -> list[Reward]:
    """The rewards of achievements, each in its place."""
    uids = [uid for one in achievements for uid in one.rewards]
    found = REWARDS.find_many(table, uids, consistent=True) if uids else {}
    return [found[uid] for uid in uids if uid in found]


def reward(table: TenantTable, uid: str) -> Reward:
    found = REWARDS.find(table, uid)
    if found is None:
        raise NoRecord("reward", uid)
    return found


def listed(table: TenantTable, asked: Asked, *, now: datetime) -> Listed[Kept]:
    found = records(table, COMPETITIONS, asked, now=now)
    return Listed(_with_texts(table, found.records), found.total, found.next)


def all_of(table: TenantTable) -> list[Kept]:
    """Every achievement, for orders and filters that no index has."""
    return _with_texts(table, everything(table, COMPETITIONS, most=MOST_SEARCHED))


def _with_texts(table: TenantTable, found: Sequence[CompetitionAchievement]) -> list[Kept]:
    """A text that is not to be seen yet keeps its achievement from the list for that moment."""
    t = table.tenant
    items = table.get_many([keys.competition_texts(t, one.uid) for one in found])
    return [
        Kept(one, texts_among(items, t, one.uid))
        for one in found
        if keys.competition_texts(t, one.uid) in items
    ]


def _settled(proposal: Proposal, met: links.Met, uid: str) -> list[Reward]:
    """The new rewards, each of this achievement and with what it gives."""
    return [replace(one, achievement=uid, gives=met.gives[one.reward_type]) for one in proposal.rewards]


def _check(record: CompetitionAchievement, every: Sequence[Reward], at: datetime) -> None:
    if len(every) > MOST_OF_AN_ACHIEVEMENT:
        raise Invalid(f"An achievement has at most {MOST_OF_AN_ACHIEVEMENT} rewards.")
    over = [one for one in every if one.point_in_time and one.point_in_time <= at]
    if record.is_issued and over:
        raise Invalid(f"The pointInTime of [{over[0].name[:100]}] is over: nobody could get it any more.")


def _going_live(
    table: TenantTable, record: CompetitionAchievement, at: datetime, *, retroactive: bool
) -> list[Write]:
    """Its place in the rule index, where events are to move it."""
    if not record.is_issued:
        if retroactive:
            raise Invalid("Only what goes live can be issued for what was done before.")
        return []
    live = record.lives()
    placed = rule_index.live_writes(table.tenant, live, rule_index.load_head(table, live))
    return [*placed, begun(table.tenant, record.uid, at=at)] if retroactive else placed


def _write(table: TenantTable, state: list[Write]) -> None:
    if len(state) > MOST_WRITES:
        raise Invalid("It has too many rewards and dependencies together.")
    table.transact(state)
