"""One request of each face, with all that DynamoDB answers to it, so that a process without a table can serve it."""

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from chalicelib import wiring
from sandbox import residents
from sandbox.clock import Clock
from sandbox.engines import InProcessEngine
from sandbox.house import House
from tests.api import competing, playing
from tests.asking import Club
from tests.house import target_costs
from tests.secretary import Secretary

Ask = Callable[[], Any]


def _shown(club: Club) -> Ask:
    uid = club.start()["uid"]
    return lambda: club.got(f"achievement/{uid}/")


def _told(club: Club) -> Ask:
    competing.made(club, achievementLiveStatus="Live")
    event = {"memberRefId": "m1", "action": "win", "eventRefId": "e1", "sourceValue": 10}
    return lambda: competing.post(club, [event], "events")


def _scores(club: Club) -> Ask:
    uid = playing.rank(club)["id"]
    return lambda: club.got(f"{playing.RANKS}/{uid}/scores?limit=15", role="member")


def _standing(club: Club) -> Ask:
    Secretary(club).active()
    club.house.settle()
    return lambda: club.got("user/membership?email=ada@example.org")


def _paper(club: Club) -> Ask:
    member = Secretary(club).active()
    club.house.settle()
    path = f"/api/v1/public/{club.tenant}/member/{member['uid']}/certificate/"
    return lambda: club.ask("GET", path, role=None)


def _health(club: Club) -> Ask:
    return lambda: club.ask("GET", "/health", role=None)


SHOWN = "000: show an achievement"
KINDS: dict[str, Callable[[Club], Ask]] = {
    "health": _health,
    SHOWN: _shown,
    "001: one event": _told,
    "002: a page of scores": _scores,
    "003: status by e-mail": _standing,
    "004: status in two targets": target_costs.a_status,
    "certificate (PDF)": _paper,
}


def record(path: Path) -> list[str]:
    """Writes each kind's event, its calls' answers and its status; their names."""
    engine = InProcessEngine(now := Clock(frozen=True, start=datetime.now(UTC)).now)
    try:
        told = {name: _recorded(engine, now, prepared) for name, prepared in KINDS.items()}
    finally:
        wiring.use(None)
        engine.close()
    path.write_text(json.dumps(told))
    return list(KINDS)


def _recorded(
    engine: InProcessEngine, now: Callable[[], datetime], prepared: Callable[[Club], Ask]
) -> dict[str, Any]:
    engine.reset()
    house = House(engine, Clock(frozen=True, start=now()), pause=lambda _: None)
    ask = prepared(Club(house, residents.move_in(house, "a seed for the benchmark")))
    answers: list[tuple[str, int, str]] = []

    def heard(http_response: Any, model: Any, **_: Any) -> None:
        body = base64.b64encode(http_response.content).decode()
        answers.append((model.name, http_response.status_code, body))

    client = house.engine.client("dynamodb")
    client.meta.events.register("after-call.dynamodb", heard)
    house.wired = replace(
        house.wired, clients=lambda _: client
    )  # knows nothing yet, as a container that starts
    wiring.use(house.wired)
    event, status = _overheard(house, ask)
    return {"event": event, "status": status, "answers": answers}


def _overheard(house: House, ask: Ask) -> tuple[dict[str, Any], int]:
    """What the gateway handed to the app, and the status of the app's answer."""
    app, said = house.gateway._app, []

    class Between:
        routes = app.routes

        def __call__(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
            answer: dict[str, Any] = app(event, context)
            said.append((event, answer["statusCode"]))
            return answer

    house.gateway._app = Between()
    try:
        ask()
    finally:
        house.gateway._app = app
    ((event, status),) = said
    assert status < 300, status
    return event, status
