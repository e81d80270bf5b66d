"""A PostgreSQL of its own: an empty one in a temporary directory, behind a socket that nobody else can see."""

import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import chown
from tempfile import TemporaryDirectory

from benchmarks.peers.installed import program
from benchmarks.peers.processes import Account, as_user, is_root, running, until

PACKAGE = "postgresql"
OWNER = "postgres"  # Debian's; it refuses to run as root
_KEPT = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Database:
    directory: Path
    account: Account
    version: str

    def url(self, name: str) -> str:
        return f"postgresql:///{name}?host={self.directory}&user={OWNER}"

    def run(self, name: str, sql: str) -> None:
        how = ["-qX", "-v", "ON_ERROR_STOP=1", "-h", str(self.directory), "-U", OWNER, name]
        subprocess.run([_program("psql"), *how], input=sql, text=True, check=True, capture_output=True)


@contextmanager
def database() -> Iterator[Database]:
    """As Debian sets it up, but for the network, which it does not listen to."""
    with TemporaryDirectory(prefix="postgres-") as made:
        place = Path(made)
        if is_root():
            chown(place, OWNER, OWNER)
        data, log = place / "data", place / "postgres.log"
        create = as_user(OWNER, _program("initdb"), "-D", data, "-U", OWNER, "-A", "trust", "--no-sync")
        subprocess.run(create, check=True, capture_output=True, cwd=place)
        options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={place}"]
        command = as_user(OWNER, _program("postgres"), "-D", data, *options)
        with running(command, log, end=signal.SIGINT) as account:
            until(lambda: (place / ".s.PGSQL.5432").exists() and _answers(place), log)
            yield Database(place, account, _version())


def _answers(place: Path) -> bool:
    return subprocess.run([_program("pg_isready"), "-q", "-h", place]).returncode == 0


def _version() -> str:
    said = subprocess.run([_program("postgres"), "--version"], check=True, capture_output=True, text=True)
    return " ".join(re.findall(r"PostgreSQL|\d+\.\d+", said.stdout)[:2])


def _program(name: str) -> str:
    return program(name, PACKAGE, *(each / "bin" for each in sorted(_KEPT.glob("*"), reverse=True)))
