"""Reads a definition in steps, its shape first, so that all that is wrong with it is said at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from ...domain.competition import DEFAULTS, Named, Proposal, Texts, in_order
from ...domain.refusals import Invalid, Missing, NoRules, Refusal
from ...domain.reward import MOST_OF_AN_ACHIEVEMENT, Reward
from ...domain.rules.definitions import parse
from ...domain.rules.faults import Fault, FaultyDefinition, Kind
from . import wire
from .faults import faulty_fields, refusals, unusable
from .values import seed_time

Draw = Callable[[], str]
# What the house sets by itself; a definition may be sent back as it was got.
SERVED = ("id", "created", "rewards")
TEXTS = ("name", "description", "translations")


@dataclass
class Reading:
    """What was understood so far, and what was wrong. `named` is what of it must exist."""

    faults: list[Refusal] = field(default_factory=list)
    named: Named = field(default_factory=Named)
    proposal: Proposal | None = None


def read(
    body: Any, uid: str, draw: Draw, *, at: datetime, before: Mapping[str, Any] | None = None
) -> Reading:
    """The definition that a body proposes; `before` has what it may leave out."""
    reading = Reading()
    if not isinstance(body, dict):
        reading.faults.append(Missing(unusable("achievement")))
        return reading
    said = body.get("achievement", {} if before is not None else None)
    whole = {**(before or {}), **said} if isinstance(said, dict) else said
    sound, model = _achievement(whole, reading)
    bodies = _rewards(body.get("rewards", []), reading)
    dropped = _dropped(body.get("deleteRewards", []), reading)
    reading.faults += _rules(sound, uid)
    rewards = [reward_of(one, draw(), at) for one in bodies]
    reading.faults += [one for reward in rewards for one in _terms(reward, model)]
    reading.named = _named(sound, rewards)
    if not reading.faults and model is not None:
        texts = Texts(model.name, model.description, sound.get("translations", {}))
        reading.proposal = Proposal(_said(sound, model), texts, tuple(rewards), dropped)
    return reading


def check_revision(body: Any) -> None:
    """Whether it says anything about a draft at all."""
    if not isinstance(body, dict) or not body.keys() & {"achievement", "rewards", "deleteRewards"}:
        raise Missing(unusable("achievement"))


def _achievement(value: Any, reading: Reading) -> tuple[dict[str, Any], wire.CompetitionBody | None]:
    """The fields that are well formed, and the whole where all are."""
    if not isinstance(value, dict):
        reading.faults.append(Missing(unusable("achievement")))
        return {}, None
    value = {name: one for name, one in value.items() if name not in SERVED}
    try:
        return value, wire.CompetitionBody.model_validate(value)
    except ValidationError as error:
        reading.faults += refusals(error, "achievement")
        wrong = faulty_fields(error)
        return {name: one for name, one in value.items() if name not in wrong}, None


def _rewards(given: Any, reading: Reading) -> list[wire.CompetitionRewardBody]:
    if not isinstance(given, list) or len(given) > MOST_OF_AN_ACHIEVEMENT:
        reading.faults.append(Invalid(f"rewards is not a list of at most {MOST_OF_AN_ACHIEVEMENT}."))
        return []
    found = []
    for place, each in enumerate(given):
        try:
            found.append(wire.CompetitionRewardBody.model_validate(each))
        except ValidationError as error:
            reading.faults += refusals(error, f"rewards.{place}")
    return found


def _dropped(given: Any, reading: Reading) -> frozenset[str]:
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        reading.faults.append(Invalid("deleteRewards is not a list of ids."))
        return frozenset()
    return frozenset(given)


def _rules(sound: Mapping[str, Any], uid: str) -> list[Refusal]:
    """What the engine finds wrong with the parts that are well formed."""
    try:
        parse(uid, dict(sound))
    except FaultyDefinition as faulty:
        found = [one for one in faulty.faults if one.path.partition(".")[0].partition("[")[0] in sound]
        return list({one.message: of_rules(one) for one in found}.values())
    return []


def of_rules(fault: Fault) -> Refusal:
    match fault.kind:
        case Kind.EMPTY:
            return NoRules(fault.message)
        case Kind.SCHEDULE:
            return Missing(unusable("scheduling"))
        case _:
            return Invalid(fault.message)


def _terms(reward: Reward, model: wire.CompetitionBody | None) -> list[Refusal]:
    """What no field of a reward alone can tell."""
    try:
        reward.check()
    except Invalid as refused:
        return [Invalid(refused.detail)]
    if model and reward.point_in_time and reward.point_in_time < model.scheduling.startDate:
        return [Invalid("The pointInTime of a reward is before the startDate of the achievement.")]
    return []


def _named(sound: Mapping[str, Any], rewards: Sequence[Reward]) -> Named:
    links = [link["achievementId"] for link in sound.get("dependantOn") or ()]
    types = dict.fromkeys(one.reward_type for one in rewards)
    return Named(sound.get("icon"), tuple(types), tuple(dict.fromkeys(links)))


def _said(sound: Mapping[str, Any], model: wire.CompetitionBody) -> dict[str, Any]:
    """The definition but for its texts, as it is kept: as it came, its times in the seed's form."""
    times = {"startDate": model.scheduling.startDate, "endDate": model.scheduling.endDate}
    plain = {name: one for name, one in sound["scheduling"].items() if name not in times}
    written = {name: seed_time(at) for name, at in times.items() if at}
    scheduling = {name: plain.get(name, written.get(name)) for name in sound["scheduling"]}
    whole = {
        **DEFAULTS,
        **sound,
        "scheduling": {name: one for name, one in scheduling.items() if one is not None},
    }
    return {name: one for name, one in in_order(whole).items() if name not in TEXTS}


def reward_of(body: wire.CompetitionRewardBody, uid: str, at: datetime) -> Reward:
    """What it gives, and to which achievement it belongs, is known later."""
    return Reward(
        uid=uid,
        achievement="",
        name=body.rewardName,
        value=body.value,
        reward_type=body.rewardType,
        gives="",
        created=at,
        last_updated=at,
        rank=body.rewardRank,
        description=body.description,
        delay=body.delay,
        acknowledgement=body.memberAcknowledgmentRequired,
        period=body.period,
        point_in_time=body.pointInTime,
        metadata=tuple({"key": one.key, "value": one.value} for one in body.metadata),
        translations={
            language: [{"fieldName": one.fieldName, "text": one.text} for one in lines]
            for language, lines in body.translations.items()
        },
        translatable_fields=tuple(body.translatableFields),
    )
