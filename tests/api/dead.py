"""A failure of each kind, made as things fail; each maker answers with the uid of what failed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from chalicelib.reactions import book
from chalicelib.store.outbox import MAILS
from chalicelib.store.webhooks import DELIVERIES
from tests.api import failing
from tests.api.test_event_quarantine import broken
from tests.asking import Club
from tests.awarding import table_of
from tests.competing import WINS, Arena, win

HOOK = {"action": "webhook", "url": "https://hooks.example.org/laurel"}


def later(club: Club, minutes: int = 1) -> None:
    club.house.clock.turn_to(club.house.clock.now() + timedelta(minutes=minutes))


def a_dead_mail(club: Club) -> str:
    """Given up after three days of trying."""
    club.finished()
    later(club)
    club.house.pump.drain()
    (mail,) = club.got("mail/?state=sent")["results"][-1:]
    kept = MAILS.load(table_of(club), mail["uid"])
    kept.fail("given up: TooManyRequestsException", at=club.house.clock.now())
    table_of(club).put(MAILS.changed(club.tenant, kept))
    return str(mail["uid"])


def a_dead_webhook(club: Club) -> str:
    club.made("webhook_secret/", None)
    club.done("triggers/", {"achievement_completed": [HOOK]})
    club.house.inbox.answer = lambda _: 500
    club.finished()
    club.house.settle()
    later(club)
    (one,) = club.got("delivery/")["results"]
    kept = DELIVERIES.load(table_of(club), one["uid"])
    kept.end("failed", "given up: answered 500", at=club.house.clock.now())
    table_of(club).put(DELIVERIES.changed(club.tenant, kept))
    return str(one["uid"])


def a_dead_event(club: Club) -> str:
    finished = club.finished()
    later(club)
    (event,) = club.got(f"event/?subject={finished['uid']}")["results"]
    book._set_aside(table_of(club), event["uid"], "LookupError: for the test", club.house.clock.now())
    return str(event["uid"])


def a_poison_event(club: Club) -> str:
    arena = Arena(club)
    broken(arena, arena.live("ten-wins", WINS))
    arena.told(win("ada", 1))
    uid: str = club.got("/api/example/events/quarantine")["data"][0]["id"]
    return uid


def a_dead_record(club: Club) -> str:
    return failing.left(table_of(club), 7, at=club.house.clock.now()).uid


MAKERS: dict[str, Callable[[Club], str]] = {
    "event": a_dead_event,
    "activity": a_poison_event,
    "mail": a_dead_mail,
    "webhook": a_dead_webhook,
    "record": a_dead_record,
}


def listed(club: Club, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = club.got(f"failure/{query}")["results"]
    return found
