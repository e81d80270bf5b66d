"""Boards as tests look at them: what people are shown, and all that is kept of them, held against each other."""

from collections import Counter
from datetime import timedelta
from typing import Any

from chalicelib.actions import boards
from chalicelib.actions.boards import Page
from chalicelib.domain.boards import tree
from chalicelib.store.codec import decode_item
from tests.asking import Club
from tests.competing import EVENTS


def sale(reference: str, value: float, **more: Any) -> dict[str, Any]:
    return {"memberRefId": reference, "action": "sale", "sourceValue": value, **more}


def email(reference: str, **more: Any) -> dict[str, Any]:
    return {"memberRefId": reference, "action": "email.sent", **more}


class Boards:
    """The boards of a club."""

    def __init__(self, club: Club) -> None:
        self.club, self.house = club, club.house
        self.table = club.house.wired.table.of(club.tenant)

    def tell(self, *events: dict[str, Any]) -> None:
        reply = self.club.ask("POST", EVENTS, list(events))
        assert reply.status == 200, reply.body[:2000]
        assert {one["status"] for one in reply.json["data"]} == {"accepted"}

    def page(
        self, board: str = "sales", window: str = "all", *, limit: int = 100, contact: str | None = None
    ) -> Page:
        now = self.house.clock.now()
        return boards.scores(self.table, board, window, limit=limit, contact=contact, now=now)

    def shown(self, board: str = "sales", window: str = "all") -> list[tuple[int, str | None, int]]:
        """(place, first name, score) of each row."""
        return [(row.place, row.user.first_name, row.score) for row in self.page(board, window).rows]

    def wait(self, **duration: float) -> None:
        """Time passes, and whatever falls due is done."""
        self.house.turn_to(self.house.clock.now() + timedelta(**duration))

    def led(self) -> list[str]:
        """The references of those who were told of as leading, in turn."""
        items = [decode_item(item) for item in self.club.items()]
        told = [item for item in items if item["sk"] == "EV" and item["name"] == "rank_taken"]
        names = {item["uid"]: item["member_ref"] for item in items if item["sk"] == "C"}
        return [names[one["contact"]] for one in sorted(told, key=lambda one: one["data"]["turn"])]

    def check(self) -> None:
        """Entries, lists and tree of every board say the same."""
        items = [decode_item(item) for item in self.club.items()]
        check(items)


def check(items: list[dict[str, Any]]) -> None:
    """Everything that is kept of boards follows from the standings."""
    listed = {item["pk"] + item["sk"]: int(item["s"]) for item in items if _is_entry(item) and "lpk" in item}
    stood: dict[str, int] = {}
    counted: dict[str, Counter[str]] = {}
    for item in items:
        if _is_entry(item) and "r" in item:
            board = item["sk"].split("#")[1]
            for window, score in item.get("a", {}).items():
                stood[f"{item['pk']}BE#{board}#{window}"] = int(score)
                prefix = f"{item['pk'].partition('#')[0]}|{board}|{window}"
                for node, counts in tree.delta([(None, int(score))]).items():
                    counted.setdefault(f"{prefix}|{node}", Counter()).update(counts)
    assert listed == stood
    assert nodes(items) == {name: dict(counts) for name, counts in counted.items()}


def nodes(items: list[dict[str, Any]]) -> dict[str, dict[str, int]]:
    """What the tree's nodes count, by tenant, board, window and node, of the boards as they stand."""
    found: dict[str, dict[str, int]] = {}
    generations = {item["pk"]: item.get("g", 0) for item in items if item["sk"] == "BD"}
    for item in items:
        t, _, *rest = item["pk"].split("#")
        if item["sk"] == "BD":
            (board, window), node = rest, ""
        elif item["sk"] == "BN":
            board, window, generation, node = rest
            if int(generation) != generations[f"{t}#BD#{board}#{window}"]:
                continue
        else:
            continue
        counts = {cell: n for cell, n in item.items() if tree.is_counter(cell) and n}
        if counts:
            found[f"{t}|{board}|{window}|{node}"] = counts
    return found


def _is_entry(item: dict[str, Any]) -> bool:
    return str(item["sk"]).startswith("BE#")
