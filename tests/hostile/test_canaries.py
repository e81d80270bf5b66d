"""Names, addresses, words and keys stand in the table and in letters, and nowhere that operators look (S4, S13)."""

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

from chalicelib import wiring
from sandbox import residents
from sandbox.clock import Clock
from sandbox.house import House
from sandbox.webhooks import Received
from tests.asking import Club
from tests.conftest import NOON
from tests.figures import tally
from tests.hostile.watching import CountingEngine, Log

EMAIL = "canary.mail@canary.example"
WORDS = {
    "first_name": "Canaryfirst",
    "last_name": "Canarylast",
    "email": EMAIL,
    "phone": "+442079460999",
    "job_title": "Canaryjob",
}
HOOK = "https://canary.example/hook?token=canarytoken"
NOTE, METADATA, LABEL, REASON = "canarynote", "canarymetadata", "canarylabel", "canaryreason"
CSV = "member_ref,first_name,email\nC-9,Canarycsv,canarycsv@canary.example\nC-10,Canaryfault,no address\n"
CANARIES = (*WORDS.values(), HOOK, "canarytoken", NOTE, METADATA, LABEL, REASON, "Canarycsv", "Canaryfault")
# Each call of each request fails once, up to so many of them.
DEEPEST = 6


class BreakingEngine(CountingEngine):
    """Fails at the nth call from now with an error that quotes all that was asked, as libraries do."""

    breaks_at = 0

    def _connect(self, service: str, client: Any) -> None:
        super()._connect(service, client)
        for called in ("dynamodb", "sesv2"):
            client.meta.events.register(f"before-call.{called}", self._break)

    def _break(self, params: dict[str, Any], **_: Any) -> None:
        self.breaks_at -= 1
        if self.breaks_at == 0:
            raise RuntimeError(f"Invalid parameter: {params['body']!r}")


@pytest.fixture
def engine() -> Iterator[BreakingEngine]:
    clock = Clock(frozen=True, start=NOON)
    made = BreakingEngine(clock.now)
    made.reset()
    yield made
    wiring.use(None)
    made.reset()


@pytest.fixture
def club(engine: BreakingEngine) -> Club:
    house = House(engine, Clock(frozen=True, start=NOON), pause=lambda _: None, metered=False)
    return Club(house, residents.move_in(house, "a seed for tests"))


class Told:
    """All that leaves the product for somebody other than the tenant and its people."""

    def __init__(self, club: Club, engine: BreakingEngine, log: Log) -> None:
        self.club, self.engine, self.log = club, engine, log
        self.refusals: list[str] = []

    def made(self, method: str, path: str, body: Any, **more: Any) -> Any:
        """Ask until nothing breaks: the refusals on the way are kept."""
        for call in range(1, DEEPEST):
            self.engine.breaks_at = call
            reply = self.club.ask(method, path, body, **more)
            self.engine.breaks_at = 0
            if reply.status < 400:
                return reply.json if reply.body else None
            assert reply.status in (500, 503), reply.body
            self.refusals.append(reply.body.decode())
        reply = self.club.ask(method, path, body, **more)
        assert reply.status < 300, reply.body
        return reply.json if reply.body else None

    def settled(self) -> None:
        for call in range(1, 30, 3):
            self.engine.breaks_at = call
            with suppress(RuntimeError):  # the sweep itself could not look: it is run again
                self.club.house.settle()
        self.engine.breaks_at = 0
        self.club.house.settle()

    def everything(self) -> str:
        house = self.club.house
        told = [*self.log.lines, *house.lines, *self.refusals, *house.failures.sent]
        return "\n".join(told)


def journey(told: Told) -> list[str]:
    """A year of one person, in which everything breaks once; answers with the keys that were shown."""
    club = told.club
    club.house.inbox.answer = unsteady()
    secret = told.made("POST", "webhook_secret/", None)["secret"]
    triggers = club.got("triggers/")
    hook = {"action": "webhook", "url": HOOK}
    triggers["achievement_completed"] = [*triggers["achievement_completed"], hook]
    told.made("PUT", "triggers/", triggers)
    person = told.made("POST", "person/", {**WORDS, "member_ref": "C-1"})
    key = told.made("POST", "api_key/", {"role": "coach", "label": LABEL})["key"]
    learned(told, person)
    belonged(told, person)
    told.made(
        "POST", "/api/example/events", [{"memberRefId": "C-1", "action": "win", "metadata": {"a": METADATA}}]
    )
    told.made("POST", "import/", {"kind": "contact", "csv": CSV, "dry_run": False})
    told.settled()
    club.house.turn_to(NOON + timedelta(days=3))
    told.settled()
    return [key, key.rpartition("_")[2], secret]


def learned(told: Told, person: Any) -> None:
    kind = told.club.type()
    refs = {"achievement_type_ref": kind["uri"], "contact_ref": person["uri"]}
    uid = told.made("POST", "achievement/", refs)["uid"]
    told.made("PUT", f"achievement/{uid}/complete_step/", {"number": 1, "note": NOTE})
    told.made("PUT", f"achievement/{uid}/complete_all_steps/", None)
    told.made("PUT", f"achievement/{uid}/finish/", None)
    told.settled()


def belonged(told: Told, person: Any) -> None:
    kind = told.club.made(
        "membership_type/", {"name": "Grade F", "period": "P1Y", "price": "9.00", "currency": "GBP"}
    )
    member = told.made("POST", "member/", {"member": person["uri"], "membership_type": kind["uri"]})
    told.made("POST", f"member/{member['uid']}/activate/", None)
    told.made("POST", f"member/{member['uid']}/cancel/", {"reason": REASON})
    told.made("POST", f"person/{person['uid']}/points/", {"points": 1, "reason": REASON})


def unsteady() -> Any:
    """Every second call finds nobody, or a receiver that fails."""
    answers = iter([None, 500, 204] * 1_000)

    def answer(_: Received) -> int | None:
        return next(answers)

    return answer


def test_what_operators_see_names_nobody(
    club: Club, engine: BreakingEngine, log: Log, capfd: pytest.CaptureFixture[str]
) -> None:
    told = Told(club, engine, log)

    keys = journey(told)
    seen = told.everything() + "".join(capfd.readouterr())

    assert min(len(told.refusals), len(log.lines), len(club.house.lines)) > 20, (
        "a journey without mishaps would prove nothing"
    )
    assert club.mails(), "nor would one that reaches nobody"
    found = [word for word in (*CANARIES, *keys, *club.keys.values()) if word.lower() in seen.lower()]
    searched = len(log.lines) + len(club.house.lines) + len(told.refusals)
    tally("lines and answers searched for canaries", searched, len(found))
    assert found == []


def test_a_key_is_kept_as_a_digest_and_nowhere_else(club: Club) -> None:
    made = club.made("api_key/", {"role": "coach", "label": LABEL})
    again = club.ask("POST", f"api_key/{made['uid']}/rotate/").json
    table = json.dumps(club.items(), default=lambda data: data.hex())

    for text in (made["key"], again["key"], *club.keys.values()):
        secret = text.rpartition("_")[2]
        assert text not in table and secret[-20:] not in table
    assert LABEL in table, "the table was read"


def test_what_others_are_refused_names_nobody(club: Club) -> None:
    """A coach, a member, another tenant and nobody ask for a person who is not theirs to know of."""
    person = club.person(**WORDS)
    uid = person["uid"]

    for role in ("member", "other", None):
        for method, path in (
            ("GET", f"person/{uid}/"),
            ("PUT", f"person/{uid}/"),
            ("DELETE", f"person/{uid}/"),
        ):
            reply = club.ask(method, path, {} if method == "PUT" else None, role=role)
            assert reply.status >= 400
            said = reply.body.decode() + repr(reply.headers)
            assert not [word for word in WORDS.values() if word in said], said
