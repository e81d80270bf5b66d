"""What people do in a simulation, at any time and in any order; and what they were told of it."""

import zlib
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from sandbox.gateway import Reply
from tests.api.aiming import place
from tests.simulation.clients import REFUSED, Clients
from tests.simulation.town import Town
from tests.targeting import wire

ACTIONS = ("sale", "win", "play", "lap")
EVENTS = "/api/example/events"
LONGEST_BATCH = 60
# What a drawn act is, of so many.
SHARES = {
    "finish": 30,
    "tell": 40,
    "enrol": 6,
    "claim": 6,
    "renew": 3,
    "pay": 5,
    "high_five": 5,
    "rename": 3,
    "reopen": 2,
}


class Doings:
    """`promised` is all that was acknowledged: it must be there at the end (R1)."""

    def __init__(self, town: Town, clients: Clients) -> None:
        self.world, self.town, self.clients = town.world, town, clients
        self.chance = town.world.chance
        self.accepted: dict[tuple[str, str], str] = {}
        self.finished: set[str] = set()
        self.counts: Counter[str] = Counter()
        self._told = 0
        self._posts = 0

    def plan(self, wanted: int, start: datetime, days: float) -> None:
        """Acts that come to about so many activity events and finishes, at times drawn from these days."""
        each = (SHARES["tell"] * (LONGEST_BATCH + 1) / 2 + SHARES["finish"]) / sum(SHARES.values())
        names, weights = list(SHARES), list(SHARES.values())
        for _ in range(round(wanted / each)):
            [name] = self.chance.choices(names, weights)
            when = start + timedelta(days=self.chance.uniform(0, days))
            self.world.agenda.at(when, getattr(self, name))

    def did(self, action: str) -> Counter[str]:
        """How many events of the action each contact was acknowledged, each once."""
        uids = {f"M-{number}": person["uid"] for number, person in enumerate(self.town.people)}
        return Counter(uids[who] for (who, _), done in self.accepted.items() if done == action)

    def finish(self) -> None:
        person, kind = self.chance.choice(self.town.people), self.chance.choice(self.town.kinds)
        said = {"achievement_type_ref": kind["uri"], "contact_ref": person["uri"]}
        self.clients.ask("POST", "achievement/", said, then=lambda reply: self._tick(reply.json["uid"]))

    def _tick(self, uid: str) -> None:
        def then(_: Reply) -> None:
            self._later(lambda: self._finish(uid))

        self.clients.ask("PUT", f"achievement/{uid}/complete_all_steps/", then=then, role="coach")

    def _finish(self, uid: str) -> None:
        def then(_: Reply) -> None:
            self.finished.add(uid)

        self.clients.ask("PUT", f"achievement/{uid}/finish/", then=then, again=(409,), role="coach")

    def reopen(self) -> None:
        """By mistake, and finished again a while later."""
        if not self.finished:
            return
        uid = self.chance.choice(sorted(self.finished))

        def then(_: Reply) -> None:
            self._later(lambda: self._finish(uid))

        self.finished.discard(uid)
        self.clients.ask("PUT", f"achievement/{uid}/reopen/", then=then, again=(409,), refused=(409,))

    def tell(self) -> None:
        """A batch of events, some of which were told before."""
        said = [self._event() for _ in range(self.chance.randint(1, LONGEST_BATCH))]

        def then(reply: Reply) -> None:
            for line, event in zip(reply.json["data"], said, strict=True):
                self.counts[line["status"]] += 1
                self.accepted[event["memberRefId"], event["eventRefId"]] = event["action"]

        self.clients.ask("POST", EVENTS, said, then=then)

    def _event(self) -> dict[str, Any]:
        self._told += 1
        number = self._told if self.chance.random() < 0.95 else self.chance.randint(1, self._told)
        # All of an event follows from its number, so that what is told again is the same.
        drawn = zlib.crc32(f"{number}".encode())
        action, reference = ACTIONS[drawn % len(ACTIONS)], f"M-{drawn // 64 % len(self.town.people)}"
        at = self.world.clock.now() - timedelta(seconds=number % 600)
        event: dict[str, Any] = {"memberRefId": reference, "action": action, "eventRefId": f"e{number}"}
        event["transactionTimestamp"] = wire(at)
        return event | ({"sourceValue": 1 + number % 50} if action == "sale" else {})

    def enrol(self) -> None:
        person, target = self.chance.choice(self.town.people), self.chance.choice(self.town.targets)
        said = [{"customerId": person["number"]}]
        self.clients.ask("POST", f"{place(target)}/enroll", said, refused=REFUSED)

    def claim(self) -> None:
        member = f"/api/example/members/{self.chance.choice(self.town.people)['uid']}"

        def then(reply: Reply) -> None:
            for award in reply.json["data"]:
                self.clients.ask("POST", f"{member}/award/{award['id']}/award", refused=REFUSED)

        self.clients.ask("GET", f"{member}/awards", then=then)

    def renew(self) -> None:
        uid = self.chance.choice(self.town.members)["uid"]
        call = self.chance.choice(("renew", "renew", "activate", "cancel"))
        self.clients.ask("POST", f"member/{uid}/{call}/", refused=REFUSED)

    def pay(self) -> None:
        person, today = self.chance.choice(self.town.people), self.world.clock.now().date()
        due = today + timedelta(days=self.chance.randint(0, 5))
        said = {"contact": person["uri"], "amount": "12.50", "currency": "GBP", "due_date": due.isoformat()}
        settles = self.chance.random() < 0.4

        def then(reply: Reply) -> None:
            if settles:
                path = f"payment/{reply.json['uid']}/"
                self._later(lambda: self.clients.ask("PUT", path, {"status": "paid"}, refused=REFUSED))

        self.clients.ask("POST", "payment/", said, then=then)

    def high_five(self) -> None:
        self._posts += 1
        who = self.chance.choice(self.town.people)["number"]
        path = f"/gamification/stream/{self.chance.randint(1, self._posts)}/high-five?user_id={who}"
        self.clients.ask("PUT", path, refused=REFUSED)

    def rename(self) -> None:
        person = self.chance.choice(self.town.people)
        name = f"{person['first_name']} {self.chance.randint(1, 99)}"
        self.clients.ask("PUT", f"person/{person['uid']}/", {"first_name": name})

    def _later(self, act: Any) -> None:
        self.world.agenda.after(self.chance.uniform(0, 600), act)
