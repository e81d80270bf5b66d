"""A thousand members sell: what the stream says of it, kind by kind, written by the product itself."""

from typing import Any

from benchmarks.tape import Delivery, Tape
from chalicelib.listeners import stream
from chalicelib.store import table
from sandbox import schema
from sandbox.mapping import Mapping, Record
from tests.api import playing
from tests.competing import Arena, counting
from tests.simulation.world import Context, World

MEMBERS = 1_000
IN_A_REQUEST = 500
IN_A_BATCH = 100
IDLE, EVENTS, EVENTS_AGAIN, CARDS, CARDS_AGAIN = (
    "of no interest",
    "events to count",
    "events counted before",
    "cards to follow",
    "cards followed before",
)


def recorded(members: int = MEMBERS) -> dict[str, Delivery]:
    """So many members sell for the second time: their events, and the cards of the boards that change by
    them. A rule counts sales, and there is a board of them."""
    table.AT_ONCE = 1  # the engine in memory takes one call at a time
    world = World(1)
    tape = Tape(schema.table_properties()["StreamSpecification"]["StreamViewType"], world.clock.now)
    world.memory.changed = tape.changed
    arena = Arena(world.club)
    arena.live("sells", counting("sale", 10))
    playing.rank(world.club)
    wants = Mapping.of(schema.stream_mapping()).wants
    _tell(arena, members, "first")
    while delivered := tape.taken(wants)[0]:
        _handled(world, delivered)
    _tell(arena, members, "second")
    events, told = tape.taken(wants)
    found = {EVENTS: Delivery(events, _items(world))}
    _handled(world, events)
    cards, counted = tape.taken(wants)
    found |= {EVENTS_AGAIN: Delivery(events, _items(world)), CARDS: Delivery(cards, _items(world))}
    _handled(world, cards)
    idle = told + counted + tape.taken(wants)[1]
    return found | {
        CARDS_AGAIN: Delivery(cards, _items(world)),
        IDLE: Delivery(_mixed(idle, members), []),
    }


def sale(turn: str, n: int) -> dict[str, Any]:
    return {"memberRefId": f"m{n}", "action": "sale", "eventRefId": f"{turn} {n}", "sourceValue": n}


def _tell(arena: Arena, members: int, turn: str) -> None:
    for start in range(0, members, IN_A_REQUEST):
        arena.told(*(sale(turn, n) for n in range(start, min(members, start + IN_A_REQUEST))))


def _handled(world: World, records: list[Record]) -> None:
    for start in range(0, len(records), IN_A_BATCH):
        context = Context(world.clock, world.clock.now().replace(year=2030))
        answer = stream.handle({"Records": records[start : start + IN_A_BATCH]}, context)
        assert answer == {"batchItemFailures": []}, answer


def _items(world: World) -> list[dict[str, Any]]:
    return list(world.memory.items())


def _mixed(records: list[Record], wanted: int) -> list[Record]:
    """So many of them, from beginning to end."""
    return records[:: max(1, len(records) // wanted)][:wanted]
