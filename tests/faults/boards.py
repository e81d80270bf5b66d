"""What stands before each flow of boards, and what must hold of them whatever happened."""

from typing import TYPE_CHECKING, Any

from chalicelib.actions import auditing
from chalicelib.domain.boards import tree
from tests import boarding

if TYPE_CHECKING:
    from tests.faults.stage import Stage

Item = dict[str, Any]
# Boards, cards, balances and ledgers: without any of them there is nothing that could disagree.
AUDITED = ("BD", "BN", "BE#", "X#", "CC#", "PT", "PL#")


def _sale(reference: str, value: int, number: int) -> Item:
    ref = f"{reference} sells {number}"
    return {"memberRefId": reference, "action": "sale", "eventRefId": ref, "sourceValue": value}


def _told(stage: "Stage", *events: Item) -> None:
    reply = stage.club.ask("POST", "/api/example/events", list(events))
    assert reply.status == 200, reply.body


def ada_leads(stage: "Stage") -> None:
    """Ada has more than Bob, and the boards know; then he sells more, which nothing has followed."""
    _told(stage, _sale("ada", 5, 1), _sale("bob", 3, 1))
    stage.calm()
    _told(stage, _sale("bob", 4, 2))


def ada_leads_and_is_seen(stage: "Stage") -> None:
    ada_leads(stage)
    stage.calm()


def the_cards_are_due(stage: "Stage") -> None:
    ada_leads(stage)
    stage.house.faults.lose_next = 10_000
    stage.house.pump.drain()
    stage.wait(minutes=3)


def ada_hides(stage: "Stage") -> None:
    ada_leads(stage)
    stage.calm()
    uid = stage.club.got("person/?member_ref=ada")["results"][0]["uid"]
    stage.club.done(f"person/{uid}/", {"public_profile": False})


def settled(item: Item) -> Item:
    """Without what says only in how many steps it came about."""
    match item["sk"]:
        case "BD" | "BN":
            steps = {"m", "mc"} | {name for name, n in item.items() if tree.is_counter(name) and n == 0}
            return {name: value for name, value in item.items() if name not in steps}
        case entry if entry.startswith("BE#"):
            return {name: value for name, value in item.items() if name not in ("r", "v")}
        case _:
            return item


def is_empty_node(item: Item) -> bool:
    """Where somebody was only on the way."""
    return item["sk"] == "BN" and not any(n for name, n in item.items() if tree.is_counter(name))


def boards_agree(stage: "Stage", items: list[Item]) -> None:
    """Entries, lists and tree say the same, the cards too, and no card waits for its boards."""
    boarding.check(items)
    if any(item["sk"].startswith(AUDITED) for item in items):
        table = stage.house.wired.table.of(stage.club.tenant)
        assert auditing.audit(table, now=stage.house.clock.now()).faults == []
    assert [item["pk"] for item in items if item["sk"].startswith(("X#", "CC#")) and "b" in item] == []


def each_turn_is_told_once(_: "Stage", items: list[Item]) -> None:
    turns = {item["pk"].rpartition("#")[2]: int(item["turn"]) for item in items if item["sk"] == "LEAD"}
    for board, turn in turns.items():
        told = [
            one["data"]["turn"]
            for one in items
            if one["sk"] == "EV" and one["name"] == "rank_taken" and one["subject"] == board
        ]
        assert sorted(told) == list(range(1, turn + 1))


INVARIANTS = (boards_agree, each_turn_is_told_once)
