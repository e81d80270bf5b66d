"""Writes the table as the product answers now: what changed is then seen in the difference."""

from chalicelib.api.front import endpoints
from sandbox import residents
from sandbox.clock import Clock
from sandbox.engines import InProcessEngine
from sandbox.house import House
from tests.api.matrix import table
from tests.api.matrix.callers import CALLERS
from tests.api.matrix.scene import Scene
from tests.asking import Club
from tests.conftest import NOON

clock = Clock(frozen=True, start=NOON)
engine = InProcessEngine(clock.now)
engine.reset()
house = House(engine, clock, pause=lambda _: None)
scene = Scene(Club(house, residents.move_in(house, "a seed for tests")))
scene.prepare(endpoints())
rows = [
    (one, {who: table.cell(scene.ask(one, who, scene.styles(one)[0])) for who in CALLERS})
    for one in endpoints()
]
table.write(rows)
