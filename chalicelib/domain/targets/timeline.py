"""The time line of an enrolment: what happened to it, in order, so that a person can see why it stands so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ..zones import day_begins
from .enrolment import Enrolment, Scheme
from .streak import Outcome, run_of


@dataclass(frozen=True)
class Entry:
    """`what` is one word of WORDS; `streak` is its length after that; `note` says the rest."""

    at: datetime
    what: str
    cycle: str | None = None
    streak: int | None = None
    note: str = ""


WORDS = (
    *("unenrolled", "reset", "enrolled", "achieved", *Outcome),
    *("level_reached", "pause", "freezes_given"),
)


def timeline(scheme: Scheme, enrolment: Enrolment | None, *, now: datetime) -> tuple[Entry, ...]:
    """All that is known of it, oldest first; of what is set for the future, the pauses."""
    if enrolment is None:
        return ()
    found = [*_coming_and_going(enrolment), *_achieved(scheme, enrolment)]
    if scheme.is_streak:
        found += [*_steps(scheme, enrolment, now), *_kept(scheme, enrolment)]
        found += [Entry(at, "level_reached", note=name) for name, at in enrolment.levels.items()]
    return tuple(sorted(found, key=lambda entry: (entry.at, WORDS.index(entry.what))))


def _coming_and_going(enrolment: Enrolment) -> Iterator[Entry]:
    """The last enrolments; older ones than are remembered are left out."""
    turn = enrolment.spans[0].turn if enrolment.spans else 1
    for span in enrolment.spans:
        if span.turn > turn:
            yield Entry(span.entered, "reset", streak=0)
        turn = span.turn
        yield Entry(span.entered, "enrolled")
        if span.until:
            yield Entry(span.until, "unenrolled")


def _achieved(scheme: Scheme, enrolment: Enrolment) -> Iterator[Entry]:
    for cycle in scheme.cycles:
        achieved = enrolment.cell(cycle).achieved
        if achieved:
            yield Entry(achieved, "achieved", cycle.ref_code)


def _steps(scheme: Scheme, enrolment: Enrolment, now: datetime) -> Iterator[Entry]:
    for step in run_of(enrolment, scheme, now).steps:
        yield Entry(step.at, step.outcome, step.cycle.ref_code, step.after)


def _kept(scheme: Scheme, enrolment: Enrolment) -> Iterator[Entry]:
    for pause in enrolment.pauses:
        at = day_begins(pause.start, scheme.group.zone)
        yield Entry(at, "pause", note=f"{pause.start} to {pause.end}")
    for grant in enrolment.grants:
        yield Entry(grant.at, "freezes_given", note=str(grant.number))
