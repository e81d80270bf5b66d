"""The kinds of request that are measured: what stands before, and what is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from chalicelib.actions import ranks
from sandbox.house import House
from tests import scored
from tests.api import competing, playing
from tests.asking import Club
from tests.awarding import table_of
from tests.house import game_costs, target_costs
from tests.secretary import Secretary

CROWD = 100
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Kind:
    """`prepared` makes what it needs and gives back the request."""

    name: str
    prepared: Callable[[Club], Callable[[], Any]]


def shown(club: Club) -> Callable[[], Any]:
    uid = club.start()["uid"]
    return lambda: club.got(f"achievement/{uid}/")


def shown_by_token(club: Club) -> Callable[[], Any]:
    uid = club.start()["uid"]
    form = {"grant_type": "client_credentials", "client_secret": club.keys["admin"]}
    raw, headers = urlencode(form).encode(), {"Content-Type": FORM}
    token = club.ask("POST", "/oauth/token", role=None, raw=raw, headers=headers).json["access_token"]
    bearer = {"Authorization": f"Bearer {token}"}
    return lambda: club.got(f"achievement/{uid}/", role=None, headers=bearer)


def listed(club: Club) -> Callable[[], Any]:
    kind = club.type()
    for number in range(25):
        club.start(kind, club.person(email=f"ada{number}@example.org"))
    return lambda: club.got("achievement/?page_size=25")


def created(club: Club) -> Callable[[], Any]:
    refs = {
        "achievement_type_ref": club.type()["uri"],
        "contact_ref": club.person(email="ada@example.org")["uri"],
    }
    return lambda: club.made("achievement/", refs)


def ticked(club: Club) -> Callable[[], Any]:
    uid = club.start()["uid"]
    return lambda: club.done(f"achievement/{uid}/complete_step/", {"number": 1}, role="coach")


def finished(club: Club) -> Callable[[], Any]:
    uid = club.start()["uid"]
    club.done(f"achievement/{uid}/complete_all_steps/", role="coach")
    return lambda: club.done(f"achievement/{uid}/finish/", role="coach")


def told(many: int) -> Callable[[Club], Callable[[], Any]]:
    def prepared(club: Club) -> Callable[[], Any]:
        competing.made(club, achievementLiveStatus="Live")
        for who in range(many):
            game_costs.tell(club, "win", memberRefId=f"m{who}")
        club.house.settle()
        events = [
            {"memberRefId": f"m{who}", "action": "win", "eventRefId": f"e{who}", "sourceValue": 10}
            for who in range(many)
        ]
        return lambda: competing.post(club, events, "events")

    return prepared


def scores(club: Club) -> Callable[[], Any]:
    uid, table = playing.rank(club)["id"], table_of(club)
    mia = club.residents.member
    members = [*scored.crowd(CROWD), scored.Member(mia["contact"], mia["number"], 5_000)]
    table.put_many(scored.cards(table, members))
    scored.preload(table, ranks.get(table, uid).board, members)
    return lambda: club.got(f"{playing.RANKS}/{uid}/scores?limit=15", role="member")


def status(club: Club) -> Callable[[], Any]:
    Secretary(club).active()
    club.house.settle()
    path = "user/membership?email=ada@example.org"
    club.got(path)
    return lambda: club.got(path)


def certificate(club: Club) -> Callable[[], Any]:
    member = Secretary(club).active()
    club.house.settle()
    path = f"/api/v1/public/{club.tenant}/member/{member['uid']}/certificate/"
    return lambda: club.ask("GET", path, role=None)


KINDS = (
    Kind("show an achievement", shown),
    Kind("show by access token", shown_by_token),
    Kind("a page of 25 achievements", listed),
    Kind("start an achievement", created),
    Kind("tick a step", ticked),
    Kind("finish", finished),
    Kind("one event", told(1)),
    Kind("25 events at once", told(25)),
    Kind("scores, the best 15", scores),
    Kind("status by e-mail", status),
    Kind("status in two targets", target_costs.a_status),
    Kind("certificate (PDF)", certificate),
)


class _Overheard:
    """The app, with its latest request and answer."""

    def __init__(self, app: Any) -> None:
        self.app, self.routes = app, app.routes
        self.said: tuple[dict[str, Any], dict[str, Any]] = {}, {}

    def __call__(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
        answer: dict[str, Any] = self.app(event, context)
        self.said = event, answer
        return answer


def captured(house: House, ask: Callable[[], Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The gateway's event of a request, and the app's answer to it."""
    app = house.gateway._app
    overheard = _Overheard(app)
    house.gateway._app = overheard
    try:
        ask()
    finally:
        house.gateway._app = app
    return overheard.said
