"""The search for orders leaves none out that could end differently from those it plays."""

import random
from collections.abc import Callable
from itertools import combinations

import pytest

from tests.faults.schedules import READS, Played, explore

# Each call reads what both share into its side's own hand, or writes from there: (verb, which of the shared).
Program = list[tuple[str, int]]
End = tuple[object, ...]


def a_program(chance: random.Random) -> Program:
    verbs = ["GetItem", "GetItem", "PutItem", "UpdateItem"]
    return [(chance.choice(verbs), chance.randrange(2)) for _ in range(chance.randint(2, 5))]


def runs(programs: dict[str, Program], ends: dict[str, End]) -> Callable[[str], Played]:
    """Runs both under an order, and keeps what they come to: all that was read, and what stands."""

    def run(order: str) -> Played:
        played, left = Played(), {who: list(program) for who, program in programs.items()}
        shared: list[tuple[object, ...]] = [(), ()]
        hands: dict[str, tuple[object, ...]] = {"A": (), "B": ()}
        turns, who = list(order), "A"
        while left["A"] or left["B"]:
            who = turns.pop(0) if turns else who
            if not left[who]:
                who = "B" if who == "A" else "A"
                continue
            verb, place = left[who].pop(0)
            if verb == "GetItem":
                hands[who] = (*hands[who], shared[place])
            else:
                shared[place] = (who, verb, hands[who], *(shared[place] if verb == "UpdateItem" else ()))
            # What was read decides how it goes on, as with a lost race that is decided anew.
            if verb == "GetItem" and shared[place] and len(hands[who]) == 1:
                left[who].append(("PutItem", 1 - place))
            played.calls[who].append(verb)
            played.turns += who
            if not left[who] and not played.settled:
                played.settled = played.turns
        ends[order] = (*shared, hands["A"], hands["B"])
        return played

    return run


@pytest.mark.parametrize("seed", range(30))
def test_the_orders_that_are_played_come_to_all_that_any_order_comes_to(seed: int) -> None:
    chance = random.Random(seed)
    programs = {"A": a_program(chance), "B": a_program(chance)}
    every: dict[str, End] = {}
    played: dict[str, End] = {}
    longest = len(programs["A"]) + len(programs["B"]) + 2
    some = runs(programs, every)
    for places in (one for size in range(longest + 1) for one in combinations(range(longest), size)):
        some("".join("A" if place in places else "B" for place in range(longest)))

    explored = explore(runs(programs, played), 10_000)

    assert set(played.values()) == set(every.values())
    assert explored.preemptions is None
    assert len(explored.played) < len(every) / 2


def test_however_many_there_are_each_one_with_one_change_of_turn_is_played() -> None:
    long = [("UpdateItem", 0)] * 9

    explored = explore(runs({"A": long, "B": long}, {}), 3)

    assert (len(explored.played), explored.preemptions) == (2 + 8 + 8, 2)


def test_where_there_are_too_many_those_with_few_changes_of_turn_are_played_first() -> None:
    writes = [("UpdateItem", 0)] * 4
    assert "UpdateItem" not in READS

    explored = explore(runs({"A": writes, "B": writes}, {}), 10)

    assert (len(explored.played), explored.preemptions) == (10, 2)
    assert {"AAAABBBB", "BBBBAAAA", "ABBBBAAA", "BBBAAAAB"} <= {one.turns for one in explored.played}
