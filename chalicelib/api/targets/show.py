"""Target groups, periods and targets as face 004 shows them."""

from datetime import datetime
from typing import Any

from ...domain.targets import filters
from ...domain.targets.cycles import Cycle
from ...domain.targets.defining import period_id
from ...domain.targets.group import TargetGroup
from ...domain.targets.target import Target
from .values import stamped


def group(one: TargetGroup, now: datetime) -> dict[str, Any]:
    return {
        "id": int(one.uid),
        "name": one.name,
        "trackingType": str(one.tracking),
        "timeZoneName": one.zone,
        "periods": [period(one, cycle, now) for cycle in one.cycles],
        "createdOn": stamped(one.created),
        "lastUpdatedOn": stamped(one.last_updated),
    }


def period(of: TargetGroup, cycle: Cycle, now: datetime) -> dict[str, Any]:
    return {
        "id": period_id(of, cycle),
        "refCode": cycle.ref_code,
        "startDate": cycle.start.isoformat(),
        "endDate": cycle.end.isoformat(),
        "periodStatus": str(cycle.status(now)).upper(),
    }


def target(of: TargetGroup, one: Target) -> dict[str, Any]:
    rules = [rule for said in filters.said(one.filters) for rule in said["subRules"]]
    return {
        "id": int(one.uid),
        "targetGroupId": int(of.uid),
        "name": one.name,
        "targetType": str(one.target_type),
        "eventName": one.event_name,
        "eventAttribute": one.attribute,
        "filters": rules,
        "defaultValue": one.value,
        "defaultValues": [_value(of, one, cycle) for cycle in of.cycles if cycle.number in one.values],
        "excludeEventsBeforeEnrolment": one.exclude_before_enrolment,
        "continuous": one.continuous,
        "levels": [
            {"name": level.name, "cycles": level.cycles, "rewards": list(level.rewards)}
            for level in one.levels
        ],
        "rewards": list(one.rewards),
        "createdOn": stamped(one.created),
        "lastUpdatedOn": stamped(one.last_updated),
    }


def _value(of: TargetGroup, one: Target, cycle: Cycle) -> dict[str, Any]:
    wanted = one.values[cycle.number]
    return {"periodId": period_id(of, cycle), "refCode": cycle.ref_code, "defaultValue": wanted}
