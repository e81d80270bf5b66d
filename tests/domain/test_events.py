"""Events say what happened to what; in the outbox they are due until all that follows is written."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain import events
from chalicelib.domain.events import Event, event_uid
from chalicelib.domain.outbox import HEAD_START, tell

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
SAID = {"name": "Ada", "contact_resource": "person"}

TOLD: list[tuple[Callable[[], Event], str, str, str, str, dict[str, Any]]] = [
    # the event, its name, what it happened to and of which kind, whose cause it follows from, its snapshot
    (lambda: events.achievement_completed("a", "c", 2, NOON, SAID), "achievement_completed", "achievement", "a", "a|2", SAID),
    (lambda: events.achievement_reopened("a", "c", 2, NOON, SAID), "achievement_reopened", "achievement", "a", "a|2", SAID),
    (
        lambda: events.achievement_issued("a", "c", "2026-W47", NOON, SAID),
        "achievement_issued",
        "competition_achievement",
        "a",
        "a|c|2026-W47|1",
        {"achievement": "a", "key": "2026-W47", **SAID},
    ),
    (lambda: events.new_level("c", "gold", NOON, SAID), "new_level", "person", "c", "c|gold|1", SAID),
    (lambda: events.new_badge("c", "first", NOON, SAID), "new_badge", "person", "c", "c|first|1", SAID),
    (lambda: events.new_rank("r", "c", 3, NOON, SAID), "new_rank", "rank", "r", "r|3", SAID),
    (lambda: events.rank_taken("b", "c", 3, NOON, SAID), "rank_taken", "board", "b", "b|3", {"board": "b", "turn": 3, **SAID}),
    (lambda: events.contact_renamed("person", "c", 4, NOON, SAID), "contact_renamed", "person", "c", "c|4", SAID),
    (lambda: events.profile_changed("organisation", "c", 4, NOON), "profile_changed", "organisation", "c", "c|4", {}),
    (lambda: events.contact_removed("organisation", "c", 4, NOON), "contact_removed", "organisation", "c", "c|4", {}),
]  # fmt: skip


@pytest.mark.parametrize(("tell", "name", "resource", "subject", "cause", "data"), TOLD)
def test_an_event_says_what_happened_and_follows_from_its_cause(
    tell: Callable[[], Event], name: str, resource: str, subject: str, cause: str, data: dict[str, Any]
) -> None:
    what, _, turn = cause.rpartition("|")

    assert tell() == Event(
        name=name,
        uid=event_uid(name, what, int(turn)),
        resource=resource,
        subject=subject,
        contact="c",
        occurred_at=NOON,
        data=data,
    )


def test_an_event_in_the_outbox_is_due_a_little_later() -> None:
    event = TOLD[0][0]()

    told = tell(event)

    assert (told.uid, told.name, told.resource, told.subject) == (event.uid, event.name, "achievement", "a")
    assert (told.contact, told.data) == ("c", SAID)
    assert told.created == told.last_updated == NOON
    assert (told.due, told.state) == (NOON + HEAD_START, "due")


def test_followed_it_is_due_no_more() -> None:
    told = tell(TOLD[0][0]())
    told.put_aside("poison", at=NOON)

    told.follow(at=LATER)

    assert (told.state, told.due, told.followed, told.set_aside) == ("followed", None, LATER, None)
    assert told.last_updated == LATER


def test_set_aside_it_waits_with_the_beginning_of_its_reason() -> None:
    told = tell(TOLD[0][0]())

    told.put_aside("x" * 501, at=LATER)

    assert (told.state, told.due, told.set_aside, told.last_updated) == ("set_aside", None, "x" * 500, LATER)


def test_a_replay_makes_it_due_at_once() -> None:
    told = tell(TOLD[0][0]())
    told.put_aside("poison", at=NOON)

    told.replay(at=LATER)

    assert (told.state, told.due, told.set_aside, told.last_updated) == ("due", LATER, None, LATER)
