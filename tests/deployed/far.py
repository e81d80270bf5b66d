"""The deployed stack in a house's place, so that what the tests make in a house can be made in it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from chalicelib.settings import settings
from chalicelib.store.keys import DUE_SHARDS, due_shard, moment
from chalicelib.wiring import RandomIds, Wiring
from sandbox.gateway import Reply
from sandbox.house import House
from sandbox.residents import Residents
from tests.asking import Club
from tests.deployed.emulator import until
from tests.deployed.stack import Stack

# What the stream follows at once; webhooks to nowhere stay due for days.
FOLLOWED = frozenset({"EV", "O"})
# What is due by then is on its way now; what is due later waits for its time.
SOON = timedelta(minutes=5)


class Clock:
    """The world's: nobody turns it here."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FarHouse:
    """Asked over HTTP; what tests do beside its API they do with an operator's credentials."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self.clock = Clock()
        self.wired = Wiring(
            settings=replace(settings(), table=stack.outputs["TableName"], base_url=stack.base_url),
            clients=stack.emulator.client,
            clock=self.clock.now,
            ids=RandomIds(),
            pause=lambda _: None,
            jitter=lambda: 0.5,
        )

    def ask(self, method: str, target: str, headers: Mapping[str, str], body: bytes = b"") -> Reply:
        reply = self._stack.sent(method, target, headers, body or None)
        return Reply(reply.status, reply.headers, reply.body)

    def settle(self) -> None:
        """Until stream and function have followed all that became true."""
        until(lambda: not self._waiting(), within=60)

    def _waiting(self) -> list[Any]:
        soon = moment(self.clock.now() + SOON)
        asked = {"TableName": self.wired.settings.table, "IndexName": "due"}
        client = self._stack.emulator.client("dynamodb")
        pages = [
            client.query(
                **asked,
                KeyConditionExpression="dpk = :shard AND dsk < :soon",
                ExpressionAttributeValues={":shard": {"S": due_shard(shard)}, ":soon": {"S": soon}},
            )
            for shard in range(DUE_SHARDS)
        ]
        return [item for page in pages for item in page["Items"] if item["sk"]["S"] in FOLLOWED]


def a_club(stack: Stack, tenant: str) -> Club:
    """A tenant of the stack, founded by the operators' command, as the tests of the house know theirs."""
    founded = stack.laurel("tenant", "add", tenant, "--name", "Example Gymnastics & Canoe Club")
    assert founded.returncode == 0, founded.stderr
    keys = {role: _key(stack, tenant, role) for role in ("admin", "coach")}
    house = cast(House, FarHouse(stack))
    return Club(house, Residents(keys=keys, other_admin="", member={}), tenant)


def _key(stack: Stack, tenant: str, role: str) -> str:
    issued = stack.laurel("key", "add", "--tenant", tenant, "--role", role)
    assert issued.returncode == 0, issued.stderr
    return issued.stdout.strip()
