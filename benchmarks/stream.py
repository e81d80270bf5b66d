"""The stream's function: CPU for a record, and how often it asks the table, in batches of 1, 10 and 100."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import tape
from benchmarks.delivered import taken
from benchmarks.deliveries import CARDS, CARDS_AGAIN, EVENTS, EVENTS_AGAIN, IDLE, recorded
from benchmarks.figures import Figure
from benchmarks.instructions import counted
from benchmarks.tape import Delivery

TITLE = "Stream: what a record takes"
SIZES = (1, 10, 100)
# Batches that are counted by cachegrind.
TURNS = {1: 200, 10: 50, 100: 6}
MOST_TIMES_PARSING = 1.5
TOLD = "each batch is told in one line of the log, be it of one record"
# Of a thousand records of distinct members: read a hundred at a time, the records' items and what stands beside
# them; a progress for each member; a card's four windows are four entries, a hundred items in a transaction.
LEAST_CALLS = {IDLE: 0, EVENTS: 1_020, EVENTS_AGAIN: 20, CARDS: 60, CARDS_AGAIN: 20}
NOTES = {
    EVENTS: "records are written by the product while 1,000 members sell; µs and instructions have the engine in memory in them",
    CARDS: "each sale moves its member in four windows; amounts jump, so that transactions share few nodes of the tree",
}


def measure() -> Iterable[Figure]:
    found = recorded()
    for kind, delivery in found.items():
        yield from _taken(kind, delivery)
    with TemporaryDirectory() as place:
        for kind, sizes in ((IDLE, SIZES), (EVENTS, SIZES[-1:]), (CARDS, SIZES[-1:])):
            path = Path(place) / "delivery"
            tape.kept(found[kind], path)
            yield from _counted(kind, path, sizes)


def _taken(kind: str, delivery: Delivery) -> Iterable[Figure]:
    """By CPU time, of which the ratio to parsing is steady: both are taken in turn."""
    for size in SIZES:
        one = taken(delivery, size)
        yield Figure(kind, f"µs by {size}", one.handled * 1e6, one.parsed * 1e6, note=NOTES.get(kind, ""))
    yield Figure(kind, "a second and core", 1 / one.handled)
    thousand = one.calls.total() * 1_000 / len(delivery.records)
    yield Figure(kind, f"calls per 1,000 by {size}", thousand, LEAST_CALLS[kind])


def _counted(kind: str, path: Path, sizes: Iterable[int]) -> Iterable[Figure]:
    """Instructions; nothing is asked of the records that lead to something, for parsing is not their work."""
    for size in sizes:
        floor = _each("benchmarks.parsed", path, size)
        most = MOST_TIMES_PARSING * floor / 1e3 if kind == IDLE else None
        yield Figure(
            kind,
            f"k instr. by {size}",
            _each("benchmarks.delivered", path, size) / 1e3,
            floor / 1e3,
            most,
            why=TOLD if kind == IDLE else "",
        )


def _each(module: str, path: Path, size: int) -> float:
    """A record's, without all that comes before the second batch."""
    none, some = (counted("-m", module, str(path), str(size), str(turns)) for turns in (0, TURNS[size]))
    return (some - none) / (size * TURNS[size])
