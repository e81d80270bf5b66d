"""What stands before each flow of sums, cases and back-fills, and what must hold of them whatever happened."""

from collections import Counter, defaultdict
from decimal import Decimal
from typing import Any

from chalicelib.domain.activity import MARK
from chalicelib.domain.rules.tokens import digest
from tests.api import playing
from tests.faults.activities import told
from tests.faults.stage import Item, Stage

ACTIONS = {"sale": "sales", "email.sent": "emails"}


def _sale(number: int, reference: str = "ada") -> dict[str, Any]:
    return {
        "memberRefId": reference,
        "action": "sale",
        "eventRefId": f"sale {number}",
        "sourceValue": 10 + number,
        "transactionTimestamp": f"2026-11-{1 + number % 20:02}T12:00:00.000+0000",
    }


def case(action: str, case_id: str, reference: str = "ada", **named: str) -> dict[str, Any]:
    said = {"relations_path_id": "{path}", "case_id": case_id, **named}
    name = f"{action} {case_id} {reference}"
    return {"memberRefId": reference, "action": action, "eventRefId": name, "metadata": said}


OPENED = [case("case.opened", "a")]
REACHED = [case("case.milestone", "a", milestone_id="{milestone}")]
SALE = [_sale(10)]
MIXED = [_sale(2), _sale(3), _sale(3), _sale(1, "bob"), *OPENED, *REACHED, case("case.opened", "b")]


def nine_sales(stage: Stage) -> None:
    """The tenth makes a badge, and with five points the level that comes with eight more of them."""
    stage.club.done(f"{playing.BASE}/settings", {"action_points": {"sale": 5}})
    for number in range(1, 10):
        told(stage, _sale(number))
    stage.house.pump.drain()


def a_path_with_a_rank(stage: Stage) -> None:
    _a_path(stage)
    _a_rank(stage)
    stage.house.pump.drain()
    stage.wait(minutes=3)
    stage.calm()


def a_case_opened(stage: Stage) -> None:
    a_path_with_a_rank(stage)
    told(stage, *_filled(stage, OPENED))
    stage.house.pump.drain()


def a_mixed_batch_told(stage: Stage) -> None:
    a_path_with_a_rank(stage)
    told(stage, _sale(1))
    stage.house.pump.drain()
    told(stage, *_filled(stage, MIXED))


def a_case_that_the_stream_lost(stage: Stage) -> None:
    """It reached a milestone; that was counted with the request, and no board has heard of it."""
    a_case_opened(stage)
    told(stage, *_filled(stage, REACHED))
    stage.house.faults.lose_next = 10_000
    stage.house.pump.drain()
    stage.wait(minutes=3)


def cards_that_no_board_knows(stage: Stage) -> None:
    """Cases on a path that had no rank; now it has one, and the stream is lost."""
    _a_path(stage)
    for reference in ("ada", "bob", "cid"):
        told(stage, *_filled(stage, [case("case.opened", "a", reference)]))
    told(stage, *_filled(stage, REACHED))
    stage.calm()
    stage.house.faults.lose_next = 10_000
    _a_rank(stage)
    stage.house.pump.drain()


def _a_path(stage: Stage) -> None:
    made = playing.path(stage.club)
    stage.notes["path"] = made["id"]
    stage.notes["milestone"] = made["activity_types"]["milestones"][0]["id"]


def _a_rank(stage: Stage) -> None:
    settings = {"relations_path_id": stage.notes["path"], "milestone_id": stage.notes["milestone"]}
    playing.rank(stage.club, name="Converters", icon="duck", rule="conversion_rate", settings=settings)


def _filled(stage: Stage, events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {**one, "metadata": {name: value.format(**stage.notes) for name, value in one["metadata"].items()}}
        if "metadata" in one
        else one
        for one in events
    ]


def a_card_is_the_sum_of_its_events(_: Stage, items: list[Item]) -> None:
    """By what is stored: each sale once, for all time. Counted or not is by the marks."""
    told_of: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items:
        if item["sk"].startswith("AE#") and item["a"] in ACTIONS:
            told_of[item["pk"].rpartition("#")[2], item["a"]].append(item)
    for item in items:
        action = _action_of(item)
        if action:
            events = told_of[item["pk"].rpartition("#")[2], action]
            value = {"sale": lambda one: one.get("s"), "email.sent": lambda _: 1}[action]
            counted = [value(one) for one in events if value(one) is not None]
            known = len(bytes(item.get("m", b""))) // MARK
            wanted = sum((Decimal(one) for one in counted), Decimal(0))
            assert known <= len(events)
            assert item.get("s", {}).get(ACTIONS[action], {}).get("n", 0) == wanted


def a_card_is_the_sum_of_its_cases(_: Stage, items: list[Item]) -> None:
    cases = [item for item in items if item["sk"].startswith("CS#")]
    opened = Counter(item["pk"] for item in cases if "o" in item)
    reached = Counter(
        (item["pk"], milestone) for item in cases if "o" in item for milestone in item.get("r", {})
    )
    cards = [item for item in items if item["sk"].startswith("CC#")]
    assert sum((Counter({card["pk"]: int(card["o"]["n"])}) for card in cards), Counter()) == opened
    found = Counter(
        {(card["pk"], uid): int(one["n"]) for card in cards for uid, one in card.get("r", {}).items()}
    )
    assert +found == reached


def _action_of(item: Item) -> str | None:
    return next((action for action in ACTIONS if item["sk"] == f"X#{digest(action)}"), None)


INVARIANTS = (a_card_is_the_sum_of_its_events, a_card_is_the_sum_of_its_cases)
