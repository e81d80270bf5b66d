"""What stands before each flow of activity events, and what must hold of them whatever happened."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

from chalicelib.domain.activity import MARK
from chalicelib.domain.live import live
from chalicelib.store import rule_index
from tests.api.competing import with_achievement, with_reward
from tests.competing import counting, waiting_for
from tests.faults.flow import Arrange
from tests.faults.stage import Item, Stage

EVENTS = "/api/example/events"
GIVES = with_reward(pointInTime=None)["rewards"]


def _event(number: int, reference: str = "ada", action: str = "win") -> dict[str, Any]:
    return {"memberRefId": reference, "action": action, "eventRefId": f"{action} {number}"}


LONE = [_event(3)]
BATCH = [
    _event(2),
    _event(3),
    _event(3),
    _event(4),
    _event(1, "bob"),
    {"memberRefId": "ada", "action": "win"},
]


def _goes_live(stage: Stage, said: dict[str, Any]) -> str:
    achievement = {**with_achievement(achievementLiveStatus="Live")["achievement"], **said}
    reply = stage.club.ask(
        "POST", "/api/example/achievements", {"achievement": achievement, "rewards": GIVES}
    )
    assert reply.status == 200, reply.body
    return str(reply.json["data"]["id"])


def told(stage: Stage, *events: dict[str, Any]) -> None:
    reply = stage.club.ask("POST", EVENTS, list(events))
    assert reply.status == 200, reply.body


def two_wins(stage: Stage) -> None:
    """Ada has two of the three wins that two achievements want; one waits for the other."""
    three = _goes_live(stage, counting("win", 3))
    _goes_live(stage, waiting_for(counting("play", 1), three))
    told(stage, _event(1, action="play"))
    told(stage, _event(1))
    told(stage, _event(2))
    stage.house.pump.drain()


def a_batch_told(stage: Stage) -> None:
    two_wins(stage)
    told(stage, *BATCH)


def three_wins(stage: Stage) -> None:
    """The first achievement is issued; nothing has followed that yet."""
    two_wins(stage)
    told(stage, *LONE)


def reached_early(stage: Stage) -> None:
    """On a Saturday, for the Monday that has come by now."""
    _goes_live(stage, counting("win", 1, scheduleType="Daily", every=[1], scheduleOccurrencesLimit=9))
    told(stage, *LONE)
    stage.house.pump.drain()
    stage.wait(days=2)


def waited_for_receipts(stage: Stage) -> None:
    stage.house.faults.lose_next = 10_000
    stage.house.pump.drain()
    stage.wait(minutes=3)


def poison(stage: Stage) -> None:
    """An event was set aside, for its achievement's definition could not be read; it is mended now."""
    uid, table = _goes_live(stage, counting("win", 3)), stage.house.wired.table.of(stage.club.tenant)
    one = live(uid, "Three wins", counting("win", 3), since=stage.house.clock.now() - timedelta(minutes=1))
    for rules in ({**one.rules, "scheduling": {}}, one.rules):
        row = replace(one, rules=rules)
        table.transact(rule_index.live_writes(table.tenant, row, rule_index.load_head(table, row)))
        if rules is not one.rules:
            told(stage, *LONE)
    stage.notes["aside"] = next(item["uid"] for item in stage.items() if item["sk"] == "Q")


def then(*parts: Arrange) -> Arrange:
    def arrange(stage: Stage) -> None:
        for part in parts:
            part(stage)

    return arrange


def each_event_is_counted_once(_: Stage, items: list[Item]) -> None:
    """Of what is still counted, the counter is the number of the marks; a mark stands once."""
    for item in items:
        if item["sk"].startswith("X#"):
            marks = bytes(item.get("m", b""))
            each = [marks[at : at + MARK] for at in range(0, len(marks), MARK)]
            assert [mark for mark, number in Counter(each).items() if number > 1] == []


def an_issue_has_its_event_and_an_event_its_issue(_: Stage, items: list[Item]) -> None:
    """R3, R4 for achievements by rules."""
    issued = {
        (item["pk"].rpartition("#")[2], item["achievement"], item["key"]) for item in items if _issue(item)
    }
    told_of = [
        (item["contact"], item["subject"], item["data"]["key"])
        for item in items
        if item["sk"] == "EV" and item["name"] == "achievement_issued"
    ]
    assert len(told_of) == len(set(told_of))
    assert set(told_of) == issued


def no_receipt_is_left(stage: Stage, items: list[Item]) -> None:
    assert [item["pk"] for item in items if item["sk"] == "AR"] == []


def _issue(item: Item) -> bool:
    return bool(item["sk"].startswith("W#"))


INVARIANTS = (
    each_event_is_counted_once,
    an_issue_has_its_event_and_an_event_its_issue,
    no_receipt_is_left,
)
