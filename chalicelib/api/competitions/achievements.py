"""Routes of achievements by rules: definitions, with the rewards that they give."""

from collections.abc import Callable, Sequence
from typing import Any

from ...actions import competition_links, competitions
from ...actions.competitions import Kept
from ...actions.listing import Asked, Listed, in_memory
from ...domain.competition import Proposal
from ...domain.refusals import Invalid, NoRecord, Several
from ...domain.reward import Reward
from ..blueprint import ADMIN, ANYONE
from ..call import Call
from . import proposals, show, wire
from .face import SPACE, CompetitionFace, short_id
from .lists import PAGING, Listing, asked, envelope, one
from .searching import GENERIC, LANGUAGE, listed

face = CompetitionFace()
COLLECTION = f"{SPACE}/achievements"
ONE = COLLECTION + "/{achievementId}"
ID_LENGTH = 20
FILTERS = {
    "name": "Exactly this.",
    "achievementLiveStatus": "Draft or Live.",
    "deprecated": "true or false: whether it is archived.",
    "initialState": "0 or 1.",
    "icon": "An icon's id.",
    "category": "One of its categories.",
    "memberGroups": "One of its member groups.",
}
SORTABLE = (*FILTERS, "created", "description", "metadata", "translations", "dependantOn")
INCLUDE = {"_include": "`rewards`: each achievement with the rewards that it gives."}
RETROACTIVE = {"retroactive": "`true` as it goes live: who qualifies by stored events already gets it, once."}


@face.endpoint(
    "POST",
    COLLECTION,
    who=ADMIN,
    summary="Define an achievement by rules, with the rewards that it gives.",
    body=wire.ProposalBody,
    answers=wire.One,
    query=RETROACTIVE,
)
def add_competition(call: Call) -> Any:
    uid = call.ids.letters(ID_LENGTH)
    proposal = _sound(call, proposals.read(call.body.root, uid, draw(call), at=call.now))
    made = competitions.create(call.table, proposal, uid=uid, at=call.now, retroactive=_retroactive(call))
    return one(show.achievement(made, None))


@face.endpoint(
    "GET",
    COLLECTION,
    who=ANYONE,
    summary="List achievements by rules; a member sees those that are live.",
    answers=Listing,
    query={**GENERIC, **INCLUDE, **LANGUAGE, **FILTERS},
)
def list_competition(call: Call) -> Any:
    table, included = call.table, _included(call)

    def every() -> list[Kept]:
        return [kept for kept in competitions.all_of(table) if _visible(call, kept)]

    def paged(page: Asked) -> Listed[Kept]:
        return competitions.listed(table, page, now=call.now)

    through_index = None if call.caller.role == "member" else paged
    return listed(call, SORTABLE, paged=through_index, every=every, show=included)


@face.endpoint(
    "GET",
    ONE,
    who=ANYONE,
    summary="Show an achievement by rules.",
    answers=wire.One,
    query={**INCLUDE, **LANGUAGE},
)
def get_competition(call: Call, achievement_id: str) -> Any:
    return one(_included(call)(_seen(call, achievement_id)))


@face.endpoint(
    "PUT",
    ONE,
    who=ADMIN,
    summary="Change a draft, or make it live: what is not given stays as it is.",
    body=wire.RevisionBody,
    answers=wire.One,
    query=RETROACTIVE,
)
def change_competition(call: Call, achievement_id: str) -> Any:
    proposals.check_revision(call.body.root)

    def revise(before: Kept, standing: Sequence[Reward]) -> Proposal:
        stands = show.achievement(before, None)
        reading = proposals.read(call.body.root, achievement_id, draw(call), at=call.now, before=stands)
        proposal = _sound(call, reading)
        strangers = proposal.dropped - {reward.uid for reward in standing}
        if strangers:
            raise NoRecord("reward", min(strangers))
        return proposal

    changed = competitions.change(
        call.table,
        short_id(achievement_id, "achievement"),
        revise,
        at=call.now,
        retroactive=_retroactive(call),
    )
    return one(show.achievement(changed, None))


@face.endpoint("DELETE", ONE, who=ADMIN, summary="Archive an achievement by rules.", answers=wire.One)
def archive_competition(call: Call, achievement_id: str) -> Any:
    return one(
        show.achievement(
            competitions.archive(call.table, short_id(achievement_id, "achievement"), at=call.now), None
        )
    )


@face.endpoint(
    "GET",
    f"{SPACE}/reward/{{rewardId}}",
    who=ANYONE,
    summary="Show a reward as it is defined.",
    answers=wire.One,
    query=LANGUAGE,
)
def get_reward(call: Call, reward_id: str) -> Any:
    reward = competitions.reward(call.table, short_id(reward_id, "reward"))
    if not reward.of_target:
        _seen(call, reward.achievement)
    return one(show.reward(reward, call.query.get("_lang")))


@face.endpoint(
    "GET",
    f"{SPACE}/reward/entity/{{achievementId}}",
    who=ANYONE,
    summary="List the rewards that an achievement gives.",
    answers=Listing,
    query={**PAGING, **LANGUAGE},
)
def list_reward(call: Call, achievement_id: str) -> Any:
    page, language = asked(call), call.query.get("_lang")
    found = competitions.rewards(call.table, _seen(call, achievement_id).record)
    return envelope(page, in_memory(found, page), lambda reward: show.reward(reward, language))


def _retroactive(call: Call) -> bool:
    said = call.query.get("retroactive", "false")
    if said not in ("true", "false"):
        raise Invalid("Not true or false.", {"retroactive": "true or false"})
    return said == "true"


def draw(call: Call) -> Callable[[], str]:
    return lambda: call.ids.letters(ID_LENGTH)


def _sound(call: Call, reading: proposals.Reading) -> Proposal:
    """Refuse with everything that is wrong, be it only that something named does not exist."""
    if reading.proposal is None:
        strange = competition_links.look_up(call.table, reading.named).faults
        raise Several([*reading.faults, *strange])
    return reading.proposal


def _seen(call: Call, uid: str) -> Kept:
    """A member sees what is live; drafts and the archive are the staff's."""
    kept = competitions.get(call.table, short_id(uid, "achievement"))
    if not _visible(call, kept):
        raise NoRecord("achievement", uid)
    return kept


def _visible(call: Call, kept: Kept) -> bool:
    return call.caller.role != "member" or kept.record.is_issued


def _included(call: Call) -> Callable[[Kept], dict[str, Any]]:
    """How an achievement is shown: in the language asked for, with its rewards where they are."""
    language, wanted = call.query.get("_lang"), call.query.get("_include")
    if wanted not in (None, "rewards"):
        raise Invalid("Not a known part.", {"_include": "rewards"})

    def shown(kept: Kept) -> dict[str, Any]:
        plain = show.achievement(kept, language)
        if wanted is None:
            return plain
        return show.with_rewards(plain, competitions.rewards(call.table, kept.record), language)

    return shown
