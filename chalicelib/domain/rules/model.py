"""What a definition by rules says, read and typed: rule sets, their conditions, main rules and sub rules.

Everything here is plain, frozen and compared by value. `parsing` makes it of what a client wrote.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from ..zones import wall_clock
from .schedules import Scheduling

# What a rule compares with: an exact number, an aware instant, or text taken literally.
Constant = Decimal | datetime | str

# The actions that a rule set writes for "any activity" (seed 001 writes the first).
ANY_ACTION = frozenset({"member.achievement", ""})


class Operator(StrEnum):
    EQUAL = "=="
    UNEQUAL = "<>"
    MORE = ">"
    AT_LEAST = ">="
    LESS = "<"
    AT_MOST = "<="
    BEFORE = "before"
    AFTER = "after"
    ON_OR_BEFORE = "on.or.before"
    ON_OR_AFTER = "on.or.after"


class MainFact(StrEnum):
    """What is counted; all but the count are taken over the events that carry a sourceValue."""

    COUNT = "event.count"
    SUM = "sum.event.source.value"
    AVERAGE = "avg.event.source.value"
    LEAST = "min.event.source.value"
    MOST = "max.event.source.value"


class SubFact(StrEnum):
    """What is asked of one event. METADATA is followed by the key."""

    ACTION = "event.action.type"
    EXTERNAL = "event.external.id"
    ENTITY = "event.entity.ref"
    VALUE = "event.source.value"
    TIME = "event.time"
    HOUR = "event.hour"
    WEEKDAY = "event.weekday"
    METADATA = "event.metadata."


class Match(StrEnum):
    ALL = "All"
    ANY = "Any"


@dataclass(frozen=True)
class ActivityEvent:
    """What a contact did, once; `at` is the client's own time of it, in UTC.

    `received` is when it was stored; where nothing is known of it (a simulation), when it happened. `zone`
    is the tenant's, in which its day, its hour and its weekday are told: whoever counts says it.
    """

    id: str
    at: datetime
    action: str
    event_ref: str | None = None
    entity_ref: str | None = None
    relates_to: str | None = None
    value: Decimal | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    received: datetime | None = None
    zone: str = "UTC"

    @cached_property
    def local(self) -> datetime:
        """What the wall clock of its zone showed."""
        return wall_clock(self.at, self.zone)

    @cached_property
    def references(self) -> tuple[str, ...]:
        """What `event.external.id` is compared with."""
        named = (self.event_ref, self.relates_to, self.entity_ref)
        return (self.action, *(name for name in named if name))


@dataclass(frozen=True)
class SubRule:
    """One question about one event. `key` is that of the metadata, for `event.metadata.<key>`."""

    fact: SubFact
    operator: Operator
    constant: Constant
    key: str = ""


@dataclass(frozen=True)
class SubConditionSet:
    match: Match
    must: bool
    rules: tuple[SubRule, ...]


@dataclass(frozen=True)
class MainRule:
    """A fact about the events that pass its sub conditions (all of them).

    `position` counts the main rules of a definition through, from 0: its counters stand under it.
    `action` is that of its rule set; None takes any.
    """

    position: int
    id: str
    fact: MainFact
    operator: Operator
    constant: Decimal
    action: str | None = None
    sub_conditions: tuple[SubConditionSet, ...] = ()


@dataclass(frozen=True)
class MainConditionSet:
    match: Match
    must: bool
    rules: tuple[MainRule, ...]


@dataclass(frozen=True)
class RuleSet:
    """Holds when each of its conditions does. Of several, the one with the lowest priority goes first."""

    priority: int
    action: str | None
    conditions: tuple[MainConditionSet, ...]

    @cached_property
    def rules(self) -> tuple[MainRule, ...]:
        return tuple(rule for condition in self.conditions for rule in condition.rules)


@dataclass(frozen=True)
class Dependencies:
    """The achievements that must, must not, or should (so many of them) have been issued before."""

    must: frozenset[str] = frozenset()
    must_not: frozenset[str] = frozenset()
    should: frozenset[str] = frozenset()
    minimum: int = 0

    @cached_property
    def named(self) -> frozenset[str]:
        return self.must | self.must_not | self.should


@dataclass(frozen=True)
class Definition:
    """A competition achievement as the engine sees it; its rule sets stand in order of priority."""

    id: str
    rule_sets: tuple[RuleSet, ...]
    scheduling: Scheduling
    dependencies: Dependencies = Dependencies()
    member_groups: frozenset[str] = frozenset()

    @cached_property
    def rules(self) -> tuple[MainRule, ...]:
        return tuple(rule for rule_set in self.rule_sets for rule in rule_set.rules)
