"""What one progress item keeps of a contact: for each achievement its issues and its counters by window.

Plain data with short names, as the table keeps it. Nothing here is changed in place but on a copy.
"""

from collections.abc import Iterable
from typing import Any, TypedDict

from .counters import Counter, add
from .model import ActivityEvent, Definition, MainRule

KEPT_WINDOWS = 8
# Beyond this many bytes the counters of achievements that are never issued again are let go.
HEAVY = 16_000


class Kept(TypedDict, total=False):
    """One window: r: the counters by the position of their rule; i: 1 once it is issued."""

    r: dict[str, Counter]
    i: int


class Tally(TypedDict, total=False):
    """One achievement: n: how often it was issued; w: its windows; p: the latest window let go."""

    n: int
    w: dict[str, Kept]
    p: str


Progress = dict[str, Tally]
NOTHING: Tally = {}


def copy_of(tally: Tally) -> Tally:
    """Down to the counters, which `count` changes."""
    copied = tally.copy()
    if "w" in tally:
        copied["w"] = {window: _copy_of(kept) for window, kept in tally["w"].items()}
    return copied


def _copy_of(kept: Kept) -> Kept:
    copied = kept.copy()
    if "r" in kept:
        copied["r"] = {position: one.copy() for position, one in kept["r"].items()}
    return copied


def is_finished(tally: Tally, definition: Definition) -> bool:
    return tally.get("n", 0) >= definition.scheduling.most


def is_past(tally: Tally, window: str) -> bool:
    """Whether the window's counters are gone, or would be the first to go: it must be counted anew."""
    windows = tally.get("w", {})
    gone = window <= tally.get("p", "")
    return gone or (window not in windows and len(windows) >= KEPT_WINDOWS and window < min(windows))


def count(tally: Tally, window: str, rules: Iterable[MainRule], event: ActivityEvent) -> None:
    """Counts the event for the rules; the oldest windows make room."""
    windows = tally.setdefault("w", {})
    kept = windows.setdefault(window, {})
    counters = kept.setdefault("r", {})
    for rule in rules:
        add(counters.setdefault(str(rule.position), {}), rule.fact, event.value)
    while len(windows) > KEPT_WINDOWS:
        oldest = min(windows)  # later than what was let go before: that is never opened again
        del windows[oldest]
        tally["p"] = oldest


def counter(kept: Kept, rule: MainRule) -> Counter:
    return kept.get("r", {}).get(str(rule.position), {})


def lightened(progress: Progress, definitions: Iterable[Definition], most: int = HEAVY) -> Progress:
    """The same within `most` bytes as far as that goes: issued for good, only the number of issues stays."""
    if weight(progress) <= most:
        return progress
    done = {each.id for each in definitions if is_finished(progress.get(each.id, NOTHING), each)}
    return {uid: {"n": tally["n"]} if uid in done else tally for uid, tally in progress.items()}


def weight(value: Any) -> int:
    """Bytes in the table: names and text as UTF-8, numbers by their digits, 3 for a map, 1 for each pair."""
    match value:
        case dict():
            return 3 + sum(1 + len(str(name).encode()) + weight(inner) for name, inner in value.items())
        case str():
            return len(value.encode())
        case _:
            return len(str(value)) // 2 + 2
