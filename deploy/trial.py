"""What is tried on a deployed stack: a tenant's first day, from the door to the mail and the paper."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from deploy.asking import Client, Reply

# SES's own: it takes such a mail, and nobody gets it.
NOBODY = "success@simulator.amazonses.com"
# The stream brings a mail within seconds; without it the schedule does within two minutes.
MAIL_WITHIN, SENT_WITHIN = 150.0, 60.0


class Failed(Exception):
    """The stack does not do what it should; the words say what it did instead."""


@dataclass(frozen=True)
class Trial:
    """Yields a sentence for each thing that was seen to work; raises Failed at the first that was not."""

    client: Client
    tenant: str

    def doors(self) -> Iterator[str]:
        """What needs no tenant."""
        health = self._seen(self.client.ask("GET", "/health", key=""), 200)
        yield f"it is there: /health says {health['status']}, version {health['version']}"
        self._seen(self.client.ask("GET", f"{self._flock}/person/", key=""), 401)
        yield "it is closed: 401 without a key"
        self._seen(self.client.ask("GET", "/no/such/path", key=""), 404)
        yield "it knows what it does not have: 404 for an unknown path"

    def day(self) -> Iterator[str]:
        """What a tenant does; the client has its admin's key."""
        yield from self._readiness()
        person = self._person()
        finished = self._finished(person)
        yield "an achievement is started, worked off and finished"
        mail = self._mail_of(finished)
        yield "the stream wakes the function: the mail of it stands in the list"
        self._sent(mail)
        yield "SES took the mail"
        self._paper(person)
        yield "a certificate is drawn"

    def _readiness(self) -> Iterator[str]:
        """Said only by a stack that has this door."""
        doors = self._seen(self.client.ask("GET", "/openapi.json", key=""), 200)["paths"]
        if "/health/ready" in doors:
            self._seen(self.client.ask("GET", "/health/ready"), 200)
            yield "it is ready: /health/ready says so"

    def _person(self) -> Any:
        said = {"first_name": "Smoke", "last_name": "Test", "email": NOBODY}
        return self._made("person", said)

    def _finished(self, person: Any) -> str:
        kind = self._made("achievement_type", {"name": "Smoke test", "steps": ["Be there"]})
        refs = {"achievement_type_ref": kind["uri"], "contact_ref": person["uri"]}
        path = f"{self._flock}/achievement/{self._made('achievement', refs)['uid']}"
        self._seen(self.client.ask("PUT", f"{path}/complete_step/", {"number": 1}), 200)
        self._seen(self.client.ask("PUT", f"{path}/finish/"), 200)
        again = self._seen(self.client.ask("GET", f"{path}/"), 200)
        if not again["finished"]:
            raise Failed("An achievement that was finished is not.")
        return path

    def _mail_of(self, achievement: str) -> str:
        """The path of its record."""

        def listed() -> Any:
            mails = self._seen(self.client.ask("GET", f"{self._flock}/mail/"), 200)["results"]
            return next((mail for mail in mails if mail["to"] == NOBODY), None)

        mail = _until(listed, MAIL_WITHIN, f"No mail came of {achievement}: is the stream followed?")
        return f"{self._flock}/mail/{mail['uid']}/"

    def _sent(self, mail: str) -> None:
        def sent() -> Any:
            record = self._seen(self.client.ask("GET", mail), 200)
            return record if record["state"] == "sent" else None

        try:
            _until(sent, SENT_WITHIN, "")
        except Failed:
            record = self._seen(self.client.ask("GET", mail), 200)
            raise Failed(f"SES did not take the mail: {record['state']}, {record['reason']}") from None

    def _paper(self, person: Any) -> None:
        kind = self._made("membership_type", {"name": "Smoke test", "period": "P1Y"})
        member = self._made("member", {"member": person["uri"], "membership_type": kind["uri"]})
        path = f"/api/v1/public/{self.tenant}/member/{member['link_id']}/certificate/"
        reply = self.client.ask("GET", path, key="")
        if reply.status != 200 or not reply.body.startswith(b"%PDF-"):
            raise Failed(f"GET {path} drew no PDF: {reply.status} {reply.body[:200]!r}")

    def _made(self, kind: str, said: dict[str, Any]) -> Any:
        return self._seen(self.client.ask("POST", f"{self._flock}/{kind}/", said), 201)

    def _seen(self, reply: Reply, status: int) -> Any:
        """The answer's body; raises Failed where it is another answer than it should be."""
        if reply.status != status:
            raise Failed(f"{status} was expected, and {reply.status} came: {reply.body[:300]!r}")
        return reply.json

    @property
    def _flock(self) -> str:
        return f"/api/v1/{self.tenant}"


def _until(look: Callable[[], Any], within: float, otherwise: str) -> Any:
    end = time.monotonic() + within
    while not (seen := look()):
        if time.monotonic() > end:
            raise Failed(otherwise)
        time.sleep(1)
    return seen
