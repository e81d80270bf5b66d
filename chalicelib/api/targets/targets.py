"""Routes of targets: setting them up, changing what may still be changed, taking them away."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from ...actions import targets
from ...actions.targets import Proposal, Revise
from ...domain.refusals import Contradiction
from ...domain.reward import Reward
from ...domain.targets.defining import PeriodValue, TargetWords, define_target, revise_target
from ...domain.targets.group import TargetGroup
from ...domain.targets.target import Level, Target, TargetType
from ..blueprint import ADMIN, STAFF
from ..call import Call
from ..competitions.proposals import reward_of
from ..sheep.collection import check_unchanged
from . import answers, show
from .answers import PAGING, TargetListing, answered, asked, envelope
from .face import GROUP, TARGET, TargetFace, number
from .wire import TargetBody, TargetChange, TargetRewardBody, TargetsBody, TargetsChange, ValueBody

face = TargetFace()
TARGETS = f"{GROUP}/targets"


@face.endpoint(
    "POST",
    TARGETS,
    who=ADMIN,
    summary="Set up targets of a group, all or none.",
    body=TargetsBody,
    answers=answers.TargetsAnswer,
)
def add_targets(call: Call, target_group_id: str) -> Any:
    uid = number(target_group_id, "target group")
    said: Sequence[TargetBody] = call.body.root
    drawn = [_Drawn(call, one, place) for place, one in enumerate(said)]

    def propose(group: TargetGroup) -> list[Proposal]:
        return [one.proposal(group) for one in drawn]

    group, new = targets.add(call.table, uid, propose, at=call.now)
    return answered([show.target(group, one) for one in new])


@face.endpoint(
    "GET",
    TARGETS,
    who=STAFF,
    summary="List a group's targets in the order in which they were made.",
    answers=TargetListing,
    query=PAGING,
)
def list_targets(call: Call, target_group_id: str) -> Any:
    page = asked(call)
    group, found = targets.listed(call.table, number(target_group_id, "target group"), page)
    return envelope(page, found, lambda one: show.target(group, one))


@face.endpoint(
    "PUT",
    TARGETS,
    who=ADMIN,
    summary="Change targets of a group, all or none.",
    body=TargetsChange,
    answers=answers.TargetsAnswer,
)
def change_targets(call: Call, target_group_id: str) -> Any:
    uid = number(target_group_id, "target group")
    revised = {str(one.id): _revise(call, one) for one in call.body.root}
    if len(revised) < len(call.body.root):
        raise Contradiction("A target stands twice.", {"id": "not unique"})
    group, changed = targets.change(call.table, uid, revised, at=call.now)
    return answered([show.target(group, one) for one in changed])


@face.endpoint("GET", TARGET, who=STAFF, summary="Show a target.", answers=answers.TargetAnswer)
def get_target(call: Call, target_group_id: str, target_id: str) -> Any:
    found = targets.scheme(call.table, number(target_group_id, "target group"), number(target_id, "target"))
    return answered(show.target(found.group, found.target))


@face.endpoint(
    "PUT",
    TARGET,
    who=ADMIN,
    summary="Change a target's name, or what periods want that have not begun.",
    body=TargetChange,
    answers=answers.TargetAnswer,
)
def change_target(call: Call, target_group_id: str, target_id: str) -> Any:
    uid = number(target_group_id, "target group")
    revised = {number(target_id, "target"): _revise(call, call.body)}
    group, (changed,) = targets.change(call.table, uid, revised, at=call.now)
    return answered(show.target(group, changed))


@face.endpoint(
    "DELETE",
    TARGET,
    who=ADMIN,
    summary="Remove a target; what it gave stays.",
    answers=answers.Removed,
)
def delete_target(call: Call, target_group_id: str, target_id: str) -> Any:
    group, uid = number(target_group_id, "target group"), number(target_id, "target")
    targets.remove(call.table, group, uid, at=call.now)
    return answered(int(uid))


class _Drawn:
    """A new target with the ids that it and its rewards get: drawn once, however often it is decided.

    Each a microsecond after the one before, so that lists keep the request's order.
    """

    def __init__(self, call: Call, said: TargetBody, place: int) -> None:
        self.said, self.at = said, call.now + timedelta(microseconds=place)
        self.uid = str(call.ids.number())
        self.new: list[Reward] = []
        self.given: list[str] = []
        self.rewards = self._ids(call, said.rewards)
        self.levels = [Level(one.name, one.cycles, self._ids(call, one.rewards)) for one in said.levels]

    def proposal(self, group: TargetGroup) -> Proposal:
        said = self.said
        words = TargetWords(
            name=said.name,
            target_type=TargetType(said.targetType),
            event_name=said.eventName,
            attribute=said.eventAttribute,
            filters=said.filters,
            value=said.defaultValue,
            values=_values(said.defaultValues),
            exclude_before_enrolment=said.excludeEventsBeforeEnrolment,
            continuous=said.continuous,
            levels=self.levels,
            rewards=self.rewards,
        )
        target = define_target(self.uid, group, words, at=self.at)
        return Proposal(target, tuple(self.new), tuple(self.given))

    def _ids(self, call: Call, said: Sequence[str | TargetRewardBody]) -> tuple[str, ...]:
        return tuple(self._id(call, one) for one in said)

    def _id(self, call: Call, said: str | TargetRewardBody) -> str:
        if isinstance(said, str):
            self.given.append(said)
            return said
        reward = reward_of(said, call.ids.letters(20), call.now)
        reward.achievement = self.uid
        reward.check()
        self.new.append(reward)
        return reward.uid


def _values(said: Sequence[ValueBody]) -> list[PeriodValue]:
    return [PeriodValue(one.defaultValue, one.periodId, one.refCode) for one in said]


def _revise(call: Call, said: TargetChange) -> Revise:
    def revised(group: TargetGroup, target: Target) -> Target:
        check_unchanged(said, show.target(group, target))
        return revise_target(
            group,
            target,
            name=said.name,
            value=said.defaultValue,
            values=None if said.defaultValues is None else _values(said.defaultValues),
            now=call.now,
        )

    return revised
