"""Routes of enrolments: entering a target and leaving it, what keeps a streak, and how a customer stands."""

from typing import Any

from ...actions import enrolments
from ..blueprint import ANYONE, STAFF
from ..call import Call
from . import show_enrolments as show
from . import wire_enrolling as wire
from .answers import answered
from .face import TARGET, TargetFace, customer, number, user

face = TargetFace()


@face.endpoint(
    "POST",
    f"{TARGET}/enroll",
    who=STAFF,
    summary="Enrol a customer in a target, or again.",
    body=wire.EnrolmentsBody,
    answers=wire.CustomerAnswer,
)
def enroll(call: Call, target_group_id: str, target_id: str) -> Any:
    group, target = _ids(target_group_id, target_id)
    (said,) = call.body.root
    contact = customer(call, said.customerId)
    warnings = enrolments.enrol(
        call.table, group, target, contact, said.wish, request=call.ids.uid(), now=call.now
    )
    return answered(said.customerId, warnings)


@face.endpoint(
    "POST",
    f"{TARGET}/unEnroll",
    who=STAFF,
    summary="Enrol a customer no longer, from this period on.",
    body=wire.UnEnrolmentBody,
    answers=wire.CustomerAnswer,
)
def un_enroll(call: Call, target_group_id: str, target_id: str) -> Any:
    group, target = _ids(target_group_id, target_id)
    contact = customer(call, call.body.customerId)
    enrolments.un_enrol(call.table, group, target, contact, request=call.ids.uid(), now=call.now)
    return answered(call.body.customerId)


@face.endpoint(
    "POST",
    f"{TARGET}/pauses",
    who=STAFF,
    summary="Keep a customer's streak for some days.",
    body=wire.PauseBody,
    answers=wire.StreakKeptAnswer,
)
def pause_streak(call: Call, target_group_id: str, target_id: str) -> Any:
    group, target = _ids(target_group_id, target_id)
    said: wire.PauseBody = call.body
    contact = customer(call, said.customerId)
    scheme, after = enrolments.pause(
        call.table, group, target, contact, said.startDate, said.endDate, request=call.ids.uid(), now=call.now
    )
    return answered(show.kept(said.customerId, scheme, after, call.now))


@face.endpoint(
    "POST",
    f"{TARGET}/freezes",
    who=STAFF,
    summary="Give a customer freezes, which are used by themselves.",
    body=wire.FreezesBody,
    answers=wire.StreakKeptAnswer,
)
def give_freezes(call: Call, target_group_id: str, target_id: str) -> Any:
    group, target = _ids(target_group_id, target_id)
    said: wire.FreezesBody = call.body
    contact = customer(call, said.customerId)
    scheme, after = enrolments.give_freezes(
        call.table, group, target, contact, said.freezes, request=call.ids.uid(), now=call.now
    )
    return answered(show.kept(said.customerId, scheme, after, call.now))


@face.endpoint(
    "GET",
    "/users/{customerId}/targetGroups",
    who=ANYONE,
    summary="Show how a customer stands in its targets.",
    answers=wire.UserTargetsAnswer,
)
def get_user_targets(call: Call, customer_id: str) -> Any:
    found = enrolments.standings(call.table, user(call, customer_id), now=call.now)
    return answered({"userId": int(customer_id), "targetGroups": [show.in_group(one) for one in found]})


@face.endpoint(
    "GET",
    f"{TARGET}/users/{{customerId}}/timeline",
    who=ANYONE,
    summary="Show what happened to a customer's enrolment, and why it stands so.",
    answers=wire.TimelineAnswer,
)
def get_timeline(call: Call, target_group_id: str, target_id: str, customer_id: str) -> Any:
    group, target = _ids(target_group_id, target_id)
    contact = user(call, customer_id)
    found = enrolments.timeline(call.table, group, target, contact, now=call.now)
    return answered([show.entry(one) for one in found])


def _ids(group: str, target: str) -> tuple[str, str]:
    return number(group, "target group"), number(target, "target")
