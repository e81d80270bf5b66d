"""Laurel over HTTP, as its sandbox serves it, in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from benchmarks.instructions import ROOT
from benchmarks.peers.asking import Asker
from benchmarks.peers.house import TABLE
from benchmarks.peers.processes import Account, free_port, listens, running, until

EVENTS = "/api/example/events"
_PROGRESS = "/api/example/members/reference/m{member}/achievements"
_JSON = {"Content-Type": "application/json"}
# All that a function's environment has; no proxy stands between it and the table.
_ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "benchmark",
    "AWS_SECRET_ACCESS_KEY": "benchmark",
    "AWS_REGION": "us-east-1",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_ACCOUNT_ID_ENDPOINT_MODE": "disabled",
}


@dataclass(frozen=True)
class Spent:
    """Seconds of CPU so far: in the product's functions; with HTTP, gateway and stream; with the table, too."""

    functions: float
    without: float
    whole: float


@dataclass
class Laurel:
    """Members are known by their numbers; an event is a `play` or, for boards, a `sale`."""

    asker: Asker
    house: Account
    table: Account
    said: IO[str]
    heard: IO[str]

    def spent(self) -> Spent:
        """After the stream has run until all is quiet."""
        self.said.write("\n")
        self.said.flush()
        functions, without = float(self.heard.readline()), self.house.cpu()
        return Spent(functions, without, without + self.table.cpu())

    def event(self, member: int) -> None:
        self.batch([member])

    def batch(self, members: Sequence[int]) -> None:
        self._tell([{"memberRefId": f"m{each}", "action": "play"} for each in members])

    def sale(self, *sold: tuple[int, int]) -> None:
        """(member, worth) of each."""
        self._tell(
            [{"memberRefId": f"m{one}", "action": "sale", "sourceValue": worth} for one, worth in sold]
        )

    def progress(self, member: int) -> Any:
        return self.asker.ask("GET", _PROGRESS.format(member=member))["data"][0]

    def board(self, first: str, last: str, limit: int) -> Any:
        """The sellers' scores from the first to the last day of a week."""
        ranks = self.asker.ask("GET", "/gamification/ranks")["data"]
        sellers = next(one["id"] for one in ranks if one["rule"]["name"] == "total_sales")
        asked = f"/gamification/ranks/{sellers}/scores?limit={limit}&from={first}&to={last}"
        return self.asker.ask("GET", asked)["scores"]

    def _tell(self, events: list[dict[str, Any]]) -> None:
        answer = self.asker.ask("POST", EVENTS, json.dumps(events).encode(), _JSON)
        refused = [one for one in answer["data"] if one["status"] != "accepted"]
        if refused:
            raise RuntimeError(f"not accepted: {refused[:3]}")


@contextmanager
def laurel() -> Iterator[Laurel]:
    """With one achievement by rules, `ten`, for ten plays."""
    port = free_port()
    with TemporaryDirectory(prefix="table-") as made:
        log = Path(made) / "table.log"
        with running(_module("table", str(port)), log, where=ROOT) as table:
            until(lambda: listens(port), log)
            yield from _housed(table, {**_ENVIRONMENT, TABLE: f"http://127.0.0.1:{port}"})


def _housed(table: Account, environment: dict[str, str]) -> Iterator[Laurel]:
    with subprocess.Popen(
        _module("house"),
        cwd=ROOT,
        env=environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as child:
        assert child.stdin and child.stdout
        where = json.loads(child.stdout.readline())
        asker = Asker(where["port"], {"Authorization": f"Bearer {where['key']}"})
        yield Laurel(asker, Account(child.pid), table, child.stdin, child.stdout)
        child.stdin.close()


def _module(name: str, *more: str) -> list[str]:
    return [sys.executable, "-m", f"benchmarks.peers.{name}", *more]
