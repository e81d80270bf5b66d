"""CPU of a warm request of each kind, against a bare handler that makes the same calls with the same answer."""

import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import instructions
from benchmarks.figures import Figure
from benchmarks.warm import kinds, recording
from benchmarks.warm.kinds import KINDS, Kind
from benchmarks.warm.recording import Recording
from chalicelib import wiring
from sandbox import residents
from sandbox.clock import Clock
from sandbox.engines import InProcessEngine
from sandbox.house import House
from tests.asking import Club

TITLE = "Warm requests: instructions of one, in millions"
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
FEW, MANY = 1, 6
MOST = 1.15  # times the bare handler
PER = 1_000_000


def measure() -> Iterable[Figure]:
    recordings = [recorded(kind) for kind in KINDS]
    with tempfile.TemporaryDirectory() as room:
        path = Path(room) / "recordings"
        recording.save(recordings, path)
        ends = instructions.ends("-m", "benchmarks.warm.turns", str(path), str(FEW), str(MANY))
    counts = iter(ends)
    for told in recordings:
        yield from _figures(told, _slope(counts), _slope(counts), _slope(counts))


def _figures(told: Recording, ours: float, bare: float, same_client: float) -> Iterator[Figure]:
    """The drawing of a PDF is ours alone: it is told and not judged."""
    floor = bare / PER
    most = None if told.drawn else MOST * floor
    calls = f"{len(told.warm)} calls"
    yield Figure(told.name, "M instructions", ours / PER, floor=floor, most=most, note=calls)
    yield Figure(told.name, "of it beside the calls", (ours - same_client) / PER)
    yield Figure(told.name, "times the bare handler", ours / bare)


def _slope(counts: Iterator[int]) -> float:
    few, many = next(counts), next(counts)
    return (many - few) / (MANY - FEW)


def recorded(kind: Kind) -> Recording:
    """The request of this kind as a fresh container serves it, and which of its calls a warm one makes."""
    clock = Clock(frozen=True, start=NOON)
    engine = InProcessEngine(clock.now)
    engine.reset()
    try:
        house = House(engine, clock, metered=False, pause=lambda _: None)
        ask = kind.prepared(Club(house, residents.move_in(house, "a seed for benchmarks")))
        with recording.heard(house, kind.name) as calls:
            event, answer = kinds.captured(house, ask)
        event["headers"] |= recording.OF_THE_GATEWAY
        said = None if answer.get("isBase64Encoded") else json.loads(answer["body"])
        now = clock.now().isoformat()
        told = Recording(kind.name, event, now, calls, answer["statusCode"], said)
        return replace(told, warm=_warm(told))
    finally:
        wiring.use(None)
        engine.reset()


def _warm(told: Recording) -> list[int]:
    from benchmarks.warm import turns  # that one is a program, too

    turn, asked = turns.app_turn(told)
    for _ in range(turns.WARM):
        turn()
    return asked()
