"""What stands before each flow of events and targets, and what must hold of them whatever happened."""

from collections import Counter
from decimal import Decimal
from typing import Any

from chalicelib.domain.rules.tokens import digest
from chalicelib.domain.targets.measure import GONE
from chalicelib.domain.targets.target import Level
from chalicelib.store import enrolment_codec
from tests.competing import Arena
from tests.domain.awards import a_reward
from tests.domain.targets.making import days
from tests.faults.activities import told
from tests.faults.stage import Item, Stage
from tests.targeting import TARGET, Range

# Not of points: which of two levels is told first is by which award comes first, and that is any.
GOAL = a_reward(uid="R" * 20, achievement=TARGET, name="A cap", gives="badge")
GOLD = a_reward(uid="L" * 20, achievement=TARGET, name="A scarf", gives="badge")


def lap(number: int, reference: str = "ada") -> dict[str, Any]:
    return {"memberRefId": reference, "action": "lap", "eventRefId": f"lap {reference} {number}"}


# The second lap of the day meets it; the milestone beside it wants three.
LONE = [lap(2)]
BATCH = [lap(2), lap(3), lap(3), lap(1, "bob")]


def one_lap(stage: Stage) -> None:
    """Ada and bob are in a streak that wants two laps a day, and in a milestone of three; ada has done one."""
    range_ = Range(Arena(stage.club))
    levels = (Level("gold", 1, (GOLD.uid,)),)
    cycles = days(10, "2026-11-21")
    given: dict[str, Any] = {"event_name": "lap", "rewards": (GOAL.uid,)}
    range_.streak(cycles, value=Decimal(2), levels=levels, made=(GOAL, GOLD), **given)
    milestone = str(int(TARGET) + 1)
    range_.milestone(cycles, uid=milestone, value=Decimal(3), target_type="COUNT", event_name="lap")
    range_.met("ada", "bob")
    for who in ("ada", "bob"):
        range_.enrolled(who)
        range_.enrolled(who, milestone)
    told(stage, lap(1))
    stage.house.pump.drain()


def a_batch_told(stage: Stage) -> None:
    one_lap(stage)
    told(stage, *BATCH)


def two_laps(stage: Stage) -> None:
    """The streak's day is met; nothing has followed that yet."""
    one_lap(stage)
    told(stage, *LONE)


def a_day_missed(stage: Stage) -> None:
    two_laps(stage)
    stage.house.pump.drain()
    stage.calm()
    stage.wait(days=2)


def a_break_told(stage: Stage) -> None:
    """The sweep has told it; nothing has followed that yet."""
    a_day_missed(stage)
    stage.house.faults.lose_next = 10_000
    stage.house.sweep()


def a_goal_is_told_once_and_only_where_it_was_reached(_: Stage, items: list[Item]) -> None:
    """R3, R4 for targets: by the enrolments that stand."""
    achieved = Counter(
        (item["pk"].rpartition("#")[2], item["sk"].removeprefix("EN#"))
        for item in items
        if item["sk"].startswith("EN#")
        for cell in _read(item).cells.values()
        if cell.achieved
    )
    events = [(item["contact"], item["subject"], item["uid"]) for item in _told(items, "target_achieved")]
    assert len(events) == len(set(events))
    assert Counter((contact, target) for contact, target, _ in events) == achieved


def a_measure_is_the_number_of_its_laps(_: Stage, items: list[Item]) -> None:
    laps = Counter(item["pk"].rpartition("#")[2] for item in items if _is_lap(item))
    for item in items:
        if item["sk"] == f"X#{digest('lap')}":
            for sums in item.get("g", {}).values():
                counted = sum(value for number, value in sums.items() if number != str(GONE))
                assert counted == laps[item["pk"].rpartition("#")[2]]


def each_that_was_told_gives_its_rewards_once(_: Stage, items: list[Item]) -> None:
    told_of = [*_told(items, "target_achieved"), *_told(items, "streak_level_reached")]
    wanted = Counter((one["contact"], one["uid"], uid) for one in told_of for uid in one["data"]["rewards"])
    given = Counter(
        (item["contact"], item["issue"], item["reward"])
        for item in items
        if item["sk"] == "AW" and item["achievement"].isdigit()
    )
    assert given == wanted


def what_stands_is_indexed(_: Stage, items: list[Item]) -> None:
    """An event finds exactly the targets that stand."""
    targets = {item["uid"] for item in items if item["sk"].startswith("T#") and "#TG#" in item["pk"]}
    rows = {item["sk"].removeprefix("TG#") for item in items if "#RI#" in item["pk"] and _is_row(item)}
    assert rows == targets


def _is_row(item: Item) -> bool:
    return bool(item["sk"].startswith("TG#"))


def _told(items: list[Item], name: str) -> list[Item]:
    return [item for item in items if item["sk"] == "EV" and item["name"] == name]


def _read(item: Item) -> Any:
    return enrolment_codec.read(item, contact="", target="")


def _is_lap(item: Item) -> bool:
    return bool(item["sk"].startswith("AE#") and item["a"] == "lap")


INVARIANTS = (
    a_goal_is_told_once_and_only_where_it_was_reached,
    a_measure_is_the_number_of_its_laps,
    each_that_was_told_gives_its_rewards_once,
    what_stands_is_indexed,
)
