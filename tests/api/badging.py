"""Gets badges as their owners would, and takes them apart as verifiers do, without the house's own code."""

import base64
import gzip
import json
from typing import Any

from sandbox.gateway import Reply
from tests.asking import Club


class Holder:
    """Somebody without a key who has links to badges."""

    def __init__(self, club: Club) -> None:
        self.club = club

    def ask(self, address: str) -> Reply:
        """An address as it stands in a badge, or a path below the tenant's public one."""
        path = address.removeprefix(self.club.house.settings.base_url)
        target = path if path.startswith("/") else f"/api/v1/public/{self.club.tenant}/{path}"
        return self.club.ask("GET", target, role=None)

    def badge(self, achievement: Any) -> str:
        reply = self.ask(f"achievement/{achievement['uid']}/credential/")
        assert reply.status == 200, reply.body
        return reply.body.decode()

    def gone(self, achievement: Any) -> bool:
        return self.ask(f"achievement/{achievement['uid']}/credential/").status == 404

    def revoked(self, token: str) -> bool:
        """What the list that it names says of it now."""
        status = payload(token)["credentialStatus"]
        reply = self.ask(status["statusListCredential"])
        assert reply.status == 200, reply.body
        return bit(payload(reply.body.decode()), int(status["statusListIndex"]))

    def jwks(self) -> list[Any]:
        found: list[Any] = self.ask("jwks").json["keys"]
        return found


def header(token: str) -> Any:
    return json.loads(_bytes(token.split(".")[0]))


def payload(token: str) -> Any:
    return json.loads(_bytes(token.split(".")[1]))


def bit(status_list: Any, index: int) -> bool:
    bits = gzip.decompress(_bytes(status_list["credentialSubject"]["encodedList"].removeprefix("u")))
    return f"{bits[index // 8]:08b}"[index % 8] == "1"


def _bytes(letters: str) -> bytes:
    return base64.urlsafe_b64decode(letters + "=" * (-len(letters) % 4))
