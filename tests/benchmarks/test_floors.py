"""What an operation may cost: its floor, one read to decide upon, a quarter more, and the events it writes."""

from collections import Counter
from typing import Any

from benchmarks.floors import Floor
from benchmarks.operations import dollars
from benchmarks.spent import Spent

WRITER = Floor(rounds=1, rru=0, wru=4, how="", over={}, why="")
READER = Floor(rounds=2, rru=2, wru=0, how="", over={}, why="")


def spent(**had: Any) -> Spent:
    nothing = {"calls": 0, "rounds": 0, "rru": 0, "wru": 0, "bytes_written": 0, "told": 0, "requests": 0}
    return Spent(**{**nothing, **had}, partitions=Counter())


def test_who_writes_may_read_once_to_decide_and_a_quarter_more() -> None:
    assert WRITER.excess(spent(rounds=2, rru=1, wru=5)) == {}
    assert WRITER.excess(spent(rounds=3, rru=1.5, wru=6)) == {"rounds": 3, "rru": 1.5, "wru": 6}


def test_who_only_reads_has_nothing_to_decide() -> None:
    assert READER.excess(spent(rounds=2, rru=2.5)) == {}
    assert READER.excess(spent(rounds=3, rru=3)) == {"rounds": 3, "rru": 3}


def test_the_events_that_are_written_come_on_top() -> None:
    assert WRITER.excess(spent(wru=10, told=5)) == {}
    assert WRITER.excess(spent(wru=11, told=5)) == {"wru": 11}


def test_a_request_pays_for_gateway_function_and_the_look_at_its_key() -> None:
    beside, asked = spent(rounds=1, rru=2, wru=4), spent(rounds=1, rru=2, wru=4, requests=1)

    assert dollars(beside) == 2 * 0.125 + 4 * 0.625
    assert round(dollars(asked) - dollars(beside), 4) == 3.50 + 0.20 + 0.125 + round(0.012 * 16.6667, 4)
