"""Asks the API as a tenant's clients would, and makes what a test needs through it."""

import json
from typing import Any

from sandbox.gateway import Reply
from sandbox.house import House
from sandbox.residents import TENANT, Residents

STEPS = ("Forward roll", "Cartwheel", "Squat on stretch jump off cross box or horse.")


class Club:
    """One tenant seen from outside. `ask` answers with the Reply; the makers insist on success."""

    def __init__(self, house: House, residents: Residents, tenant: str = TENANT) -> None:
        self.house, self.residents, self.tenant = house, residents, tenant
        self.keys = {**residents.keys, "other": residents.other_admin}

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        role: str | None = "admin",
        raw: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Reply:
        """`path` within the tenant, or absolute if it begins with a slash."""
        sent = dict(headers or {})
        if role is not None:
            sent.setdefault("Authorization", f"Bearer {self.keys[role]}")
        data = raw if raw is not None else b"" if body is None else json.dumps(body).encode()
        if data:
            sent.setdefault("Content-Type", "application/json")
        target = path if path.startswith("/") else f"/api/v1/{self.tenant}/{path}"
        return self.house.ask(method, target, sent, data)

    def made(self, path: str, body: Any, **more: Any) -> Any:
        reply = self.ask("POST", path, body, **more)
        assert reply.status == 201, reply.body
        return reply.json

    def done(self, path: str, body: Any = None, **more: Any) -> Any:
        reply = self.ask("PUT", path, body, **more)
        assert reply.status == 200, reply.body
        return reply.json

    def got(self, path: str, **more: Any) -> Any:
        reply = self.ask("GET", path, **more)
        assert reply.status == 200, reply.body
        return reply.json

    def person(self, **fields: Any) -> Any:
        return self.made("person/", {"first_name": "Ada", "last_name": "Berger", **fields})

    def type(self, **fields: Any) -> Any:
        return self.made("achievement_type/", {"name": "Badge 3", "steps": list(STEPS), **fields})

    def start(self, kind: Any = None, contact: Any = None, **more: Any) -> Any:
        """A started achievement; type and contact are made where none is given."""
        refs = {
            "achievement_type_ref": (kind or self.type())["uri"],
            "contact_ref": (contact or self.person(email="ada@example.org"))["uri"],
        }
        return self.made("achievement/", refs, **more)

    def finished(self, **more: Any) -> Any:
        """An achievement finished by the coach; the stream has not run yet."""
        uid = self.start(**more)["uid"]
        self.done(f"achievement/{uid}/complete_all_steps/", role="coach")
        return self.done(f"achievement/{uid}/finish/", role="coach")

    def mails(self) -> list[tuple[str, str]]:
        """(address, subject) of every mail that SES took, in order."""
        return [(", ".join(mail.to), mail.subject) for mail in self.house.mails()]

    def items(self) -> list[dict[str, Any]]:
        """Every item but the buckets of dear calls, for tests that must see that nothing was written."""
        client = self.house.engine.client("dynamodb")
        pages = client.get_paginator("scan").paginate(TableName=self.house.settings.table)
        return sorted(
            (item for page in pages for item in page["Items"] if not item["sk"]["S"].startswith("TB#")),
            key=lambda i: (i["pk"]["S"], i["sk"]["S"]),
        )
