"""What stands before each flow of the game, and what must hold of badges and levels whatever happened."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal

from chalicelib.actions import telling
from chalicelib.domain.events import new_rank
from chalicelib.domain.gamification.badges import CATALOGUE
from chalicelib.domain.gamification.levels import level_at
from tests.awarding import table_of
from tests.faults import rewards
from tests.faults.stage import Item, Stage
from tests.gaming import issue, play

SELLERS_RULES = "badge:the_seller"
NAMES = {badge.id: badge.name for badge in CATALOGUE}


def mails_wanted(stage: Stage) -> None:
    """Of all that the game tells, and of what it follows."""
    events = ("achievement_completed", "new_level", "new_badge", "new_rank")
    wanted = {event: [{"action": "send-templated-email", "template": event}] for event in events}
    stage.club.done("triggers/", wanted)


def points_for_all(stage: Stage) -> None:
    play(stage.club, badge_default=Decimal("2.5"), achievement_default=Decimal(5))


def an_earned_badge(stage: Stage) -> None:
    """The same badge by two issues, the later one told first: none of them is followed yet."""
    rewards.a_member(stage)
    points_for_all(stage)
    now = stage.house.clock.now()
    for key, at in (("1", now), ("2", now - timedelta(hours=1))):
        issue(stage.club, stage.notes["uid"], SELLERS_RULES, key, at)


def an_earned_achievement(stage: Stage) -> None:
    rewards.a_member(stage)
    points_for_all(stage)
    issue(stage.club, stage.notes["uid"])


def a_finish(stage: Stage) -> None:
    """Of a type that says itself what it is worth, and reached level_8 with it."""
    points_for_all(stage)
    stage.club.finished(kind=stage.club.type(points=5))


def a_first_place(stage: Stage) -> None:
    rewards.a_member(stage)
    now = stage.house.clock.now()
    said = {"contact_name": "Ada Berger", "contact_resource": "person", "taken_date": now.isoformat()}
    told = new_rank("r" * 24, stage.notes["uid"], 1, now, {"rank_name": "Top", "score": "62.5", **said})
    telling.write(table_of(stage.club), [], [told])


def a_badge_is_told_once_and_dated_as_its_first_issue(_: Stage, items: list[Item]) -> None:
    """C18."""
    had = {(one["pk"], NAMES[int(one["sk"][3:])]): one["at"] for one in items if one["sk"].startswith("BG#")}
    events = [item for item in items if item["sk"] == "EV"]
    told = Counter(
        (f"example#P#{one['contact']}", one["data"]["badge"]) for one in _named(events, "new_badge")
    )
    assert told == Counter(had.keys()), "told, and had"
    followed = [one for one in _named(events, "achievement_issued") if "followed" in one]
    for one in (one for one in followed if one["subject"].startswith("badge:")):
        place = (f"example#P#{one['contact']}", one["subject"].removeprefix("badge:"))
        assert had[place] <= one["created"]


def a_level_is_told_once_and_only_if_it_was_reached(_: Stage, items: list[Item]) -> None:
    """G1: the highest that is told is that of the peak."""
    peaks = {item["pk"]: level_at(item["peak"]).number for item in items if item["sk"] == "PT"}
    told: dict[str, list[int]] = {}
    for event in _named([item for item in items if item["sk"] == "EV"], "new_level"):
        told.setdefault(f"example#P#{event['contact']}", []).append(int(event["data"]["level_number"]))
    assert all(len(set(numbers)) == len(numbers) for numbers in told.values()), f"told twice: {told}"
    reached = {pk: number for pk, number in peaks.items() if number}
    assert {pk: max(numbers) for pk, numbers in told.items()} == reached, "told, and reached"


def _named(events: list[Item], name: str) -> list[Item]:
    """But for those of a contact that was erased: they say nothing any more."""
    return [event for event in events if event["name"] == name and event["data"]]


INVARIANTS = (
    a_badge_is_told_once_and_dated_as_its_first_issue,
    a_level_is_told_once_and_only_if_it_was_reached,
)
