"""An import at work: how far it is, what it made, and what it will count even if it dies half-way."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from .imports import Noun

Verdict = Literal["create", "update", "unchanged", "faulty"]
LETTERS: dict[Verdict, str] = {"create": "c", "update": "u", "unchanged": "=", "faulty": "f"}
# Rows are people's data: they go when they are worked off, or with this if nobody comes to it.
ROWS_KEPT = timedelta(days=7)


@dataclass
class ImportJob:
    """`part` and `place` are where it goes on: the stored part, and the line within it.

    `plan` says, a letter a line, what the batch at hand was found to need before anything was done to it: a
    batch that is done again after a crash finds its work standing, and is counted all the same as planned.
    `into` is what all of it belongs to: of enrolments the group and the target.
    """

    uid: str
    created: datetime
    last_updated: datetime
    kind: Noun
    columns: tuple[str, ...]
    rows: int
    parts: int
    part: int = 0
    place: int = 0
    done: int = 0
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(map(str, LETTERS), 0))
    faults: int = 0
    plan: str = ""
    into: tuple[str, ...] = ()
    version: int = 0

    @property
    def finished(self) -> bool:
        return self.part >= self.parts

    @property
    def state(self) -> Literal["waiting", "running", "done"]:
        if self.finished:
            return "done"
        return "running" if self.done or self.plan else "waiting"

    @property
    def due(self) -> datetime | None:
        """Behind whatever else was due before its last move: no import keeps others waiting."""
        return None if self.finished else self.last_updated

    @property
    def intended(self) -> tuple[Verdict, ...]:
        verdicts = {letter: verdict for verdict, letter in LETTERS.items()}
        return tuple(verdicts[letter] for letter in self.plan)

    def intend(self, verdicts: Sequence[Verdict], *, at: datetime) -> None:
        self.plan = "".join(LETTERS[verdict] for verdict in verdicts)
        self.last_updated = at

    def advance(self, faulty: Sequence[bool], *, faults: int, last: bool, at: datetime) -> None:
        """The batch is done as intended, but for the lines that turned out faulty."""
        for verdict, failed in zip(self.intended, faulty, strict=True):
            self.counts["faulty" if failed else verdict] += 1
        self.done += len(faulty)
        self.part, self.place = (self.part + 1, 0) if last else (self.part, self.place + len(faulty))
        self.faults += faults
        self.plan, self.last_updated = "", at


def drawn(secret: str, *of: str) -> str:
    """64 hex digits that follow from the tenant's secret: the same for the same, and nobody's to guess."""
    return hmac.new(secret.encode(), "\x1f".join(("import", *of)).encode(), hashlib.sha256).hexdigest()


def imported_uid(secret: str, kind: Noun, ref: str, turn: int = 0) -> str:
    """The uid of what is made for an external reference; a later turn where the earlier uid is used up."""
    return drawn(secret, kind, ref, str(turn))[:24]
