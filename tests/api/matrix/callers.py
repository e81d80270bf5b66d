"""Who asks: every kind of caller there is, and the styles in which each can show what it has for a key."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from chalicelib.actions import api_keys
from chalicelib.domain import api_key
from chalicelib.domain.api_key import Role
from chalicelib.wiring import RandomIds
from sandbox.residents import OTHER, TENANT
from tests.asking import Club

# What nobody was ever given, though its checksum is right.
UNKNOWN = api_key.mint("0" * 12, "0" * 32)
FAR = "9999999999"


@dataclass(frozen=True)
class Caller:
    """A key and an access token made from it; None: nothing is shown at all."""

    key: str | None
    token: str | None


Header = Callable[[Caller], dict[str, str]]
STYLES: dict[str, Header] = {
    "Bearer": lambda who: {"Authorization": f"Bearer {who.key}"},
    "X-API-KEY": lambda who: {"X-API-KEY": str(who.key)},
    "Basic": lambda who: {"Authorization": f"Basic {_base64(f'any user:{who.key}')}"},
    "token": lambda who: {"Authorization": f"Bearer {who.token}"},
}
# The record that is asked for is a person's, or about one: `owner` is that person, `guardian` and `ward` are
# the contacts above and below it, `member` is another of the same tenant. The last three are of another one.
CALLERS = (
    *("nobody", "garbage", "unknown", "revoked", "expired"),
    *("member", "ward", "owner", "guardian", "coach", "admin"),
    *("foreign member", "foreign coach", "foreign admin"),
)


def shown(style: str, who: Caller) -> dict[str, str]:
    return STYLES[style](who) if who.key else {}


def callers(club: Club, person: Any) -> dict[str, Caller]:
    """All of them, in the order of the table; makes the contacts that stand around the person."""
    guardian, member = club.person(first_name="Gwen"), club.person(first_name="Max")
    ward = club.person(first_name="Wim", guardians=[person["uri"]])
    club.done(f"person/{person['uid']}/", {"guardians": [guardian["uri"]]})
    abroad = club.made("/api/v1/other/person/", {"first_name": "Olga"}, role="other")
    keys = _Keys(club)
    return {
        "nobody": Caller(None, None),
        "garbage": Caller("garbage", "lrt_garbage"),
        "unknown": Caller(UNKNOWN, f"lrt_{'0' * 12}_{FAR}_{'a' * 43}"),
        "revoked": keys.revoked(),
        "expired": keys.expired(),
        "member": keys.of("member", contact=member["uid"]),
        "ward": keys.of("member", contact=ward["uid"]),
        "owner": keys.of("member", contact=person["uid"]),
        "guardian": keys.of("member", contact=guardian["uid"]),
        "coach": keys.of("coach"),
        "admin": keys.of("admin"),
        "foreign member": keys.of("member", OTHER, contact=abroad["uid"]),
        "foreign coach": keys.of("coach", OTHER),
        "foreign admin": keys.of("admin", OTHER),
    }


class _Keys:
    """Keys of a club and of its neighbour, each with a token made while it was good."""

    def __init__(self, club: Club) -> None:
        self._table, self._now = club.house.wired.table, club.house.clock.now()

    def of(self, role: Role, tenant: str = TENANT, **more: Any) -> Caller:
        issued = self._issued(role, tenant, at=self._now, **more)
        return Caller(issued.text, issued.key.token(at=self._now))

    def revoked(self) -> Caller:
        issued = self._issued("admin", TENANT, at=self._now)
        token = issued.key.token(at=self._now)
        api_keys.revoke(self._table.of(TENANT), issued.key.uid, at=self._now)
        return Caller(issued.text, token)

    def expired(self) -> Caller:
        """It was good for a day, and its token for an hour of that."""
        began = self._now - timedelta(days=2)
        issued = self._issued("admin", TENANT, at=began, expires=began + timedelta(days=1))
        return Caller(issued.text, issued.key.token(at=began))

    def _issued(self, role: Role, tenant: str, **more: Any) -> api_keys.Issued:
        return api_keys.issue(self._table.of(tenant), role, ids=RandomIds(), **more)


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
