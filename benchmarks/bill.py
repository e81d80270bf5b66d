"""What a million of an operation cost in dollars, by the price list benchmarks/prices.json."""

import json
from pathlib import Path

FILE = Path(__file__).with_name("prices.json")
_SAID = json.loads(FILE.read_text(encoding="utf-8"))
PRICES: dict[str, float] = _SAID["dollars_per_million"]
# What has no million: a GB, an alarm, a month of either.
EACH: dict[str, float] = _SAID["dollars_each"]
# What AWS gives every account each month, for ever, in the units of the other two.
FREE: dict[str, float] = _SAID["free_a_month"]
ASSUMED: dict[str, float] = _SAID["assumed"]


def of_units(rru: float, wru: float) -> float:
    """DynamoDB alone. Streams are free of charge where Lambda reads them."""
    return rru * PRICES["read_unit"] + wru * PRICES["write_unit"]


def of_a_request(rounds: int) -> float:
    """API Gateway and Lambda, with `rounds` round trips to DynamoDB to wait for: how long they take is assumed.

    What the stream and the clock do has none of it: one invocation takes a hundred records, or a minute's work.
    """
    milliseconds = ASSUMED["own_milliseconds"] + rounds * ASSUMED["round_trip_milliseconds"]
    running = milliseconds / 1000 * ASSUMED["memory_gb"] * PRICES["gb_second"]
    return PRICES["gateway_request"] + PRICES["invocation"] + running
