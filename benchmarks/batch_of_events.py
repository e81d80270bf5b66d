"""How long 10,000 activity events in one call take: `python -m benchmarks.batch_of_events [local] [MEMBERS]`.

Says the seconds until the answer, and until the stream has counted them all, with the calls and units of each.
"""

import json
import sys
import time
from datetime import UTC, datetime

from chalicelib import wiring
from sandbox import residents
from sandbox.clock import Clock
from sandbox.engines import DynamoDBLocalEngine, Engine, InProcessEngine
from sandbox.house import House
from tests.asking import Club
from tests.competing import EVENTS, Arena, counting

EVENTS_IN_A_CALL = 10_000


def run(engine: Engine, clock: Clock, members: int, *, metered: bool) -> None:
    engine.reset()
    house = House(engine, clock, metered=metered)
    club = Club(house, residents.move_in(house, "a seed for the benchmark"))
    arena = Arena(club)
    one = arena.live("plays", counting("play", 10_000_000))
    for turn in ("new members", "known members"):
        events = [
            {
                "memberRefId": f"m{n % members}",
                "action": "play",
                "eventRefId": f"{turn} {n}",
                "sourceValue": n,
            }
            for n in range(EVENTS_IN_A_CALL)
        ]
        if house.meter:
            house.meter.reset()
        body = json.dumps(events).encode()
        begun, cpu = time.perf_counter(), time.process_time()
        reply = club.ask("POST", EVENTS, raw=body, headers={"Content-Type": "application/json"})
        answered, spent = time.perf_counter(), time.process_time() - cpu
        assert reply.status == 200, reply.body[:500]
        assert {fate["status"] for fate in reply.json["data"]} == {"accepted"}
        house.settle()
        counted = time.perf_counter()
        print(f"{turn}: answered in {answered - begun:.1f} s (CPU {spent:.1f} s), ", end="")
        print(f"counted {counted - answered:.1f} s later; {len(body):,} bytes")
        if house.meter:
            for name, usage in house.meter.snapshot().items():
                print(f"  {name}: {usage.as_json()}")
    for number in (0, members - 1):
        print(f"  counted for m{number}: {arena.count(one, f'm{number}')}")


def main(arguments: list[str]) -> None:
    clock = Clock(start=datetime.now(UTC))
    members = int(arguments[-1]) if arguments and arguments[-1].isdigit() else 500
    engine: Engine = DynamoDBLocalEngine(clock.now) if "local" in arguments else InProcessEngine(clock.now)
    try:
        run(engine, clock, members, metered="meter" in arguments)
    finally:
        wiring.use(None)
        engine.close()


if __name__ == "__main__":
    main(sys.argv[1:])
