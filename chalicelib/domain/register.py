"""A group's register: who is in it by name, what one tap says, and what becomes of it (issue 10)."""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from .achievement import Achievement, StepMark
from .achievement_type import AchievementType
from .contact import Contact
from .refusals import Conflict, Invalid, NotFound

# A page stays small enough for a phone at the pool side, and below 50 KB.
MEMBERS_SHOWN = 16
STEPS_SHOWN = 6
# How long a phone may keep a tap that no network took.
LATEST = timedelta(days=7)

# done: as wanted now; was: so it stood; the others say why it could not be.
State = Literal["done", "was", "open", "finished", "anew", "no_step", "gone"]
FINE: frozenset[State] = frozenset({"done", "was"})
_TAP = re.compile(r"([0-9a-f]{24})\.([1-9][0-9]{0,2})\.(?:(1)|0\.([0-9a-f]{10}))")
_CHOICE = re.compile(r"([0-9a-f]{24})(?:\.([0-9a-f]{10}))?")
_MILLISECONDS = re.compile(r"[0-9]{12,14}")
_PERSON = re.compile(r"/[a-z0-9-]+/person/([0-9a-f]{24})/")


@dataclass(frozen=True)
class Tap:
    """One step of one achievement as it shall be, never "the other way round": a repeat is harmless.

    Whoever takes a step back names the mark that was seen: None where it shall be ticked.
    """

    achievement: str
    step: int
    seen: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of it for one member; `open` is how many steps are, where that is in the way."""

    uid: str
    name: str
    state: State
    open: int = 0

    @property
    def fine(self) -> bool:
        return self.state in FINE


@dataclass(frozen=True)
class Cell:
    """A step of one member's achievement, by the number that it has there."""

    step: int
    mark: StepMark | None

    @property
    def seen(self) -> str:
        return seen(self.mark) if self.mark else ""


def cells(achievement: Achievement, steps: Sequence[str]) -> list[Cell | None]:
    """A cell for each of these steps; none for one that it has not, because its type was changed since."""
    numbers = {name: number for number, name in enumerate(achievement.steps, 1)}
    own = [numbers.get(name) for name in steps]
    return [Cell(step, achievement.done.get(step)) if step else None for step in own]


def elsewhere(achievement: Achievement, kind: AchievementType) -> list[int]:
    """The open steps that the type no longer has: in no column, and yet needed to finish."""
    return [step for step in achievement.open_steps if achievement.steps[step - 1] not in kind.steps]


def tap(text: str) -> Tap:
    """As a cell of the register says it: `{achievement}.{step}.1`, or `….0.{mark}` to take it back."""
    found = _TAP.fullmatch(text)
    if found is None:
        raise Invalid("This is no cell of the register.", {"tap": "not a cell"})
    return Tap(found[1], int(found[2]), found[4])


def choice(text: str) -> tuple[str, str]:
    """A row that was chosen: the achievement, and the mark that its step bore, if it bore one."""
    found = _CHOICE.fullmatch(text)
    if found is None:
        raise Invalid("This is no row of the register.", {"who": "not a row"})
    return found[1], found[2] or ""


def seen(mark: StepMark) -> str:
    """What tells this mark from any other: another day, another witness, another word in it."""
    parts = (mark.at.astimezone(UTC).isoformat(), mark.by, mark.note or "", *mark.evidence)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:10]


def note_seen(note: str | None) -> str:
    """What tells this note from any other; nothing of none."""
    return hashlib.sha256(note.encode()).hexdigest()[:10] if note else ""


def told_at(milliseconds: str, *, now: datetime) -> datetime:
    """When a phone says that it was tapped: it may have waited for a network, but not for ever."""
    if not milliseconds:
        return now
    if not _MILLISECONDS.fullmatch(milliseconds):
        raise Invalid("This is no moment.", {"when": "not a moment"})
    at = datetime.fromtimestamp(int(milliseconds) / 1000, UTC)
    return at if now - LATEST <= at <= now else now


def tick(achievement: Achievement, step: int, mark: StepMark, *, at: datetime) -> State:
    """A tick that stands keeps its day and its witness, also where all is finished."""
    _check(achievement, step)
    if step in achievement.done:
        return "was"
    achievement.complete_step(step, mark, at=at)
    return "done"


def untick(achievement: Achievement, step: int, saw: str, *, at: datetime) -> State:
    """Only the mark that was seen is taken back: one that somebody else made meanwhile stays."""
    _check(achievement, step)
    mark = achievement.done.get(step)
    if mark is None:
        return "was"
    if achievement.finished:
        return "finished"
    if seen(mark) != saw:
        return "anew"
    achievement.uncomplete_step(step, at=at)
    return "done"


def finish(achievement: Achievement, *, by: str, at: datetime) -> State:
    if achievement.finished:
        return "was"
    if achievement.open_steps:
        return "open"
    achievement.finish(by=by, at=at)
    return "done"


def write_note(achievement: Achievement, step: int, mark: StepMark, had: str, *, at: datetime) -> bool:
    """Note and evidence of a step, which ticks it; Conflict where the note is no longer the one it replaces.

    Whether anything changed.
    """
    _check(achievement, step)
    stood = achievement.done.get(step)
    note = stood.note if stood else None
    if mark.note and note != mark.note and had != note_seen(note):
        raise Conflict(
            "Somebody else wrote a note meanwhile. Yours is below; save it again to replace theirs."
        )
    return achievement.complete_step(step, mark, at=at)


def by_name(people: Iterable[Contact]) -> list[Contact]:
    """As a class register has them: by last name, then first; accents make no order of their own."""
    return sorted(people, key=lambda one: (*map(_plain, _names(one)), one.uid))


def stretch(steps: Sequence[str], first: int) -> list[int]:
    """The numbers of the steps that are shown together, from `first` on."""
    begin = min(max(1, first), len(steps))
    return list(range(begin, min(begin + STEPS_SHOWN, len(steps) + 1)))


def start_uid(tenant: str, kind: str, contact: str, turn: int) -> str:
    """The achievement that a register starts has an id of its own, so that two coaches start one.

    `turn` counts those that were removed before.
    """
    said = f"register|{tenant}|{kind}|{contact}|{turn}"
    return hashlib.sha256(said.encode()).hexdigest()[:24]


def link_tail(secret: str, uid: str) -> str:
    """What makes this id a public link's: nobody can tell it without the tenant's secret."""
    return hmac.new(secret.encode(), f"link|{uid}".encode(), hashlib.sha256).hexdigest()[:16]


def witness(by: str) -> str | None:
    """The person who made a mark; None: it was a program's."""
    found = _PERSON.fullmatch(by)
    return found[1] if found else None


def _check(achievement: Achievement, step: int) -> None:
    """The steps are counted from 1; NotFound for one that it has not."""
    if not 1 <= step <= len(achievement.steps):
        raise NotFound("There is no such step.")


def _names(one: Contact) -> tuple[str, str]:
    return (one.last_name or one.name or one.first_name or "", one.first_name or one.name or "")


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
