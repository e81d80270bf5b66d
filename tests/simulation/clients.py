"""Those who ask the API: each request again and again, under one key, until it is answered."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from sandbox.gateway import Reply
from tests.simulation.world import Died, World

Then = Callable[[Reply], None]
REFUSED = frozenset({400, 403, 404, 406, 409, 410, 422})


def _nothing(_: Reply) -> None:
    """Nobody waits for the answer."""


class Clients:
    """`unexpected` are the answers that no client should get."""

    def __init__(self, world: World) -> None:
        self.counts: Counter[str] = Counter()
        self.unexpected: list[str] = []
        self._world = world
        self._numbers = 0

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        then: Then = _nothing,
        again: Iterable[int] = (),
        refused: Iterable[int] = (),
        role: str = "admin",
    ) -> None:
        """`again` are other answers that are right once an answer was lost; `refused` those that always are."""
        self._numbers += 1
        headers = {"Idempotency-Key": f"request-{self._numbers}"} if method == "POST" else {}
        first, later = frozenset(refused), frozenset(refused) | frozenset(again)

        def attempt(number: int) -> None:
            self.counts["requests"] += 1
            try:
                reply = self._world.club.ask(method, path, body, role=role, headers=headers)
            except Died:
                self.counts["requests without an answer"] += 1
                come_back(number)
                return
            if reply.status == 503 or (number and _still_running(reply)):
                self.counts["requests to be repeated"] += 1
                come_back(number)
            elif reply.status < 300 or reply.status in (later if number else first):
                then(reply)
            else:
                said = f"{reply.status} {reply.body[:300].decode()}"
                self.unexpected.append(f"{method} {path} (try {number + 1}): {said}")

        def come_back(number: int) -> None:
            pause = self._world.chance.uniform(1, 2 ** min(number + 1, 6))
            self._world.agenda.after(pause, lambda: attempt(number + 1))

        attempt(0)


def _still_running(reply: Reply) -> bool:
    return reply.status == 409 and b"still running" in reply.body
