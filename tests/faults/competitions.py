"""What stands before each flow of achievements by rules, and what must hold of them whatever happened."""

from typing import Any

from chalicelib.domain import exact_json
from tests.api.competing import REWARDED, SPACE, with_achievement, with_reward
from tests.faults.flow import Arrange
from tests.faults.stage import Item, Stage

LIVE: dict[str, Any] = {
    **with_reward(pointInTime=None),
    "achievement": with_achievement(achievementLiveStatus="Live")["achievement"],
}


def a_definition(body: Any = REWARDED) -> Arrange:
    def arrange(stage: Stage) -> None:
        reply = stage.club.ask("POST", f"{SPACE}/achievements", body)
        assert reply.status == 200, reply.body
        stage.notes["achievement"] = reply.json["data"]["id"]

    return arrange


def a_member_of_two(stage: Stage) -> None:
    """One of the two that are brought stands already."""
    stage.club.person(first_name="Ada", member_ref="M-1")


def definitions_are_whole(_: Stage, items: list[Item]) -> None:
    """B32: each has its texts and all of its rewards, and no reward is of nobody."""
    records = {item["uid"]: item for item in items if item["sk"] == "CA" and "said" in item}
    texts = {item["pk"].rpartition("#")[2] for item in items if item["sk"] == "TXT"}
    rewards = {item["uid"] for item in items if item["sk"] == "RD" and not _is_of_a_target(item)}
    assert texts == records.keys()
    named = [uid for one in records.values() for uid in one["rewards"]]
    assert sorted(named) == sorted(rewards)
    for one in records.values():
        assert exact_json.loads(one["said"])["achievementLiveStatus"] == one["status"]


def what_is_live_is_indexed(_: Stage, items: list[Item]) -> None:
    """An event finds exactly what is live and not archived."""
    records = [item for item in items if item["sk"] == "CA" and "said" in item]
    live = {one["uid"] for one in records if one["status"] == "Live" and not one["deprecated"]}
    indexed = {item["uid"] for item in items if "#RI#" in item["pk"] and item["sk"].startswith("CA#")}
    assert indexed == live


def _is_of_a_target(reward: Item) -> bool:
    return bool(reward["achievement"].isdigit())


INVARIANTS = (definitions_are_whole, what_is_live_is_indexed)
