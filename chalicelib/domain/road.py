"""What the road of activity events knows of a tenant besides its live rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Road:
    """`zone` is the tenant's, whose calendar says the days, weeks, months and hours; None: never changed.

    `action_points` are what one event of an action gives; `replaced` are the badges, by name, that an
    achievement of the tenant's own earns instead of their default definitions.
    """

    zone: str | None = None
    action_points: Mapping[str, Decimal] = field(default_factory=dict)
    replaced: frozenset[str] = frozenset()
