"""What stands before each flow of rewards, and what must hold of awards and points whatever happened."""

from collections import Counter
from itertools import accumulate
from typing import Any

from chalicelib.domain.events import event_uid
from chalicelib.domain.points import entry_uid
from tests.awarding import given
from tests.faults.flow import Arrange
from tests.faults.stage import Item, Stage

GIVEN = {"Claimed": "reward_issued", "Expired": "reward_expired", "Cancelled": "reward_cancelled"}


def an_award(**reward: Any) -> Arrange:
    """Of five points; it is Held, and nothing has looked at it."""

    def arrange(stage: Stage) -> None:
        a_member(stage)
        stage.notes["award"] = given(stage.club, stage.notes["uid"], **reward)

    return arrange


def two_awards(stage: Stage) -> None:
    a_member(stage)
    for name in ("award", "other"):
        stage.notes[name] = given(stage.club, stage.notes["uid"], key=name, acknowledgement=True)


def a_member(stage: Stage) -> None:
    stage.notes["uid"] = stage.club.person(email="ada@example.org", member_ref="M-1")["uid"]


def waited(**duration: float) -> Arrange:
    return lambda stage: stage.wait(**duration)


def settled(stage: Stage) -> None:
    stage.house.settle()


def balances_are_their_ledgers(_: Stage, items: list[Item]) -> None:
    """W5, G1: of every contact, in the order of its entries; and the peak is the highest sum on the way."""
    ledgers: dict[str, list[Item]] = {}
    for entry in (item for item in items if item["sk"].startswith("PL#")):
        ledgers.setdefault(entry["pk"], []).append(entry)
    wanted = {}
    for pk, entries in ledgers.items():
        entries.sort(key=lambda entry: entry["number"])
        sums = list(accumulate(entry["points"] for entry in entries))
        assert [(entry["number"], entry["balance"]) for entry in entries] == list(enumerate(sums, start=1))
        wanted[pk] = (sums[-1], len(sums), max(0, *sums), len(sums))
    kept = {
        item["pk"]: (item["points"], item["entries"], item["peak"], item["peaked"])
        for item in items
        if item["sk"] == "PT"
    }
    assert kept == wanted


def an_award_tells_and_gives_what_it_became_once(_: Stage, items: list[Item]) -> None:
    """W1, and R4 for awards: one event of its end, and points exactly if it is claimed and gives some."""
    events = {item["uid"] for item in items if item["sk"] == "EV" and item["resource"] == "award"}
    awards = [item for item in items if item["sk"] == "AW"]
    ended = {event_uid(GIVEN[one["state"]], one["uid"], 1) for one in awards if one["state"] in GIVEN}
    assert events == ended
    paid = {one["uid"] for one in awards if one["state"] == "Claimed" and one["gives"] == "points"}
    entries = [item for item in items if item["sk"].startswith("PL#") and item["source"].startswith("award:")]
    assert Counter(entry["uid"] for entry in entries) == Counter(entry_uid(f"award:{uid}") for uid in paid)


def nothing_is_given_early_or_without_its_claim(_: Stage, items: list[Item]) -> None:
    """W2, W3."""
    for one in (item for item in items if item["sk"] == "AW" and item["state"] == "Claimed"):
        assert one["issued"] >= one["available"]
        assert not one["acknowledgement"] or "claim_uid" in one
        if one["acknowledgement"] and "point_in_time" in one:
            assert one["issued"] < one["point_in_time"]


INVARIANTS = (
    balances_are_their_ledgers,
    an_award_tells_and_gives_what_it_became_once,
    nothing_is_given_early_or_without_its_claim,
)
# At every moment, W5 among them.
ALWAYS = INVARIANTS
