"""A fresh house for each fault: made in milliseconds, the same down to every id, with faults at hand."""

import logging
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib import wiring
from chalicelib.domain.activity import MARK
from chalicelib.store.codec import decode_item
from chalicelib.store.watch_keys import last_sweep
from chalicelib.wiring import SeededIds
from sandbox import residents
from sandbox.clock import Clock
from sandbox.engines import Engine, InProcessEngine
from sandbox.house import House
from tests.asking import Club
from tests.faults import boards
from tests.faults.injector import Injector
from tests.faults.witness import Witness

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
# What may differ between two runs that come to the same: marks of writers, and how often a mail was tried,
# and by which request or run.
VOLATILE = frozenset({"op", "x", "attempts", "message_id", "reason", "trace", "tr"})
# As text, as enrolments keep them, or backwards, where a desk has the newest first.
_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)?|\b[23][0-9a-f]{12}\b|\b8[0-9]{15}(?=#)"
)
SWEEP = last_sweep()
Item = dict[str, Any]
Now = Callable[[], datetime]


class Stage:
    """One house with one club in it; `notes` is what a flow's arranging leaves for its acting."""

    def __init__(
        self, engine: Engine, clock: Clock, *, pause: Callable[[int], None] = lambda _: None
    ) -> None:
        logging.getLogger("chalicelib").setLevel(logging.CRITICAL)
        self.house = House(engine, clock, metered=False, pause=pause)
        self.house.wired.ids = SeededIds("stage")
        self.club = Club(self.house, residents.move_in(self.house, "stage"))
        self.injector = Injector(self.house)
        self.witness = Witness(self.house, self.club.tenant)
        self.notes: dict[str, Any] = {}

    def wait(self, **duration: float) -> None:
        """Time passes; nothing runs meanwhile."""
        self.house.clock.turn_to(self.house.clock.now() + timedelta(**duration))

    def calm(self) -> None:
        """No more faults, and time for the stream, the sweeps, each lease and hold to come to their end."""
        self.injector.disarm()
        self.house.turn_to(self.house.clock.now() + timedelta(hours=1))

    def items(self) -> list[Item]:
        """Every item of the table, as it stands now; read by the product's own client, so only at rest."""
        scanned = self.house.wired.table.client.get_paginator("scan").paginate(
            TableName=self.house.settings.table
        )
        return [decode_item(typed) for page in scanned for typed in page["Items"]]


def picture(items: list[Item]) -> dict[tuple[str, str], Item]:
    """A table without what two equal runs may differ in."""
    ours = (item for item in items if item["pk"] != SWEEP.pk)  # when a sweep last said how it was
    plain = [_plain(item) for item in ours if not boards.is_empty_node(item)]
    entries = [item for item in plain if item["sk"].startswith("F#")]
    others = {(item["pk"], item["sk"]): item for item in plain if not item["sk"].startswith("F#")}
    return others | _in_any_order(entries)


def _in_any_order(entries: list[Item]) -> dict[tuple[str, str], Item]:
    """What was posted at about the same time has its numbers in either order; that they have no gaps is an
    invariant of its own."""
    numbered = ({**item, "pk": "", "sk": "", "osk": ""} for item in entries)
    return {("F", str(place)): item for place, item in enumerate(sorted(numbered, key=repr))}


def fresh(make: Callable[[Now], Engine] = InProcessEngine) -> Stage:
    """A stage on an engine of its own, which is emptied first: all in-process engines share their tables."""
    clock = Clock(frozen=True, start=NOON)
    engine = make(clock.now)
    engine.reset()
    return Stage(engine, clock)


def leave() -> None:
    wiring.use(None)


def _plain(item: Item) -> Item:
    if item["sk"].startswith("X#"):  # what was counted together is written once, what apart twice
        marks = bytes(item.get("m", b""))
        each = sorted(marks[at : at + MARK] for at in range(0, len(marks), MARK))
        item = {**{name: value for name, value in item.items() if name not in ("v", "e")}, "m": each}
    if item["sk"].startswith("EN#"):  # and settled as often, each time as of then
        item = {name: value for name, value in item.items() if name not in ("v", "o", "z")}
    if item["sk"] == "FP" and item.get("n"):
        item = {**item, "n": "any"}
    if item["sk"] == "MD":  # a mail that is tried anew after a death is counted anew
        item = {name: value for name, value in item.items() if name != "n"}
    if item["sk"].startswith("TB#"):  # and so is a call that is repeated
        item = {name: value for name, value in item.items() if name != "t"}
    item = boards.settled(item)
    # A change that is said twice is written twice; but an achievement's version counts what happened to it.
    dropped = VOLATILE | ({"version"} if item["sk"] != "A" else set())
    dropped |= {"until"} if "answer" in item else set()  # an answered claim is not looked at by its end
    return {name: _timeless(value) for name, value in item.items() if name not in dropped}


def _timeless(value: Any) -> Any:
    match value:
        case str():
            return _MOMENT.sub("<time>", value)
        case dict():
            return {name: _timeless(inner) for name, inner in value.items()}
        case list():
            return [_timeless(inner) for inner in value]
        case _:
            return value
