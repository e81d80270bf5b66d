"""leaderboard 3.7.3 on Redis, as its documentation has it: a library in the caller's own process, on one connection."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from benchmarks.peers.installed import HERE, environment, program
from benchmarks.peers.processes import Account, free_port, listens, running, until

NAME = "leaderboard 3.7.3"
PACKAGE = "redis-server"
Command = list[str | int]


@dataclass(frozen=True)
class Leaderboard:
    caller: Account
    redis: Account
    version: str
    said: IO[str]
    heard: IO[str]

    def do(self, *commands: Command) -> list[int]:
        """["rank", member] or ["change", member, by] each; the ranks, and 0 for each change."""
        self.said.write(json.dumps(commands) + "\n")
        self.said.flush()
        done: list[int] = json.loads(self.heard.readline())
        return done

    def cpu(self) -> tuple[float, float]:
        """Seconds so far without Redis, and with it."""
        caller = self.caller.cpu()
        return caller, caller + self.redis.cpu()


@contextmanager
def leaderboard(scores: dict[str, int]) -> Iterator[Leaderboard]:
    """A board with these scores."""
    interpreter, server, port = environment("leaderboard"), program(PACKAGE, PACKAGE), free_port()
    said = subprocess.run([server, "--version"], check=True, capture_output=True, text=True).stdout
    with TemporaryDirectory(prefix="redis-") as made:
        log = Path(made) / "redis.log"
        only_here = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", made]
        with running([server, *only_here], log) as redis:
            until(lambda: listens(port), log)
            with subprocess.Popen(
                [interpreter, "-I", HERE / "leaderboard_caller.py", str(port)],
                text=True,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            ) as child:
                assert child.stdin and child.stdout
                version = f"Redis {said.split('v=')[1].split()[0]}"
                one = Leaderboard(Account(child.pid), redis, version, child.stdin, child.stdout)
                begin: list[Command] = [["change", member, score] for member, score in scores.items()]
                one.do(*begin)
                yield one
                child.stdin.close()
