"""Routes of reward types: the system's own, and those that a tenant adds."""

from typing import Any

from ...actions import reward_types
from ...domain.reward_type import RewardType, reward_type_uid
from ..blueprint import ADMIN, ANYONE
from ..call import Call
from . import show, wire
from . import wire_members as wired
from .face import SPACE, CompetitionFace
from .lists import Listing, one
from .searching import GENERIC, listed

face = CompetitionFace()
COLLECTION = f"{SPACE}/reward-types"
FILTERS = {"key": "Exactly this.", "name": "Exactly this."}


@face.endpoint(
    "GET",
    COLLECTION,
    who=ANYONE,
    summary="List reward types: the system's own first.",
    answers=Listing,
    query={**GENERIC, **FILTERS},
)
def list_reward_type(call: Call) -> Any:
    return listed(
        call,
        (*FILTERS, "created", "description", "unitOfMeasure"),
        paged=lambda page: reward_types.listed(call.table, page, now=call.now),
        every=lambda: reward_types.all_of(call.table),
        show=show.reward_type,
    )


@face.endpoint(
    "POST",
    COLLECTION,
    who=ADMIN,
    summary="Add a reward type.",
    body=wired.RewardTypeBody,
    answers=wire.One,
)
def add_reward_type(call: Call) -> Any:
    new = RewardType(
        uid=reward_type_uid(call.body.key),
        key=call.body.key,
        name=call.body.name,
        description=call.body.description,
        unit=call.body.unitOfMeasure,
        origin=call.ids.uid(),
        created=call.now,
        last_updated=call.now,
    )
    return one(show.reward_type(reward_types.add(call.table, new)))
