"""Laurel's house as a process of its own, which knows what its functions take: `… house SELLERS`.

It serves HTTP, says on its first line where, and answers each further line with the CPU its functions have used.
Its functions ask DynamoDB with the product's own client, over HTTP, at the address that the environment names.
"""

import json
import os  # where the table is, as a function's environment says it
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from chalicelib import wiring
from sandbox import residents
from sandbox.clock import Clock
from sandbox.engines import InProcessEngine
from sandbox.gateway import Metered
from sandbox.house import House
from sandbox.server import Server
from sandbox.wire import Client
from tests import scored
from tests.api import competing
from tests.asking import Club
from tests.competing import counting
from tests.scored import Member

# Those of a crowd who sell on.
MOVERS = 100
TABLE = "AWS_ENDPOINT_URL_DYNAMODB"


class Elsewhere(InProcessEngine):
    """The table is another process's; mails stay here."""

    def _options(self, service: str) -> dict[str, Any]:
        return {} if service == "sesv2" else {"endpoint_url": os.environ[TABLE]}

    def _connect(self, service: str, client: Client) -> None:
        if service == "sesv2":
            super()._connect(service, client)


class Functions:
    """In the place of a meter: the CPU of the product's functions, in seconds. One request at a time."""

    cpu = 0.0

    @contextmanager
    def operation(self, _: str) -> Iterator[None]:
        begun = time.process_time()
        yield
        self.cpu += time.process_time() - begun


class Watched(House):
    def __init__(self) -> None:
        clock = Clock(start=datetime.now(UTC))
        self.functions = Functions()
        super().__init__(Elsewhere(clock.now), clock, metered=False)
        self.club = Club(self, residents.move_in(self, "side by side"))

    @property
    def _operations(self) -> Metered:
        return self.functions

    def _client(self, service: str) -> Any:
        return wiring.real_client(service) if service == "dynamodb" else super()._client(service)


def crowd(size: int, member: dict[str, Any]) -> list[Member]:
    """So many sellers; the first is the member whose key the sandbox gives out, with a score that is no other's."""
    first, *rest = scored.crowd(size)
    return [Member(member["contact"], member["number"], first.score + 1), *rest]


def preload(house: Watched, size: int) -> None:
    """Of a crowd what a look at the member, and moves of MOVERS others, can find."""
    sellers = crowd(size, house.club.residents.member)
    table = house.wired.table.of(house.club.tenant)
    scored.preload(table, "sales", sellers, sellers[: MOVERS + 1])
    leader = max(sellers, key=lambda one: one.score)  # who will be told of
    table.put_many(scored.cards(table, {*sellers[1 : MOVERS + 1], leader}))
    house.pump.drain()


def main(sellers: int) -> None:
    """Each line of the input lets the stream run until all is quiet."""
    house = Watched()
    competing.made(house.club, **counting("play", 10), achievementLiveStatus="Live")
    if sellers:
        preload(house, sellers)
    server = Server(house, port=0, state=_no_page, restart=dict)
    server.start()
    print(json.dumps({"port": server.port, **house.club.keys}), flush=True)
    for _ in sys.stdin:
        house.pump.drain()
        print(json.dumps(house.functions.cpu), flush=True)
    server.stop()


def _no_page() -> Any:
    raise NotImplementedError("there is no page for people here")


if __name__ == "__main__":
    main(int(sys.argv[1]))
