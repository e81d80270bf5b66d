"""Every declared route as a real request: the sweeps walk over all of them, not over samples."""

import base64
from typing import Any

import app
from chalicelib.api.call import Endpoint
from chalicelib.api.front import endpoints
from chalicelib.domain.erasure import begun
from chalicelib.store.erasures import ERASURES
from tests.api import aiming, competing, failing, furniture, playing
from tests.asking import Club
from tests.awarding import table_of
from tests.domain.logo_files import a_svg

assert app.app.routes, "the routes declare themselves when the app is imported"

# A twin is the same route under another path: tests/api/test_targets.py holds the two together.
AUTHENTICATED = [endpoint for endpoint in endpoints() if endpoint.who is not None and not endpoint.twin]
WITH_BODY = [endpoint for endpoint in AUTHENTICATED if endpoint.body is not None]
WRITING = [endpoint for endpoint in AUTHENTICATED if endpoint.method in ("POST", "PUT")]
POSTS = [endpoint for endpoint in AUTHENTICATED if endpoint.method == "POST"]
LISTS = [endpoint for endpoint in AUTHENTICATED if "page_size" in endpoint.query]
WITH_UID = [endpoint for endpoint in AUTHENTICATED if "{uid}" in endpoint.path]
# The others' tenant is the key's alone.
OF_A_TENANT = [one for one in AUTHENTICATED if "{flock}" in one.path or "{space}" in one.path]
UNKNOWN_UID = "0" * 24


NOT_422 = {"competitions": (400, 404, 406, 409), "targets": (400,)}


def name(endpoint: Endpoint) -> str:
    """How a route is called in a test's id."""
    return f"{endpoint.method} {endpoint.path.removeprefix('/api/v1/{flock}')}"


def statuses(endpoint: Endpoint, *expected: int) -> tuple[int, ...]:
    """What the face says in place of 422: face 001 has several words for it, each in tests of its own."""
    if endpoint.face not in NOT_422 or 422 not in expected:
        return expected
    return (*(one for one in expected if one != 422), *NOT_422[endpoint.face])


def resource(endpoint: Endpoint) -> str:
    return endpoint.path.removeprefix("/api/v1/{flock}/").split("/")[0]


class Furnished:
    """A club with one record of each kind. `target` is the real path of a route."""

    def __init__(self, club: Club) -> None:
        self.club = club
        _furnish_hooks(club)
        person, kind = club.person(email="reader@example.org"), club.type()
        achievement = club.start(kind, person)
        finished = club.finished(contact=person, kind=kind)
        club.house.settle()
        assert club.ask("POST", "suppression/", {"email": "barred@example.org"}).status == 204
        self.records: dict[str, Any] = {
            "person": person,
            "organisation": club.made("organisation/", {"name": "North East Accountants"}),
            "group": club.made("group/", {"name": "Tuesday squad", "members": [person["uri"]]}),
            "achievement_type": kind,
            "achievement": achievement,
            "api_key": club.made("api_key/", {"role": "coach", "label": "of the furniture"}),
            "event": club.got(f"event/?subject={finished['uid']}")["results"][0],
            "mail": club.got("mail/")["results"][0],
            "delivery": club.got("delivery/")["results"][0],
            **furniture.furnish(club, person),
            **competing.furnish(club, person),
            **playing.furnish(club),
            **aiming.furnish(club),
            **failing.furnish(club),
            "import": self._import(),
            "erasure": self._erasure(),
            "signing_key": _signed(club, finished),
        }

    def _erasure(self) -> Any:
        """Of somebody who was never here, so that no list has a gap."""
        table, now = table_of(self.club), self.club.house.clock.now()
        table.put(ERASURES.new(table.tenant, begun("e" * 24, "person", by="operator", at=now)))
        return self.club.got(f"erasure/{'e' * 24}/")

    def _import(self) -> Any:
        file = {"kind": "contact", "csv": "member_ref,first_name\nX-2,Ada\n", "dry_run": False}
        reply = self.club.ask("POST", "import/", file)
        assert reply.status == 202, reply.body
        return reply.json

    def target(self, endpoint: Endpoint, *, tenant: str | None = None, uid: str | None = None) -> str:
        names = {**competing.path(self.records), **playing.named(self.records)}
        names |= aiming.named(self.records)
        names |= {"email": "nobody@example.org", "contact": UNKNOWN_UID}
        names["shard"] = f"{self.club.house.clock.now():%Y-%m}.0"
        names["flock"] = names["space"] = tenant or self.club.tenant
        if uid and "{uid}" not in endpoint.path:
            names |= {"awardId": uid, "quarantineId": uid}
        found = endpoint.path
        for parameter, value in names.items():
            found = found.replace(f"{{{parameter}}}", value)
        if "{uid}" in found:
            found = found.replace("{uid}", uid or self.records[resource(endpoint)]["uid"])
        return found + "/"

    def body(self, endpoint: Endpoint) -> Any:
        """A body that this route takes, or None where it takes none."""
        if endpoint.body is None:
            return None
        refs = {
            "achievement_type_ref": self.records["achievement_type"]["uri"],
            "contact_ref": self.records["person"]["uri"],
        }
        known = BODIES | furniture.bodies(self.records) | competing.BODIES
        known |= playing.BODIES | aiming.bodies(self.records)
        return known.get(endpoint.body.__name__, {}) or refs


def _signed(club: Club, finished: Any) -> Any:
    """The key of a badge that somebody got."""
    path = f"/api/v1/public/{club.tenant}/achievement/{finished['uid']}/credential/"
    assert club.ask("GET", path, role=None).status == 200
    return club.got("signing_key/")["results"][0]


def _furnish_hooks(club: Club) -> None:
    """A webhook beside what follows a finish anyhow."""
    club.made("webhook_secret/", None)
    triggers = club.got("triggers/")
    hook = {"action": "webhook", "url": "https://hooks.example.org/laurel"}
    club.done("triggers/", triggers | {"achievement_completed": [*triggers["achievement_completed"], hook]})


BODIES: dict[str, Any] = {
    "ContactBody": {"first_name": "Ada", "name": "Ada B."},
    "GroupBody": {"name": "Tuesday squad"},
    "AchievementBody": {"note": "Well on her way."},
    "AchievementTypeBody": {"name": "Badge 3", "steps": ["Forward roll"]},
    "CompleteStep": {"number": 1},
    "StepChoice": {"number": 1},
    "ApiKeyBody": {"role": "coach"},
    "ApiKeyChange": {"label": "office"},
    "SuppressionBody": {"email": "nobody@example.org"},
    "ReplayBody": {"kind": "mail"},
    "ImportBody": {"kind": "contact", "csv": "member_ref,first_name\nX-1,Ada\n", "dry_run": False},
    "TenantBody": {"colour": "#1f5f4a"},
    "LogoBody": {"logo": base64.b64encode(a_svg('<path d="M1 1h7v7z"/>')).decode()},
    "TriggersBody": {
        "achievement_completed": [{"action": "send-templated-email", "template": "achievement_completed"}]
    },
}
