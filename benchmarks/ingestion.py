"""Activity events as clients send them: CPU of a batch in the API, until it is answered."""

import gc
import json
import time
from collections.abc import Iterable

from benchmarks.deliveries import sale
from benchmarks.figures import Figure
from chalicelib.store import table
from sandbox.gateway import Reply
from tests.competing import EVENTS, Arena, counting
from tests.simulation.world import World

TITLE = "Ingestion: batches of events, until they are answered"
SIZES = (1, 25, 100, 500)
MEMBERS = 500
# So many events a size, one in eight of them before the clock runs.
TOLD = {1: 80, 25: 1_000, 100: 1_600, 500: 4_000}
NOTE = "over the gateway of the sandbox; the table is in memory, and its CPU is in it; / parsed and written as JSON alone"


def measure() -> Iterable[Figure]:
    table.AT_ONCE = 1  # the engine in memory takes one call at a time
    world = World(1)
    arena = Arena(world.club)
    arena.live("sells", counting("sale", 10))
    _accepted(world.club.ask("POST", EVENTS, [sale("first", n) for n in range(MEMBERS)]))
    gc.collect()
    gc.freeze()  # a real function has no table in its own memory
    for size in SIZES:
        spent, floor = _spent(world, size)
        of = "a lone event, counted too" if size == 1 else f"a batch of {size}"
        yield Figure(of, "µs an event", spent * 1e6, floor * 1e6, note=NOTE if size == SIZES[0] else "")
        yield Figure(of, "events a second and core", 1 / spent)


def _spent(world: World, size: int) -> tuple[float, float]:
    """Seconds of CPU an event, and of its JSON alone: a batch of each in turn."""
    spent, floor, counted = 0.0, 0.0, 0
    for start in range(0, TOLD[size], size):
        events = [
            sale(f"by {size}", n) | {"memberRefId": f"m{n % MEMBERS}"} for n in range(start, start + size)
        ]
        begun = time.process_time()
        reply = world.club.ask("POST", EVENTS, events)
        answered = time.process_time()
        json.dumps(reply.json), json.loads(json.dumps(events))
        done = time.process_time()
        _accepted(reply)
        if start >= TOLD[size] // 8:
            spent, floor, counted = spent + answered - begun, floor + done - answered, counted + size
    return spent / counted, floor / counted


def _accepted(reply: Reply) -> None:
    assert {fate["status"] for fate in reply.json["data"]} == {"accepted"}, reply.body[:500]
