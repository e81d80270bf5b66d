"""How a customer stands in targets, as face 004 shows it."""

from datetime import datetime
from typing import Any

from ...actions.enrolments import InGroup
from ...domain.targets.defining import period_id
from ...domain.targets.enrolment import Enrolment, Scheme
from ...domain.targets.group import TargetGroup
from ...domain.targets.standing import CycleStanding, Standing, StreakStanding
from ...domain.targets.streak import held, run_of
from ...domain.targets.target import Target
from ...domain.targets.timeline import Entry
from .values import stamped


def in_group(one: InGroup) -> dict[str, Any]:
    return {
        "id": int(one.group.uid),
        "name": one.group.name,
        "trackingType": str(one.group.tracking),
        "targets": [_in_target(one.group, target, stands) for target, stands in one.targets],
    }


def entry(one: Entry) -> dict[str, Any]:
    return {
        "at": stamped(one.at),
        "event": one.what,
        "refCode": one.cycle,
        "streakValue": one.streak,
        "note": one.note or None,
    }


def kept(customer: int, scheme: Scheme, enrolment: Enrolment, now: datetime) -> dict[str, Any]:
    """The pauses that are set, and the freezes that are left."""
    return {
        "customerId": customer,
        "pauses": [
            {"startDate": one.start.isoformat(), "endDate": one.end.isoformat()} for one in enrolment.pauses
        ],
        "freezes": held(enrolment, run_of(enrolment, scheme, now)),
    }


def _in_target(group: TargetGroup, target: Target, stands: Standing) -> dict[str, Any]:
    return {
        "id": int(target.uid),
        "name": target.name,
        "periods": [_in_period(group, one) for one in stands.cycles],
        "streak": _streak(stands.streak) if stands.streak else None,
    }


def _in_period(group: TargetGroup, one: CycleStanding) -> dict[str, Any]:
    return {
        "id": period_id(group, one.cycle),
        "refCode": one.cycle.ref_code,
        "startDate": one.cycle.start.isoformat(),
        "endDate": one.cycle.end.isoformat(),
        "periodStatus": str(one.status).upper(),
        "targetValue": one.goal,
        "achievedValue": one.value,
        "achieved": one.achieved is not None,
        "achievedOn": stamped(one.achieved),
        "enrolled": one.enrolled,
    }


def _streak(one: StreakStanding) -> dict[str, Any]:
    return {
        "currentValue": one.current,
        "bestValue": one.best,
        "freezes": one.freezes,
        "levels": [
            {
                "name": level.name,
                "cycles": level.cycles,
                "achieved": at is not None,
                "achievedOn": stamped(at),
            }
            for level, at in one.levels
        ],
    }
