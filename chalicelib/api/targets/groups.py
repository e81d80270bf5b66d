"""Routes of target groups and of their periods."""

from typing import Any

from ...actions import target_groups, tenants
from ...domain.refusals import NotFound
from ...domain.targets.cycles import Frequency
from ...domain.targets.defining import Recurrence, define_group, period_by_id
from ...domain.targets.group import TargetGroup, Tracking
from ...domain.targets.refusals import Begun, PeriodNotFound
from ...domain.tenant import check_timezone
from ...domain.zones import local_day
from ..blueprint import ADMIN, STAFF
from ..call import Call
from ..sheep.collection import check_unchanged
from . import answers, show
from .answers import PAGING, TargetListing, answered, asked, envelope
from .face import GROUP, GROUPS, TargetFace, number
from .wire import PeriodsBody, PeriodsChange, TargetGroupBody, TargetGroupChange

face = TargetFace()
PERIODS = f"{GROUP}/targetPeriods"


@face.endpoint(
    "POST",
    GROUPS,
    who=ADMIN,
    summary="Set up a target group with its periods.",
    body=TargetGroupBody,
    answers=answers.TargetGroupAnswer,
)
def create_target_group(call: Call) -> Any:
    said: TargetGroupBody = call.body
    said.check()
    uid = str(call.ids.number())
    zone = said.timeZoneName or tenants.get(call.table).timezone
    check_timezone(zone, field="timeZoneName")
    new = define_group(
        uid,
        said.name,
        Tracking(said.trackingType),
        zone,
        periods=[(one.refCode, one.startDate, one.endDate) for one in said.periods or ()],
        recurrence=_recurrence(said, zone, call),
        at=call.now,
    )
    return _single(call, target_groups.create(call.table, new))


@face.endpoint(
    "GET",
    GROUPS,
    who=STAFF,
    summary="List target groups in the order in which they were made.",
    answers=TargetListing,
    query={**PAGING, "name": "Exactly this."},
)
def list_target_groups(call: Call) -> Any:
    page, wanted = asked(call), {name: call.query[name] for name in ("name",) if name in call.query}
    found = target_groups.listed(call.table, wanted, page, now=call.now)
    return envelope(page, found, lambda one: show.group(one, call.now))


@face.endpoint("GET", GROUP, who=STAFF, summary="Show a target group.", answers=answers.TargetGroupAnswer)
def get_target_group(call: Call, target_group_id: str) -> Any:
    return _single(call, _group(call, target_group_id))


@face.endpoint(
    "PUT",
    GROUP,
    who=ADMIN,
    summary="Change a target group's name.",
    body=TargetGroupChange,
    answers=answers.TargetGroupAnswer,
)
def rename_target_group(call: Call, target_group_id: str) -> Any:
    check_unchanged(call.body, show.group(_group(call, target_group_id), call.now))
    return _single(call, target_groups.rename(call.table, target_group_id, call.body.name, at=call.now))


@face.endpoint(
    "DELETE",
    GROUP,
    who=ADMIN,
    summary="Remove a target group that has no targets.",
    answers=answers.Removed,
)
def delete_target_group(call: Call, target_group_id: str) -> Any:
    uid = number(target_group_id, "target group")
    target_groups.remove(call.table, uid, at=call.now)
    return answered(int(uid))


@face.endpoint(
    "POST",
    PERIODS,
    who=ADMIN,
    summary="Append periods after all that the group has.",
    body=PeriodsBody,
    answers=answers.PeriodsAnswer,
)
def append_periods(call: Call, target_group_id: str) -> Any:
    uid = number(target_group_id, "target group")
    added = [(one.refCode, one.startDate, one.endDate) for one in call.body.root]
    group, new = target_groups.append_periods(call.table, uid, added, request=call.ids.uid(), at=call.now)
    return answered([show.period(group, cycle, call.now) for cycle in new])


@face.endpoint(
    "GET",
    PERIODS,
    who=STAFF,
    summary="List a group's periods in their order.",
    answers=TargetListing,
    query=PAGING,
)
def list_periods(call: Call, target_group_id: str) -> Any:
    page, group = asked(call), _group(call, target_group_id)
    found = target_groups.periods(group, page)
    return envelope(page, found, lambda cycle: show.period(group, cycle, call.now))


@face.endpoint(
    "PUT",
    PERIODS,
    who=ADMIN,
    summary="Move periods that have not begun, all or none.",
    body=PeriodsChange,
    answers=answers.PeriodsAnswer,
)
def move_periods(call: Call, target_group_id: str) -> Any:
    group = _group(call, target_group_id)
    moved = []
    for one in call.body.root:
        cycle = period_by_id(group, one.id)
        if one.refCode not in (None, cycle.ref_code):
            raise Begun(f"The period [{cycle.ref_code}] keeps its refCode.")
        moved.append((cycle.number, one.startDate, one.endDate))
    after, cycles = target_groups.move_periods(call.table, group.uid, moved, at=call.now)
    return answered([show.period(after, cycle, call.now) for cycle in cycles])


@face.endpoint(
    "DELETE",
    f"{PERIODS}/{{periodId}}",
    who=ADMIN,
    summary="Take away a period that has not begun.",
    answers=answers.Removed,
)
def drop_period(call: Call, target_group_id: str, period_id: str) -> Any:
    group = _group(call, target_group_id)
    uid = int(number(period_id, "period"))
    try:
        cycle = period_by_id(group, uid)
    except PeriodNotFound:
        raise NotFound("There is no such period.") from None
    target_groups.drop_period(call.table, group.uid, cycle.number, at=call.now)
    return answered(uid)


def _group(call: Call, text: str) -> TargetGroup:
    return target_groups.get(call.table, number(text, "target group"))


def _single(call: Call, group: TargetGroup) -> dict[str, Any]:
    return answered(show.group(group, call.now))


def _recurrence(said: TargetGroupBody, zone: str, call: Call) -> Recurrence | None:
    """From today on, as the group's zone shows it, where no day is given."""
    if said.frequencyType is None:
        return None
    start = said.startDate or local_day(call.now, zone)
    return Recurrence(Frequency(said.frequencyType), start, said.recurringCycles or 0, said.customDays)
