"""A house that dies for real: in its own process, at one AWS call, nothing flushed and nothing closed."""

import json
import multiprocessing
import os  # the only way to die without a word
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal

from chalicelib.wiring import SeededIds
from sandbox.clock import Clock
from sandbox.engines import DynamoDBLocalEngine, _Clients
from sandbox.ses import SentMail
from tests.faults.schedules import READS
from tests.faults.stage import NOON, Stage

KILLED = 137


class Elsewhere(DynamoDBLocalEngine):
    """The DynamoDB Local of another process; what its SES takes is in `book` before it is answered."""

    def __init__(self, now: Callable[[], datetime], url: str, book: Path) -> None:
        _Clients.__init__(self, now)
        self._process: Any = SimpleNamespace(url=url, close=lambda: None)
        self._book = book
        for line in book.read_text().splitlines() if book.exists() else ():
            self.post_office.keep(_letter(json.loads(line)))
        self._keep, self.post_office.keep = self.post_office.keep, self._write_down  # type: ignore[method-assign]

    def _write_down(self, mail: SentMail) -> None:
        with self._book.open("a") as book:
            book.write(json.dumps(asdict(mail), default=str) + "\n")
            book.flush()
            os.fsync(book.fileno())
        self._keep(mail)


def _letter(said: dict[str, Any]) -> SentMail:
    return SentMail(**{**said, "sent_at": datetime.fromisoformat(said["sent_at"]), "to": tuple(said["to"])})


@dataclass(frozen=True)
class Death:
    """Before or after a call, or once a write was applied: the how manieth."""

    when: Literal["before", "after", "written"]
    call: int


@dataclass(frozen=True)
class Place:
    """Where a house is, whoever lives in it."""

    url: str
    book: Path

    def stage(self, heir_of: Stage | None = None) -> Stage:
        """A house with a new process's ids; an heir's clock and notes are those of the one before."""
        clock = Clock(frozen=True, start=heir_of.house.clock.now() if heir_of else NOON)
        stage = Stage(Elsewhere(clock.now, self.url, self.book), clock)
        if heir_of:
            stage.notes = dict(heir_of.notes)
            stage.house.wired.ids = SeededIds(f"{os.getpid()} {clock.now()}")
        return stage


def live(place: Place, before: Stage, act: Callable[[Stage], object], death: Death) -> int:
    """Act, in a process of its own that dies this death; its exit code, 0 if it outlived it."""
    arguments = (place, before, act, death)
    process = multiprocessing.get_context("fork").Process(target=_life, args=arguments)
    process.start()
    process.join(60)
    assert process.exitcode is not None, "it neither lives nor dies"
    return process.exitcode


def _life(place: Place, before: Stage, act: Callable[[Stage], object], death: Death) -> None:
    mortal = place.stage(before)
    _doom(mortal, death)
    act(mortal)
    os._exit(0)


def _doom(stage: Stage, death: Death) -> None:
    calls = writes = 0

    def before(**_: Any) -> None:
        nonlocal calls
        calls += 1
        if (death.when, death.call) == ("before", calls):
            os._exit(KILLED)

    def after(model: Any, **_: Any) -> None:
        nonlocal writes
        writes += model.name not in READS
        if death in (Death("after", calls), Death("written", writes)):
            os._exit(KILLED)

    for service, client in (
        ("dynamodb", stage.house.wired.table.client),
        ("sesv2", stage.house.wired.mailer._client),
    ):
        client.meta.events.register_first(f"before-call.{service}", before)
        client.meta.events.register_last(f"after-call.{service}", after)
