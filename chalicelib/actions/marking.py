"""What the taps of a register do: tick, take back, begin, finish; of several members each for itself."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from ..domain import register
from ..domain.achievement import Achievement, StepMark
from ..domain.achievement_type import AchievementType
from ..domain.contact import Contact, Group
from ..domain.refusals import NotFound
from ..domain.register import Outcome, State, Tap
from ..store.achievements import ACHIEVEMENTS
from ..store.records import alive
from ..store.table import ConditionFailed, TenantTable
from . import achievements, registers

# How often one may have been removed and be started again within the week that its tombstone stands.
MOST_TURNS = 20


def mark(table: TenantTable, group: Group, tap: Tap, mark: StepMark, *, at: datetime) -> tuple[Outcome, str]:
    """One tap; with the mark that stands after it, as a later tap must name it."""

    def decide() -> tuple[Outcome, str]:
        achievement = _of_group(ACHIEVEMENTS.load(table, tap.achievement), group)
        state = _marked(table, achievement, tap, mark, at)
        stands = achievement.done.get(tap.step)
        return _outcome(achievement, state), register.seen(stands) if stands else ""

    return table.decided(decide)


def mark_many(
    table: TenantTable,
    group: Group,
    chosen: Sequence[tuple[str, str]],
    step: str,
    mark: StepMark | None,
    *,
    at: datetime,
) -> list[Outcome]:
    """The step of this name for each, ticked with `mark`, or taken back where it is None."""

    def one(uid: str, saw: str) -> Outcome:
        def decide() -> Outcome:
            achievement = _of_group(ACHIEVEMENTS.load(table, uid), group)
            if step not in achievement.steps:
                return _outcome(achievement, "no_step")
            tap = Tap(uid, achievement.steps.index(step) + 1, None if mark else saw)
            return _outcome(achievement, _marked(table, achievement, tap, mark, at))

        return table.decided(decide)

    return [_for_itself(uid, partial(one, uid, saw)) for uid, saw in chosen]


def finish_many(
    table: TenantTable, group: Group, uids: Sequence[str], *, by: str, at: datetime
) -> list[Outcome]:
    """Each that is complete, in a transaction of its own."""

    def one(uid: str) -> Outcome:
        states: list[State] = []

        def act(achievement: Achievement) -> bool:
            _of_group(achievement, group)
            states.append(register.finish(achievement, by=by, at=at))
            return states[-1] == "done"

        return _outcome(achievements.decided(table, uid, act), states[-1])

    return [_for_itself(uid, partial(one, uid)) for uid in uids]


def start_many(
    table: TenantTable,
    kind: AchievementType,
    people: Sequence[Contact],
    *,
    at: datetime,
    secret: str,
) -> list[Outcome]:
    """For each who has none of the type. Two coaches who start it at the same moment start one."""
    found = []
    for seat in registers.seats(table, people, kind.uid):
        stands = seat.achievement or _started(table, kind, seat.contact, at=at, secret=secret)
        found.append(_outcome(stands, "was" if seat.achievement else "done"))
    return found


def write_note(
    table: TenantTable, uid: str, step: int, mark: StepMark, had: str, *, at: datetime
) -> Achievement:
    """Note and evidence of a step; Conflict where somebody else's note came between."""

    def decide() -> Achievement:
        achievement = ACHIEVEMENTS.load(table, uid)
        before = achievement.done.get(step)
        if register.write_note(achievement, step, mark, had, at=at):
            achievements.write_step(table, achievement, step, before)
        return achievement

    return table.decided(decide)


def _marked(
    table: TenantTable, achievement: Achievement, tap: Tap, mark: StepMark | None, at: datetime
) -> State:
    before = achievement.done.get(tap.step)
    if tap.seen is None and mark is not None:
        state = register.tick(achievement, tap.step, mark, at=at)
    else:
        state = register.untick(achievement, tap.step, tap.seen or "", at=at)
    if state == "done":
        achievements.write_step(table, achievement, tap.step, before)
    return state


def _of_group(achievement: Achievement, group: Group) -> Achievement:
    """A register reaches no further than its group."""
    if achievement.contact not in group.members:
        raise NotFound("There is no such achievement.")
    return achievement


def _for_itself(uid: str, act: Callable[[], Outcome]) -> Outcome:
    """One of many: that it is gone is its own matter."""
    try:
        return act()
    except NotFound:
        return Outcome(uid, "", "gone")


def _started(
    table: TenantTable, kind: AchievementType, contact: Contact, *, at: datetime, secret: str
) -> Achievement:
    """The first that is not one of those removed."""
    for turn in range(MOST_TURNS):
        uid = register.start_uid(table.tenant, kind.uid, contact.uid, turn)
        achievement = kind.start(uid, contact, at=at, link_tail=register.link_tail(secret, uid))
        try:
            table.put(ACHIEVEMENTS.new(table.tenant, achievement))
        except ConditionFailed as met:
            stood = met.items[0]
            if stood and alive(stood):
                return ACHIEVEMENTS.read(stood)
        else:
            return achievement
    raise NotFound("This was started and removed too often; it can be started again in a week.")


def _outcome(achievement: Achievement, state: State) -> Outcome:
    return Outcome(achievement.uid, achievement.contact_name, state, len(achievement.open_steps))
