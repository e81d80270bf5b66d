"""What targets tell: a cycle's goal was reached, a level of a streak was, a streak was broken."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from ..events import STREAK_BROKEN, STREAK_LEVEL_REACHED, TARGET_ACHIEVED, Event, event_uid
from .cycles import Cycle
from .enrolment import Enrolment, Scheme
from .target import Level


def target_achieved(
    enrolment: Enrolment, scheme: Scheme, cycle: Cycle, value: Decimal, goal: Decimal, at: datetime
) -> Event:
    """Once for a contact, a target and a cycle, whatever is left, entered and reset in between."""
    data = {
        "cycle": cycle.ref_code,
        "value": _shown(value),
        "goal": _shown(goal),
        "rewards": list(scheme.target.rewards),
    }
    return _event(TARGET_ACHIEVED, enrolment, scheme, f"{cycle.number}", 1, at, data)


def streak_level_reached(enrolment: Enrolment, scheme: Scheme, level: Level, at: datetime) -> Event:
    """Once for a level and a run of the streak."""
    data = {"level": level.name, "cycles": level.cycles, "rewards": list(level.rewards)}
    return _event(STREAK_LEVEL_REACHED, enrolment, scheme, level.name, enrolment.turn, at, data)


def streak_broken(enrolment: Enrolment, scheme: Scheme, cycle: Cycle, length: int) -> Event:
    """At the end of the cycle that was not met; `length` is what the streak had come to."""
    data = {"cycle": cycle.ref_code, "length": length}
    return _event(STREAK_BROKEN, enrolment, scheme, f"{cycle.number}", enrolment.turn, cycle.ends, data)


def _event(
    name: str,
    enrolment: Enrolment,
    scheme: Scheme,
    part: str,
    turn: int,
    at: datetime,
    data: Mapping[str, Any],
) -> Event:
    group, target = scheme.group, scheme.target
    return Event(
        name=name,
        uid=event_uid(name, f"{target.uid}|{enrolment.contact}|{part}", turn),
        resource="target",
        subject=target.uid,
        contact=enrolment.contact,
        occurred_at=at,
        data={"group": group.uid, "group_name": group.name, "name": target.name, **data},
    )


def _shown(value: Decimal) -> str:
    return f"{value:f}"
