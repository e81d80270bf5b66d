"""Counts anew from a contact's stored events: a definition that goes live late, a window let go.

Whatever was issued stays issued, under its key; what the stored events add to that is issued once.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from .engine import Issue, Outcome, Standing, apply
from .model import ActivityEvent, Definition
from .progress import NOTHING, Progress, Tally, copy_of


def recount(
    progress: Progress,
    definition: Definition,
    events: Iterable[ActivityEvent],
    issued: Collection[str],
    standing: Standing,
    now: datetime,
    most: int | None = None,
) -> Outcome:
    """The tally as all stored events make it, those counted before among them: it replaces what stands.

    `issued` are the keys of the achievement's issues to the contact. Doing it twice changes nothing; with
    `most`, so many are issued at a time, and doing it again issues the next.
    """
    scratch = apply({}, [definition], events, standing, now)
    new = _new(scratch.issues, definition, issued)[:most]
    tally = copy_of(scratch.progress.get(definition.id, NOTHING))
    if issued or new:
        tally["n"] = len(issued) + len(new)
    for key in issued:
        _close(tally, key)
    return Outcome({**progress, definition.id: tally}, new, counted=scratch.counted)


def recount_window(
    progress: Progress,
    definition: Definition,
    window: str,
    events: Iterable[ActivityEvent],
    issued: Collection[str],
    standing: Standing,
    now: datetime,
) -> Outcome:
    """Judges a window whose counters were let go, by all its stored events; it is not counted further."""
    inside = [event for event in events if definition.scheduling.window(event.at) == window]
    scratch = apply({}, [definition], inside, standing, now)
    new = _new(scratch.issues, definition, issued)
    if not new:
        return Outcome(progress, counted=scratch.counted)
    tally = copy_of(progress.get(definition.id, NOTHING))
    tally["n"] = len(issued) + len(new)
    return Outcome({**progress, definition.id: tally}, new, counted=scratch.counted)


def _new(issues: Iterable[Issue], definition: Definition, issued: Collection[str]) -> tuple[Issue, ...]:
    """Those that were not issued under their key before, as far as the limit goes, numbered on."""
    left = definition.scheduling.most - len(issued)
    new = [issue for issue in issues if issue.key not in issued][: max(left, 0)]
    return tuple(replace(issue, number=number) for number, issue in enumerate(new, len(issued) + 1))


def _close(tally: Tally, window: str) -> None:
    kept = tally.get("w", {}).get(window)
    if kept is not None:
        kept["i"] = 1
