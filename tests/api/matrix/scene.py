"""A furnished club in which each route can do what it is for; everything is put back after each request."""

import pickle
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from chalicelib.api.call import Endpoint
from chalicelib.api.targets.face import TWIN
from sandbox import ministack
from sandbox.gateway import Reply
from tests.api import aiming, competing, fresh, furniture
from tests.api.matrix.callers import STYLES, Caller, callers, shown
from tests.api.routes import Furnished
from tests.asking import Club

FLOCK = "/api/v1/{flock}/"
PUBLIC = "/api/v1/public/{flock}/"
TOKEN = "/oauth/token"
FORM = "application/x-www-form-urlencoded"


class Scene(Furnished):
    """`ask` asks one route, as one caller in one style; whatever that changed is undone."""

    def __init__(self, club: Club) -> None:
        super().__init__(club)
        club.house.wired.papers = Undrawn()  # who may have a paper is asked here, not how it looks
        person = club.got(f"person/{self.records['person']['uid']}/")
        club.done(
            f"person/{person['uid']}/", {"date_of_birth": "1990-01-01"}
        )  # else who has guardians is a child
        self.callers = callers(club, person)
        self.records["person"] = club.got(f"person/{person['uid']}/")
        self.records["customer"] = person["number"]
        aiming.enrolled(club, self.records["target"], person["number"])
        self._ready: dict[tuple[str, str], fresh.Asked] = {}
        self._special = _special(self)
        self._live = _live(club)
        self._kept = b""

    def prepare(self, endpoints: list[Endpoint]) -> None:
        """Make what each of these needs, and remember how the table stands then."""
        for endpoint in sorted(endpoints, key=lambda one: one.method == "GET"):
            if endpoint.method == "GET":
                self.records |= self._live  # members see no drafts
            self._ready[endpoint.method, endpoint.path] = self._asked(endpoint)
        self.club.house.settle()
        self._kept = pickle.dumps(self._table)

    def styles(self, endpoint: Endpoint) -> tuple[str, ...]:
        """A client shows its key to the token's route as its password, and no otherwise."""
        return ("Basic",) if endpoint.path == TOKEN else tuple(STYLES)

    def ready(self, endpoint: Endpoint) -> fresh.Asked:
        """Where a route is asked, and with what body."""
        return self._ready[endpoint.method, endpoint.path]

    def ask(self, endpoint: Endpoint, who: str, style: str) -> Reply:
        target, body = self.ready(endpoint)
        return self.asked(endpoint, target, body, self.callers[who], style)

    def asked(self, endpoint: Endpoint, target: str, body: Any, who: Caller, style: str) -> Reply:
        headers, raw = shown(style, who), None
        if endpoint.path == TOKEN:
            headers["Content-Type"], raw = FORM, b"grant_type=client_credentials"
        try:
            return self.club.ask(endpoint.method, target, body, role=None, headers=headers, raw=raw)
        finally:
            if endpoint.method != "GET":
                self._put_back()

    def _asked(self, endpoint: Endpoint) -> fresh.Asked:
        made = self._special.get(f"{endpoint.method} {endpoint.path}")
        if made is None:
            return self._fresh(endpoint)
        uid, query = made.get("uid"), made.get("query")
        target = self.target(endpoint, uid=uid) + (f"?{urlencode(query)}" if query else "")
        if "contact" in made:
            target = target.replace("0" * 24, made["contact"])
        return fresh.Asked(target, made.get("body", self.body(endpoint)))

    def _fresh(self, endpoint: Endpoint) -> fresh.Asked:
        if endpoint.method != "POST":
            return fresh.Asked(self.target(endpoint), self.body(endpoint))
        target, body = fresh.asked(self, replace(endpoint, path=endpoint.path.removeprefix(TWIN)))
        return fresh.Asked((TWIN if endpoint.twin else "") + target, body)

    @property
    def _table(self) -> Any:
        tables = ministack.load()["dynamodb"]._tables  # type: ignore[attr-defined]  # copied whole: quicker
        return tables[self.club.house.settings.table]

    def _put_back(self) -> None:
        with ministack.LOCK:
            table = self._table
            table.clear()
            table.update(pickle.loads(self._kept))


def _live(club: Club) -> dict[str, Any]:
    """An achievement by rules that goes on, and its reward."""
    body = competing.with_reward(pointInTime=None)
    body["achievement"]["achievementLiveStatus"] = "Live"
    made = competing.post(club, body).json["data"]
    reward = club.got(f"{competing.SPACE}/reward/entity/{made['id']}")["data"][0]
    return {"competition": made, "reward": reward}


class Undrawn:
    """A press that prints nothing."""

    def draw(self, *_: Any, **__: Any) -> bytes:
        return b"%PDF-"

    prove = draw


def _special(scene: Scene) -> dict[str, dict[str, Any]]:
    """What routes need that the furniture has not: a record in another state, or a query."""
    club, person = scene.club, scene.records["person"]
    kind = scene.records["achievement_type"]
    you = {"query": {"user_id": person["number"]}}
    whole = club.start(kind, person)["uid"]
    club.done(f"achievement/{whole}/complete_all_steps/")
    finished = club.finished(contact=person, kind=kind)["uid"]
    member = scene.records["member"]["uid"]
    friend = club.person()["uid"]
    club.made(f"member/{member}/link/", {"contact": friend})
    club.done(f"member/{member}/override/", furniture.bodies(scene.records)["OverrideBody"])
    return {
        f"PUT {FLOCK}achievement/{{uid}}/finish": {"uid": whole},
        f"PUT {FLOCK}achievement/{{uid}}/reopen": {"uid": finished},
        f"GET {FLOCK}export": {"query": {"kind": "contact"}},
        f"GET {FLOCK}user/membership": {"query": {"email": person["email"]}},
        f"DELETE {FLOCK}member/{{uid}}/link/{{contact}}": {"contact": friend},
        f"GET {PUBLIC}member/{{uid}}/certificate": {"uid": member},
        f"GET {PUBLIC}member/{{uid}}/invoice": {"uid": member},
        f"GET {PUBLIC}achievement/{{uid}}/certificate": {"uid": finished},
        f"GET {PUBLIC}achievement/{{uid}}/credential": {"uid": finished},
        f"GET {PUBLIC}key/{{uid}}": {"uid": scene.records["signing_key"]["uid"]},
        f"GET {PUBLIC}status/{{uid}}/{{shard}}": {"uid": scene.records["signing_key"]["uid"]},
        f"GET {PUBLIC}invoice/{{uid}}/pdf": {"uid": scene.records["invoice"]["uid"]},
        f"GET {PUBLIC}quote/{{uid}}/pdf": {"uid": scene.records["quote"]["uid"]},
        f"GET {PUBLIC}verify/{{uid}}": {"uid": scene.records["member"]["link_id"]},
        "GET /gamification/badges": you,
        "GET /gamification/level": you,
        "PUT /gamification/stream/{event_id}/high-five": you,
        "DELETE /gamification/stream/{event_id}/high-five": you,
    }
