"""Groups and targets as they are asked for: read, completed, and refused where their parts do not fit."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ..refusals import Contradiction, Invalid, NotFound
from ..rules.faults import Findings
from ..rules.model import SubConditionSet
from ..rules.sub_rules import sub_conditions
from .cycles import Cycle, Frequency, generated, named
from .group import TargetGroup, Tracking
from .refusals import Begun, PeriodNotFound
from .target import Level, Target, TargetType, default_event

MOST_FILTERS = 50
# A period's id says its group and its number there, so that it is found without a look-up.
_PERIODS_OF_A_GROUP = 10_000
_NUMBER = re.compile(r"[1-9][0-9]{0,14}")


@dataclass(frozen=True)
class Recurrence:
    """So many cycles from a day on; `days` is the length of a CUSTOM one."""

    frequency: Frequency
    start: date
    count: int
    days: int | None = None


@dataclass(frozen=True)
class PeriodValue:
    """What one period wants; it is named by its id or by its refCode."""

    value: Decimal
    period_id: int | None = None
    ref_code: str | None = None


@dataclass(frozen=True, kw_only=True)
class TargetWords:
    """A target as a client words it. `filters` are sub rules of face 001, all of which must hold."""

    name: str
    target_type: TargetType
    event_name: str | None = None
    attribute: str | None = None
    filters: Sequence[Mapping[str, Any]] = ()
    value: Decimal | None = None
    values: Sequence[PeriodValue] = ()
    exclude_before_enrolment: bool = True
    continuous: bool = True
    levels: Sequence[Level] = field(default_factory=tuple)
    rewards: Sequence[str] = ()


def number_of(text: str) -> int:
    """An id in a path: digits alone, no sign, no zero in front; anything else is found nowhere."""
    if not _NUMBER.fullmatch(text):
        raise NotFound("There is no such record.")
    return int(text)


def period_id(group: TargetGroup, cycle: Cycle) -> int:
    return int(group.uid) * _PERIODS_OF_A_GROUP + cycle.number


def period_by_id(group: TargetGroup, wanted: int) -> Cycle:
    """The group's period; one of another group is found nowhere."""
    own, number = divmod(wanted, _PERIODS_OF_A_GROUP)
    if own != int(group.uid):
        raise PeriodNotFound
    return group.cycle(number)


def define_group(
    uid: str,
    name: str,
    tracking: Tracking,
    zone: str,
    *,
    periods: Sequence[tuple[str, date, date]] = (),
    recurrence: Recurrence | None = None,
    at: datetime,
) -> TargetGroup:
    """Its periods are given by dates or generated: one of the two."""
    if bool(periods) is (recurrence is not None):
        said = {"periods": "expected this, or frequencyType with recurringCycles"}
        raise Contradiction("Give periods or a frequency, one of the two.", said)
    group = TargetGroup(uid=uid, name=name, tracking=tracking, zone=zone, created=at, last_updated=at)
    group.check()
    if recurrence is None:
        group.append(sorted(periods, key=lambda period: period[1]))
    else:
        group.take_over(_recurring(group, recurrence))
    return group


def define_target(uid: str, group: TargetGroup, words: TargetWords, *, at: datetime) -> Target:
    """What is left out is settled; every period wants something, or nothing can be reached in it."""
    target = Target(
        uid=uid,
        group=group.uid,
        name=words.name,
        target_type=words.target_type,
        created=at,
        last_updated=at,
        event_name=default_event(words.target_type, words.event_name),
        attribute=words.attribute,
        filters=_filters(words.filters),
        value=words.value,
        values=_values(group, words.values),
        exclude_before_enrolment=words.exclude_before_enrolment,
        continuous=words.continuous,
        levels=tuple(words.levels),
        rewards=tuple(words.rewards),
    )
    _check(group, target)
    return target


def revise_target(
    group: TargetGroup,
    target: Target,
    *,
    name: str | None = None,
    value: Decimal | None = None,
    values: Sequence[PeriodValue] | None = None,
    now: datetime,
) -> Target:
    """Another name, or what the periods want that have not begun. Begun where it would move the goal of
    one that has: whoever reached it was promised what it gives, and nobody else.
    """
    after = replace(
        target,
        name=target.name if name is None else name,
        value=target.value if value is None else value,
        values=target.values if values is None else _values(group, values),
        last_updated=now,
    )
    _check(group, after)
    moved = [each for each in group.cycles if each.begins <= now and after.goal(each) != target.goal(each)]
    if moved:
        raise Begun(f"The period [{moved[0].ref_code}] has begun: what it wants is changed no more.")
    return after


def _check(group: TargetGroup, target: Target) -> None:
    target.check(is_streak=group.is_streak)
    empty = next((cycle for cycle in group.cycles if cycle.is_real and target.goal(cycle) is None), None)
    if empty:
        said = {"defaultValues": f"nothing for [{empty.ref_code}]"}
        raise Invalid(f"The period [{empty.ref_code}] has no value.", said)


def _recurring(group: TargetGroup, wanted: Recurrence) -> tuple[Cycle, ...]:
    prefix = f"PERIOD_G_{group.uid}"
    start, count, days = wanted.start, wanted.count, wanted.days
    return generated(wanted.frequency, start, count, group.zone, prefix=prefix, days=days)


def _values(group: TargetGroup, wanted: Sequence[PeriodValue]) -> dict[int, Decimal]:
    found: dict[int, Decimal] = {}
    for each in wanted:
        cycle = _period(group, each)
        if cycle.number in found:
            said = {"defaultValues": "a period stands twice"}
            raise Contradiction(f"The period [{cycle.ref_code}] has two values.", said)
        found[cycle.number] = each.value
    return found


def _period(group: TargetGroup, wanted: PeriodValue) -> Cycle:
    """Named by both, both must mean the same."""
    by_id = None if wanted.period_id is None else period_by_id(group, wanted.period_id)
    by_name = None if wanted.ref_code is None else named(group.cycles, wanted.ref_code)
    found = by_id or by_name
    if found is None or (wanted.ref_code is not None and by_name is not found):
        raise PeriodNotFound
    return found


def _filters(wanted: Sequence[Mapping[str, Any]]) -> tuple[SubConditionSet, ...]:
    """Raises FaultyDefinition with all that is wrong with them."""
    if not wanted:
        return ()
    if len(wanted) > MOST_FILTERS:
        raise Invalid("There are too many filters.", {"filters": f"at most {MOST_FILTERS}"})
    findings = Findings()
    rules = [dict(each) for each in wanted]
    return findings.settle(sub_conditions([{"subRules": rules}], "filters", findings))
