"""A club's own client: it asks the product over HTTP for all that the demo is made of."""

import json
from typing import Any

from sandbox.house import House
from sandbox.residents import TENANT, Residents


class Life:
    """Asks the API as a club's own client would."""

    def __init__(self, house: House, residents: Residents) -> None:
        self._house, self._keys = house, residents.keys

    def ask(self, method: str, path: str, body: Any = None, *, role: str = "admin") -> Any:
        headers = {"Authorization": f"Bearer {self._keys[role]}", "Content-Type": "application/json"}
        data = b"" if body is None else json.dumps(body).encode()
        target = path if path.startswith("/") else f"/api/v1/{TENANT}/{path}"
        reply = self._house.ask(method, target, headers, data)
        if reply.status >= 400:
            raise RuntimeError(f"{method} {path}: {reply.status} {reply.body.decode()}")
        return reply.json if reply.body else None

    def person(self, first: str, last: str, **more: Any) -> Any:
        return self.ask("POST", "person/", {"first_name": first, "last_name": last, **more})

    def start(self, kind: Any, contact: Any, steps: int) -> str:
        refs = {"achievement_type_ref": kind["uri"], "contact_ref": contact["uri"]}
        uid: str = self.ask("POST", "achievement/", refs, role="coach")["uid"]
        for number in range(1, steps + 1):
            self.ask("PUT", f"achievement/{uid}/complete_step/", {"number": number}, role="coach")
        return uid
