"""What a tenant sets for its game: points for what people do, what earns its badges, who is hidden."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from ..points import is_countable
from ..refusals import Invalid
from .badges import BY_NAME, Badge, built_in

# What the road of events needs of them is read with every event: it stays small.
MOST_ACTIONS = 50
MOST_ACHIEVEMENTS = 500
LONGEST_NAME = 200
Hidden = Literal["hide", "initials"]


@dataclass(frozen=True)
class Gamification:
    """Points may be fractions, and below 0. `achievement_points` goes by a competition achievement's id or an
    achievement type's uid; `badges` says which competition achievement of its own earns a badge instead of
    the built-in rules. `hidden` is how a contact is shown that must not be shown in full.
    """

    action_points: Mapping[str, Decimal] = field(default_factory=dict)
    badge_points: Mapping[str, Decimal] = field(default_factory=dict)
    badge_default: Decimal = Decimal(0)
    achievement_points: Mapping[str, Decimal] = field(default_factory=dict)
    achievement_default: Decimal = Decimal(0)
    badges: Mapping[str, str] = field(default_factory=dict)
    hidden: Hidden = "hide"
    version: int = 0

    def badge_earned_by(self, achievement: str) -> Badge | None:
        """The badge of which these are the rules: the built-in ones, or the tenant's own achievement."""
        own = (BY_NAME[name] for name, uid in self.badges.items() if uid == achievement)
        return built_in(achievement) or next(own, None)

    def worth_of_badge(self, badge: Badge) -> Decimal:
        return self.badge_points.get(badge.name, self.badge_default)

    def worth_of_achievement(self, uid: str) -> Decimal:
        """By its id. The built-in rules of a badge are no achievement of the tenant's."""
        return Decimal(0) if built_in(uid) else self.achievement_points.get(uid, self.achievement_default)

    def check(self) -> None:
        faults = dict(_faults(self))
        if faults:
            raise Invalid("These settings cannot be kept.", faults)


def _faults(wanted: Gamification) -> Iterator[tuple[str, str]]:
    for name, points in (
        *_said("action_points", wanted.action_points),
        *_said("badge_points", wanted.badge_points),
        *_said("achievement_points", wanted.achievement_points),
        ("badge_default", wanted.badge_default),
        ("achievement_default", wanted.achievement_default),
    ):
        if not is_countable(points):
            yield name, "expected less than 10^9, 6 decimals"
    for field_, most in (("action_points", MOST_ACTIONS), ("achievement_points", MOST_ACHIEVEMENTS)):
        given: Mapping[str, Decimal] = getattr(wanted, field_)
        if len(given) > most:
            yield field_, f"at most {most}"
        if not all(0 < len(name) <= LONGEST_NAME for name in given):
            yield field_, f"names of 1 to {LONGEST_NAME} characters are expected"
    for field_, names in (("badge_points", wanted.badge_points), ("badges", wanted.badges)):
        yield from ((f"{field_}.{name}", "no such badge") for name in names if name not in BY_NAME)
    if len(set(wanted.badges.values())) < len(wanted.badges):
        yield "badges", "an achievement earns one badge"
    if wanted.hidden not in ("hide", "initials"):
        yield "hidden", "hide or initials"


def _said(name: str, given: Mapping[str, Decimal]) -> Iterator[tuple[str, Decimal]]:
    return ((f"{name}.{each}"[:LONGEST_NAME], points) for each, points in given.items())
