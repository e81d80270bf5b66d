"""Face 001 as its clients ask it: the seed's bodies, and what every refusal of it must look like."""

from base64 import b64encode
from copy import deepcopy
from typing import Any

from sandbox.gateway import Reply
from tests.asking import Club
from tests.awarding import given
from tests.seeds import SEED_001

PLAIN, REWARDED = SEED_001["requests"]
ANSWER, REWARDED_ANSWER = SEED_001["answers"]
SPACE = "/api/example"
SCHEDULE = PLAIN["achievement"]["scheduling"]


def post(club: Club, body: Any, path: str = "achievements", **more: Any) -> Reply:
    key = {"X-API-KEY": club.keys["admin"]}
    return club.ask("POST", f"{SPACE}/{path}", body, role=None, headers=key, **more)


def made(club: Club, **changes: Any) -> Any:
    """The seed's achievement with these fields, as it was made."""
    reply = post(club, with_achievement(**changes))
    assert reply.status == 200, reply.body
    return reply.json["data"]


def with_achievement(**changes: Any) -> dict[str, Any]:
    """The seed's body with these fields; None leaves a field out."""
    body: dict[str, Any] = deepcopy(PLAIN)
    body["achievement"] |= changes
    body["achievement"] = {name: value for name, value in body["achievement"].items() if value is not None}
    return body


def with_reward(**changes: Any) -> dict[str, Any]:
    body: dict[str, Any] = deepcopy(REWARDED)
    reward = body["rewards"][0] | changes
    body["rewards"] = [{name: value for name, value in reward.items() if value is not None}]
    return body


def put(club: Club, uid: str, body: Any) -> Reply:
    return club.ask("PUT", f"{SPACE}/achievements/{uid}", body)


def got(club: Club, uid: str, query: str = "", **more: Any) -> Any:
    return club.got(f"{SPACE}/achievements/{uid}{query}", **more)["data"]


def errors(reply: Reply) -> list[tuple[int, int, str]]:
    """(code, status, message) of each, in the seed's shape; the answer's status is the first one's."""
    assert list(reply.json) == ["errors"], reply.body
    assert all(list(one) == ["message", "code", "status"] for one in reply.json["errors"])
    found = [(one["code"], one["status"], one["message"]) for one in reply.json["errors"]]
    assert reply.status == found[0][1]
    return found


def unusable(field: str) -> tuple[int, int, str]:
    return 1002, 404, f"No usable value for {field}"


def furnish(club: Club, person: Any) -> dict[str, Any]:
    """One record of each kind of this face, for the sweeps over all routes."""
    club.done(f"person/{person['uid']}/", {"member_ref": "of the furniture"})
    definition = post(club, REWARDED).json["data"]
    icon = {"fileName": "mine", "file": ICON}
    return {
        "competition": definition,
        "reward": club.got(f"{SPACE}/reward/entity/{definition['id']}")["data"][0],
        "icon": post(club, icon, "achievements/icon-uploads").json["data"],
        "award": given(club, person["uid"], acknowledgement=True),
    }


def path(records: dict[str, Any]) -> dict[str, str]:
    """What stands for a path's parameters."""
    return {
        "achievementId": records["competition"]["id"],
        "rewardId": records["reward"]["id"],
        "iconId": records["icon"]["id"],
        "memberId": records["person"]["uid"],
        "memberRefId": "of%20the%20furniture",
        "awardId": records["award"],
        "quarantineId": records.get("quarantine", "0" * 24),
    }


ICON = b64encode(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>').decode()
BODIES: dict[str, Any] = {
    "ProposalBody": PLAIN,
    "SimulationBody": PLAIN,
    "RevisionBody": {"achievement": {"name": "Another"}},
    "IconBody": {"fileName": "mine", "file": ICON},
    "RewardTypeBody": {"key": "stars", "name": "Stars"},
    "MembersBody": [{"memberRefId": "of the furniture", "groups": ["sweep"]}],
    "EventsBody": [{"memberRefId": "of the furniture", "action": "win", "eventRefId": "of the furniture"}],
    "PointsBody": {"points": 2, "reason": "helped"},
}
