"""A target: what counts towards it, how much a cycle wants, and the levels of a streak."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from ..refusals import Contradiction, Invalid
from ..rules.conditions import holds, is_true
from ..rules.model import ActivityEvent, SubConditionSet
from ..rules.values import number
from .cycles import Cycle
from .refusals import OnlyOfStreaks, TooMany

LONGEST_NAME = 200
MOST_LEVELS = 20
MOST_REWARDS = 50
MOST_VALUE = Decimal(10**15)
# What counts where a target of sales names no event.
SALE = "sale"


class TargetType(StrEnum):
    """COUNT: events. SALES: their sourceValue, returns taken off. GROSS_SALES: `grossAmount` of their
    metadata or else their sourceValue, returns left out. QUANTITY: `quantity` of their metadata or else
    their sourceValue. EVENT_ATTRIBUTE: a number of their metadata under a name of the target's choice.
    """

    COUNT = "COUNT"
    SALES = "SALES"
    GROSS_SALES = "GROSS_SALES"
    QUANTITY = "QUANTITY"
    EVENT_ATTRIBUTE = "EVENT_ATTRIBUTE"


_OF_SALES = frozenset({TargetType.SALES, TargetType.GROSS_SALES, TargetType.QUANTITY})


@dataclass(frozen=True)
class Level:
    """A streak of so many cycles; its rewards are given once until the streak is reset."""

    name: str
    cycles: int
    rewards: tuple[str, ...] = ()


@dataclass(kw_only=True)
class Target:
    """`values` is what each cycle wants, by its number; `value` what those want that are not named.

    A cycle for which neither is said is none of the target's: it is neither met nor missed.
    """

    uid: str
    group: str
    name: str
    target_type: TargetType
    created: datetime
    last_updated: datetime
    event_name: str = SALE
    attribute: str | None = None
    filters: tuple[SubConditionSet, ...] = ()
    value: Decimal | None = None
    values: Mapping[int, Decimal] = field(default_factory=dict)
    exclude_before_enrolment: bool = True
    continuous: bool = True
    levels: tuple[Level, ...] = ()
    rewards: tuple[str, ...] = ()
    version: int = 0

    def goal(self, cycle: Cycle) -> Decimal | None:
        """What the cycle wants; None where it is none of the target's."""
        return self.values.get(cycle.number, self.value) if cycle.is_real else None

    def amount(self, event: ActivityEvent) -> Decimal | None:
        """What the event adds, which a return may make less than nothing; None where it does not count."""
        if event.action != self.event_name or not all(_passes(each, event) for each in self.filters):
            return None
        return _AMOUNTS[self.target_type](self, event)

    def check(self, *, is_streak: bool) -> None:
        """Refuse what no field alone can tell."""
        if not 0 < len(self.name) <= LONGEST_NAME:
            raise Invalid("The name is too long.", {"name": f"1 to {LONGEST_NAME} characters"})
        if (self.attribute is None) is (self.target_type is TargetType.EVENT_ATTRIBUTE):
            raise Contradiction(
                "EVENT_ATTRIBUTE, and it alone, names an attribute.", {"attribute": "does not fit"}
            )
        if len(self.rewards) > MOST_REWARDS:
            raise TooMany("rewards", MOST_REWARDS)
        self._check_values()
        self._check_levels(is_streak)

    def _check_values(self) -> None:
        wanted = [*self.values.values(), *([] if self.value is None else [self.value])]
        if not wanted:
            raise Invalid("No period has a value.", {"defaultValues": "missing"})
        if not all(0 < each <= MOST_VALUE for each in wanted):
            raise Invalid("A value is out of bounds.", {"defaultValue": "expected more than 0, up to 10^15"})

    def _check_levels(self, is_streak: bool) -> None:
        if self.levels and not is_streak:
            raise OnlyOfStreaks("levels")
        if len(self.levels) > MOST_LEVELS:
            raise TooMany("levels", MOST_LEVELS)
        lengths = [level.cycles for level in self.levels]
        if lengths != sorted(set(lengths)) or any(each < 1 for each in lengths):
            raise Contradiction(
                "Each level takes more cycles than the one before.", {"levels": "not in order"}
            )
        if len({level.name for level in self.levels}) < len(self.levels):
            raise Invalid("Two levels have one name.", {"levels": "names are not unique"})


def default_event(target_type: TargetType, given: str | None) -> str:
    """The action that counts: sales are told as `sale` unless another is named."""
    if given:
        return given
    if target_type in _OF_SALES:
        return SALE
    raise Invalid(f"A target of type {target_type} names the event that counts.", {"eventName": "missing"})


def _passes(conditions: SubConditionSet, event: ActivityEvent) -> bool:
    return holds(conditions.match, conditions.must, [is_true(each, event) for each in conditions.rules])


def _said(event: ActivityEvent, key: str, otherwise: Decimal | None) -> Decimal | None:
    """A number of the event's metadata; what is not one says nothing."""
    return number(event.metadata[key]) if key in event.metadata else otherwise


def _gross(event: ActivityEvent) -> Decimal | None:
    gross = _said(event, "grossAmount", event.value)
    return gross if gross is not None and gross > 0 else None


_AMOUNTS: Mapping[TargetType, Callable[[Target, ActivityEvent], Decimal | None]] = {
    TargetType.COUNT: lambda target, event: Decimal(1),
    TargetType.SALES: lambda target, event: event.value,
    TargetType.GROSS_SALES: lambda target, event: _gross(event),
    TargetType.QUANTITY: lambda target, event: _said(event, "quantity", event.value),
    TargetType.EVENT_ATTRIBUTE: lambda target, event: _said(event, target.attribute or "", None),
}
