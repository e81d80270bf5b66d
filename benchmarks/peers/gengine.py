"""gamification-engine 0.4.0 as its documentation sets it up: one worker, PostgreSQL, its caches in memory."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.peers.asking import Asker
from benchmarks.peers.installed import HERE, environment, python
from benchmarks.peers.postgres import Database
from benchmarks.peers.processes import Account, free_port, listens, running, until

NAME = "gamification-engine 0.4.0"
_SETTINGS = (HERE / "gengine.ini").read_text()
_TABLES = "import sys; from gengine.maintenance.scripts.initializedb import main; main(['', sys.argv[1]])"
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
# Its own call to add a subject answers 500 for a new id; the rest are forms of its pages for people.
_FOUND = """
insert into languages (id, name, created_at) values (1, 'en', now());
insert into subjecttypes (id, name, created_at) values (1, 'User', now());
insert into variables (id, name, increase_permission, created_at) values (1, 'play', 'admin', now());
insert into subjects (id, subjecttype_id, name, language_id, timezone, created_at)
  select n, 1, 'member ' || n, 1, 'UTC', now() from generate_series(1, {members}) n;
"""
_RULE = """
insert into achievements (name, maxlevel, hidden, evaluation, evaluation_timezone, comparison_type,
    player_subjecttype_id, condition, goal, operator, created_at, view_permission, group_by_key)
  values ({values}, now(), 'everyone', false);
"""
_PLAYED = """'{"term": {"type": "literal", "variable": "play"}}'"""
_PLAYS = """
insert into "values" (subject_id, agent_id, datetime, variable_id, value, key)
  select n, n, now(), 1, n, '' from generate_series(1, {members}) n;
"""
GOAL = f"'ten', 1, false, 'immediately', null, 'none', 1, {_PLAYED}, '10', 'geq'"
BOARD = f"'board', 1, false, 'weekly', 'UTC', 'global', 1, {_PLAYED}, null, null"


@dataclass(frozen=True)
class GEngine:
    """Members are numbered from 1; an event is a value that is added to the variable `play`."""

    name: str
    asker: Asker
    server: Account
    database: Database

    def cpu(self) -> tuple[float, float]:
        """Seconds so far without its database, and with it."""
        server = self.server.cpu()
        return server, server + self.database.account.cpu()

    def event(self, member: int, value: int = 1) -> None:
        self.asker.ask("POST", f"/increase_value/play/{member}", f"value={value}".encode(), _FORM)

    def played_by_all(self, members: int) -> None:
        """Each of them once, as much as its number."""
        self.database.run(self.name, _PLAYS.format(members=members))

    def progress(self, member: int) -> Any:
        return self.asker.ask("GET", f"/progress/{member}")["achievements"][0]


@contextmanager
def gengine(database: Database, name: str, rule: str, members: int) -> Iterator[GEngine]:
    """With one rule, `GOAL` or `BOARD`, in a database of its own."""
    interpreter, port = environment("gengine", python("3.8")), free_port()
    database.run("postgres", f"create database {name}")
    settings = database.directory / f"{name}.ini"
    settings.write_text(_SETTINGS.format(database=database.url(name), port=port))
    subprocess.run([interpreter, "-c", _TABLES, settings], check=True, capture_output=True)
    database.run(name, _FOUND.format(members=members) + _RULE.format(values=rule))
    log = Path(database.directory) / f"{name}.log"
    with running([interpreter, "-m", "pyramid.scripts.pserve", settings], log) as server:
        until(lambda: listens(port), log)
        yield GEngine(name, Asker(port), server, database)
