"""Laurel's house that knows what CPU goes where, and as a process of its own: `python -m benchmarks.peers.house`.

It serves HTTP, says on its first line where, and answers each further line with the CPU it has used.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from botocore.awsrequest import AWSPreparedRequest

from sandbox import ministack, residents
from sandbox.clock import Clock
from sandbox.engines import InProcessEngine
from sandbox.gateway import Metered
from sandbox.house import House
from sandbox.server import Server
from sandbox.wire import Answer, Client, answer_with
from tests.api import competing
from tests.asking import Club
from tests.competing import counting


class Engine(InProcessEngine):
    """ministack, which keeps the table in this process; `cpu` is what that has taken, in seconds."""

    cpu = 0.0

    def _connect(self, service: str, client: Client) -> None:
        if service == "sesv2":
            super()._connect(service, client)
            return
        module = self._modules[service]

        def answer(request: AWSPreparedRequest) -> Answer:
            with ministack.LOCK:
                begun = time.thread_time()
                answered = ministack.ask(module, request)
                self.cpu += time.thread_time() - begun
            return answered

        answer_with(client, service, answer)


class Functions:
    """In the place of a meter: what the product's functions have taken, without the table, in seconds."""

    def __init__(self, engine: Engine) -> None:
        self.cpu = 0.0
        self._engine = engine

    @contextmanager
    def operation(self, _: str) -> Iterator[None]:
        begun = time.process_time() - self._engine.cpu
        yield
        self.cpu += time.process_time() - self._engine.cpu - begun


class Watched(House):
    """A house of which each function's CPU is known; one request at a time."""

    def __init__(self) -> None:
        clock = Clock(start=datetime.now(UTC))
        self.kept = Engine(clock.now)
        self.functions = Functions(self.kept)
        super().__init__(self.kept, clock, metered=False)
        self.club = Club(self, residents.move_in(self, "side by side"))

    @property
    def _operations(self) -> Metered:
        return self.functions

    def spent(self) -> dict[str, float]:
        whole = time.process_time()
        return {"functions": self.functions.cpu, "without": whole - self.kept.cpu, "whole": whole}


def main() -> None:
    """Each line of the input lets the stream run until all is quiet."""
    house = Watched()
    competing.made(house.club, **counting("play", 10), achievementLiveStatus="Live")
    server = Server(house, port=0, state=_no_page, restart=dict)
    server.start()
    print(json.dumps({"port": server.port, "key": house.club.keys["admin"]}), flush=True)
    for _ in sys.stdin:
        house.pump.drain()
        print(json.dumps(house.spent()), flush=True)
    server.stop()


def _no_page() -> Any:
    raise NotImplementedError("there is no page for people here")


if __name__ == "__main__":
    main()
