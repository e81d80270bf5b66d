"""Other programs, run for as long as they are needed, and the CPU time that they and their children have used."""

import os  # what a child may cost is told by the kernel, and its environment is this one's
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.figures import NotHere

PATIENCE = 60.0
Command = Sequence[str | Path]
_TICKS = os.sysconf("SC_CLK_TCK")
_PROCESSES = Path("/proc")


class Account:
    """A process that can be asked what CPU it has used, in seconds: it, its children, and those that have ended."""

    def __init__(self, pid: int) -> None:
        if not (_PROCESSES / "self" / "stat").exists():
            raise NotHere("the CPU time of other processes is read from /proc, which only Linux has")
        self.pid = pid

    def cpu(self) -> float:
        own = _times(self.pid)
        children = (_times(int(one.name)) for one in _PROCESSES.iterdir() if one.name.isdigit())
        ticks = sum(own[1:]) + sum(sum(each[1:3]) for each in children if each[0] == self.pid)
        return ticks / _TICKS


def _times(pid: int) -> tuple[int, ...]:
    """(parent, user, system, user of ended children, system of those), in ticks; nothing of one that has gone."""
    try:
        said = (_PROCESSES / str(pid) / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return (0, 0, 0, 0, 0)
    fields = said.rpartition(")")[2].split()  # the name before it may hold spaces
    return (int(fields[1]), *map(int, fields[11:15]))


@contextmanager
def running(
    command: Command, log: Path, *, where: Path | None = None, end: int = signal.SIGTERM
) -> Iterator[Account]:
    """A server, from its start to `end`; what it says goes to `log`."""
    with log.open("wb") as said:
        child = subprocess.Popen(command, stdout=said, stderr=said, cwd=where or log.parent)
    try:
        yield Account(child.pid)
    finally:
        child.send_signal(end)
        child.wait(PATIENCE)


def is_root() -> bool:
    return os.geteuid() == 0


def as_user(user: str, *command: str | Path) -> list[str | Path]:
    """The command as somebody else's, in the same process; whoever is not root stays who he is."""
    before = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", "--"] if is_root() else []
    return [*before, *command]


def until(ready: Callable[[], bool], log: Path) -> None:
    """Wait for a server; one that does not come is not here, with the end of what it said."""
    last = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > last:
            raise NotHere(f"{log.stem} does not start: {log.read_text()[-500:]}")
        time.sleep(0.1)


def listens(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
