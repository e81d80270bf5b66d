"""Laurel over HTTP, as its sandbox serves it, in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, NamedTuple

from benchmarks.instructions import ROOT
from benchmarks.peers.asking import Asker
from benchmarks.peers.house import TABLE
from benchmarks.peers.processes import Account, free_port, listens, running, until

EVENTS = "/api/example/events"
_PROGRESS = "/api/example/members/{uid}/achievements"
_JSON = {"Content-Type": "application/json"}
# All that a function's environment has; no proxy stands between it and the table.
_ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "benchmark",
    "AWS_SECRET_ACCESS_KEY": "benchmark",
    "AWS_REGION": "us-east-1",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_ACCOUNT_ID_ENDPOINT_MODE": "disabled",
}


class Spent(NamedTuple):
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
    member: str
    ids: dict[str, str] = field(default_factory=dict)

    def spent(self) -> Spent:
        """After the stream has run until all is quiet."""
        self.said.write("\n")
        self.said.flush()
        functions, without = float(self.heard.readline()), self.house.cpu()
        return Spent(functions, without, without + self.table.cpu())

    def event(self, member: int) -> None:
        self.batch([member])

    def batch(self, members: Sequence[int]) -> None:
        self.tell([{"memberRefId": f"m{each}", "action": "play"} for each in members])

    def sale(self, *sold: tuple[int, int]) -> None:
        """(member, worth) of each."""
        self.tell([{"memberRefId": f"m{one}", "action": "sale", "sourceValue": worth} for one, worth in sold])

    def progress(self, member: int) -> Any:
        """By our own id, as theirs is by theirs."""
        return self.asker.ask("GET", _PROGRESS.format(uid=self.ids[f"m{member}"]))["data"][0]

    def board(self, first: str, last: str, limit: int) -> Any:
        """The sellers' scores from the first to the last day of a week."""
        return self.asker.ask("GET", f"{self._sellers}?limit={limit}&from={first}&to={last}")["scores"]

    def own_place(self) -> Any:
        """Of the contact whom the sandbox's member key belongs to, among the sellers of all time."""
        mine = {"Authorization": f"Bearer {self.member}"}
        return self.asker.ask("GET", f"{self._sellers}?limit=1", headers=mine)["current_rank"]

    @cached_property
    def _sellers(self) -> str:
        ranks = self.asker.ask("GET", "/gamification/ranks")["data"]
        uid = next(one["id"] for one in ranks if one["rule"]["name"] == "total_sales")
        return f"/gamification/ranks/{uid}/scores"

    def tell(self, events: list[dict[str, Any]]) -> list[Any]:
        """Their fates."""
        answer = self.asker.ask("POST", EVENTS, json.dumps(events).encode(), _JSON)
        refused = [one for one in answer["data"] if one["status"] != "accepted"]
        if refused:
            raise RuntimeError(f"not accepted: {refused[:3]}")
        self.ids |= {one["memberRefId"]: one["memberId"] for one in answer["data"]}
        return list(answer["data"])


@contextmanager
def laurel(*, crowd: int = 0) -> Iterator[Laurel]:
    """With one achievement by rules, for ten plays; and so many sellers."""
    port = free_port()
    with TemporaryDirectory(prefix="table-") as made:
        log = Path(made) / "table.log"
        with running(_module("table", str(port)), log, where=ROOT) as table:
            until(lambda: listens(port), log)
            yield from _housed(table, {**_ENVIRONMENT, TABLE: f"http://127.0.0.1:{port}"}, crowd)


def _housed(table: Account, environment: dict[str, str], crowd: int) -> Iterator[Laurel]:
    with subprocess.Popen(
        _module("house", str(crowd)),
        cwd=ROOT,
        env=environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as child:
        assert child.stdin and child.stdout
        where = json.loads(child.stdout.readline())
        asker = Asker(where["port"], {"Authorization": f"Bearer {where['admin']}"})
        yield Laurel(asker, Account(child.pid), table, child.stdin, child.stdout, where["member"])
        child.stdin.close()


def _module(name: str, *more: str) -> list[str]:
    return [sys.executable, "-m", f"benchmarks.peers.{name}", *more]
