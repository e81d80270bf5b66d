"""Routes of ranks: leaderboards by a rule, each under a name and an icon."""

from typing import Any

from ...actions import ranks
from ...domain.gamification.ranks import Rank
from ...domain.ids import as_uuid
from ..blueprint import ADMIN, ANYONE
from ..call import Call
from . import show
from .face import BASE, GamificationFace, a_uuid
from .lists import PAGING, asked, envelope
from .wire import RankBody, RankChange, RankName, RankPage, RankRecord

face = GamificationFace()
COLLECTION = f"{BASE}/ranks"
ONE = f"{COLLECTION}/{{rank_id}}"


@face.endpoint(
    "POST",
    COLLECTION,
    who=ADMIN,
    summary="Create a rank.",
    body=RankBody,
    answers=RankRecord,
    status=201,
)
def create_rank(call: Call) -> Any:
    said: RankBody = call.body
    said.check()
    new = Rank(
        uid=as_uuid(call.ids.uid() + call.ids.uid()[:8]),
        name=said.name,
        icon=said.icon,
        rule=said.rule,
        path=said.settings.relations_path_id if said.settings else None,
        milestone=said.settings.milestone_id if said.settings else None,
        created=call.now,
        last_updated=call.now,
    )
    return _single(call, ranks.create(call.table, new))


@face.endpoint(
    "GET",
    COLLECTION,
    who=ANYONE,
    summary="List ranks by name, the account-wide ones among them.",
    answers=RankPage,
    query=PAGING,
)
def list_ranks(call: Call) -> Any:
    page = asked(call)
    return envelope(call, page, ranks.listed(call.table, page), show.rank)


@face.endpoint("GET", ONE, who=ANYONE, summary="Show a rank, with its settings.", answers=RankRecord)
def get_rank(call: Call, rank_id: str) -> Any:
    return _single(call, ranks.get(call.table, a_uuid(rank_id, "rank")))


@face.endpoint("PUT", ONE, who=ADMIN, summary="Change a rank's name.", body=RankChange, answers=RankName)
def rename_rank(call: Call, rank_id: str) -> Any:
    renamed = ranks.rename(call.table, a_uuid(rank_id, "rank"), call.body.name, at=call.now)
    return {"name": renamed.name}


@face.endpoint("DELETE", ONE, who=ADMIN, summary="Delete a rank and its scores.", status=204)
def delete_rank(call: Call, rank_id: str) -> Any:
    ranks.remove(call.table, a_uuid(rank_id, "rank"), at=call.now)


def _single(call: Call, rank: Rank) -> dict[str, Any]:
    return show.rank(rank, ranks.path_of(call.table, rank))
