"""A house that dies for real: in its own process, at one AWS call, nothing flushed and nothing closed."""

import json
import multiprocessing
import os  # the only way to die without a word
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sandbox.clock import Clock
from sandbox.engines import DynamoDBLocalEngine, _Clients
from sandbox.ses import SentMail
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


def stage(url: str, book: Path) -> Stage:
    clock = Clock(frozen=True, start=NOON)
    return Stage(Elsewhere(clock.now, url, book), clock)


def live(url: str, book: Path, uid: str, when: str, call: int) -> int:
    """Finish and send the mail, in a process of its own that dies at this call; its exit code."""
    arguments = (url, book, uid, when, call)
    process = multiprocessing.get_context("fork").Process(target=_life, args=arguments)
    process.start()
    process.join(60)
    assert process.exitcode is not None, "it neither lives nor dies"
    return process.exitcode


def _life(url: str, book: Path, uid: str, when: str, call: int) -> None:
    mortal = stage(url, book)
    calls = 0

    def before(**_: Any) -> None:
        nonlocal calls
        calls += 1
        if (when, calls) == ("before", call):
            os._exit(KILLED)

    def after(**_: Any) -> None:
        if (when, calls) == ("after", call):
            os._exit(KILLED)

    for service, client in (
        ("dynamodb", mortal.house.wired.table.client),
        ("sesv2", mortal.house.wired.mailer._client),
    ):
        client.meta.events.register_first(f"before-call.{service}", before)
        client.meta.events.register_last(f"after-call.{service}", after)
    mortal.club.done(f"achievement/{uid}/finish/")
    mortal.house.pump.drain()
    os._exit(0)
