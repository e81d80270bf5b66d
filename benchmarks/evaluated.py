"""Evaluates rules in the pure domain, no table and no clock: `python -m benchmarks.evaluated CASE TURNS`.

A turn is one event: made, looked up among what is live by its words, counted, and judged.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial

from chalicelib.domain.activity import Arrived
from chalicelib.domain.gamification import badges
from chalicelib.domain.live import LiveAchievement, live
from chalicelib.domain.rules import engine
from chalicelib.domain.rules.engine import Standing
from chalicelib.domain.rules.model import ActivityEvent
from chalicelib.domain.rules.progress import Progress
from chalicelib.domain.rules.tokens import words
from chalicelib.domain.targets.cycles import Frequency, generated
from chalicelib.domain.targets.enrolment import Scheme
from chalicelib.domain.targets.group import TargetGroup, Tracking
from chalicelib.domain.targets.live import LiveTarget
from chalicelib.domain.targets.measure import measured
from chalicelib.domain.targets.target import Target, TargetType
from tests.competing import WINS, counting

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
LIVE_RULES = (3, 100, 10_000)
MATCHING = 3
NOBODY = Standing()

Turn = Callable[[int], object]
ByWord = Mapping[str, Sequence[LiveAchievement]]


def an_event(number: int, action: str) -> ActivityEvent:
    return ActivityEvent(
        id=f"e{number}", at=AT, action=action, event_ref=f"ref {number}", value=Decimal(12), received=AT
    )


def by_word(achievements: Sequence[LiveAchievement]) -> ByWord:
    found: dict[str, list[LiveAchievement]] = {}
    for one in achievements:
        for word in one.words:
            found.setdefault(word, []).append(one)
    return found


def evaluated(index: ByWord, progress: Progress, action: str, number: int) -> Progress:
    """The contact's progress with one event more."""
    event = an_event(number, action)
    met = {one.uid: one for word in words(event) for one in index.get(word, ())}
    definitions = [one.definition for one in met.values()]
    return engine.apply(progress, definitions, [event], NOBODY, AT).progress


def _standing(achievements: Sequence[LiveAchievement], action: str) -> Turn:
    """The contact has some events of the action already, so that it is neither its first nor its last."""
    index, progress = by_word(achievements), Progress()
    for number in range(-3, 0):
        progress = evaluated(index, progress, action, number)
    return partial(evaluated, index, progress, action)


def _rules(number: int) -> Turn:
    """So many are live; three look at the action. The others are read and never compiled, as in a table."""
    matching = [live(f"match{n}", "Plays", counting("play", 10 + n), since=AT) for n in range(MATCHING)]
    other = live("other", "Other", counting("other", 10), since=AT)
    others = (replace(other, uid=f"o{n}", tokens=(f"o{n}",)) for n in range(number - MATCHING))
    return _standing([*matching, *others], "play")


def _badges() -> Turn:
    return _standing([one.live for one in badges.CATALOGUE if one.action == "sale"], "sale")


def _target() -> Turn:
    """A year of months of gross sales."""
    group = TargetGroup(
        uid="1", name="A year", tracking=Tracking.DEFAULT, zone="UTC", created=AT, last_updated=AT
    )
    group.take_over(generated(Frequency.MONTHLY, AT.date().replace(month=1, day=1), 12, "UTC", prefix="m"))
    target = Target(
        uid="2",
        group="1",
        name="A thousand a month",
        target_type=TargetType.GROSS_SALES,
        value=Decimal(1000),
        created=AT,
        last_updated=AT,
    )
    standing = LiveTarget(Scheme(group, target), since=AT)
    sums = {number: Decimal(100) for number in range(1, 12)}
    return lambda n: measured(standing, sums, [Arrived("c", an_event(n, "sale"), AT, "r")], AT)


CASES: Mapping[str, Callable[[], Turn]] = {
    **{f"{number:,} live rules, {MATCHING} match": partial(_rules, number) for number in LIVE_RULES},
    "seed 001's ten wins": lambda: _standing([live("win", "Wins", WINS, since=AT)], "win"),
    "the badges of sales": _badges,
    "a target of twelve months": _target,
}


def main(arguments: Sequence[str]) -> None:
    case, turns = arguments
    turn = CASES[case]()
    for number in range(int(turns)):
        turn(number)


if __name__ == "__main__":
    main(sys.argv[1:])
