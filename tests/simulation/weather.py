"""What goes wrong between the product and AWS: a share of all calls, in each way in which AWS calls do."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from botocore.exceptions import ReadTimeoutError

from sandbox.clock import Clock
from tests.faults.injector import Killed
from tests.simulation.memory import Memory, cancelled, error

Typed = dict[str, Any]
Call = Callable[..., Typed]
# How long a call takes, and how long the SDK waits for an answer that does not come.
A_CALL = timedelta(milliseconds=4)
UNTIL_TIMEOUT = timedelta(seconds=3)
CALLS = (
    "get_item",
    "batch_get_item",
    "batch_write_item",
    "put_item",
    "update_item",
    "delete_item",
    "transact_write_items",
    "query",
)


class Weather:
    """Fair while `share` is 0. A function that passes its `deadline` is ended by Lambda at its next call."""

    def __init__(self, clock: Clock, chance: Random) -> None:
        self.share = 0.0
        self.deadline: datetime | None = None
        self.calls = 0
        self.faults: Counter[str] = Counter()
        self._clock, self._chance = clock, chance

    def passes(self, duration: timedelta = A_CALL) -> None:
        """A call takes its time."""
        self.calls += 1
        self._clock.turn_to(self._clock.now() + duration)
        if self.deadline is not None and self._clock.now() > self.deadline:
            self.faults["timeout of the function"] += 1
            raise Killed

    def strikes(self) -> bool:
        return self.share > 0 and self._chance.random() < self.share

    def lose(self) -> ReadTimeoutError:
        """The answer is lost, after so long."""
        self._clock.turn_to(self._clock.now() + UNTIL_TIMEOUT)
        return ReadTimeoutError(endpoint_url="https://aws.example")


class Disturbed:
    """The table's client as the product has it: Memory behind the weather."""

    def __init__(self, memory: Memory, weather: Weather, chance: Random) -> None:
        self._weather, self._chance = weather, chance
        for name in CALLS:
            setattr(self, name, self._disturbed(name, getattr(memory, name)))

    def _disturbed(self, name: str, call: Call) -> Call:
        modes = [*MODES, *BATCHES.get(name, ())]
        weather = self._weather

        def disturbed(**asked: Any) -> Typed:
            weather.passes()
            if not weather.strikes():
                return call(**asked)
            mode = modes[int(self._chance.random() * len(modes))]
            weather.faults[mode] += 1
            return WAYS[mode](self, name, call, asked)

        return disturbed

    def _dies_before(self, _name: str, _call: Call, _asked: Typed) -> Typed:
        raise Killed

    def _dies_after(self, _name: str, call: Call, asked: Typed) -> Typed:
        call(**asked)
        raise Killed

    def _fails(self, name: str, _call: Call, _asked: Typed) -> Typed:
        raise error("InternalServerError", name, status=500)

    def _throttles(self, name: str, _call: Call, asked: Typed) -> Typed:
        return self._refuses(name, asked, "ThrottlingError", "ProvisionedThroughputExceededException")

    def _collides(self, name: str, _call: Call, asked: Typed) -> Typed:
        return self._refuses(name, asked, "TransactionConflict", "ThrottlingException")

    def _refuses(self, name: str, asked: Typed, reason: str, otherwise: str) -> Typed:
        if name != "transact_write_items":
            raise error(otherwise, name)
        others = [{"Code": "None"}] * (len(asked["TransactItems"]) - 1)
        raise cancelled([{"Code": reason}, *others])

    def _loses(self, _name: str, call: Call, asked: Typed) -> Typed:
        call(**asked)
        raise self._weather.lose()

    def _repeats(self, _name: str, call: Call, asked: Typed) -> Typed:
        """The SDK asks again, for the first answer was lost."""
        call(**asked)
        self._weather.passes(UNTIL_TIMEOUT)
        return call(**asked)

    def _leaves_some(self, name: str, call: Call, asked: Typed) -> Typed:
        ((table, wanted),) = asked["RequestItems"].items()
        whole = wanted["Keys"] if name == "batch_get_item" else wanted
        middle = (len(whole) + 1) // 2
        done, left = whole[:middle], whole[middle:]
        if not left:
            return call(**asked)
        if name == "batch_get_item":
            answer = call(RequestItems={table: {**wanted, "Keys": done}})
            return {**answer, "UnprocessedKeys": {table: {**wanted, "Keys": left}}}
        return {**call(RequestItems={table: done}), "UnprocessedItems": {table: left}}


WAYS: dict[str, Callable[[Disturbed, str, Call, Typed], Typed]] = {
    "kill_before": Disturbed._dies_before,
    "kill_after": Disturbed._dies_after,
    "err_before": Disturbed._fails,
    "throttle": Disturbed._throttles,
    "conflict": Disturbed._collides,
    "lost_reply": Disturbed._loses,
    "sdk_dup": Disturbed._repeats,
    "unprocessed": Disturbed._leaves_some,
}
MODES = tuple(mode for mode in WAYS if mode != "unprocessed")
BATCHES = dict.fromkeys(("batch_get_item", "batch_write_item"), ("unprocessed", "unprocessed"))
