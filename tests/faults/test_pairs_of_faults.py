"""Two faults in one flow of money or mail, the second while the first is made good: all stands as without."""

from dataclasses import replace
from zlib import crc32

import pytest

from tests.faults import driver
from tests.faults.driver import Rehearsal
from tests.faults.flow import Flow
from tests.faults.injector import Plan
from tests.faults.weighty import WEIGHTY
from tests.figures import tally

# Of all pairs of a flow so many are tried: those in which the process dies twice first, then as chance has it,
# which is the same chance each time.
MOST = 30
DEATHS = frozenset({"kill_before", "kill_after"})


@pytest.mark.prove
@pytest.mark.parametrize("flow", WEIGHTY, ids=lambda flow: flow.name)
def test_two_calls_fail_and_nothing_is_lost_or_done_twice(flow: Flow) -> None:
    rehearsal = Rehearsal(flow)
    pairs = _pairs(rehearsal)
    chosen = sorted(pairs, key=lambda pair: _rank(flow, pair))[:MOST]

    broken = {str(pair): fault for pair in chosen if (fault := rehearsal.fault(pair))}

    tally("crash points, pairs of faults (money, mail)", len(chosen), len(broken))
    tally("pairs of faults there are, of which those were chosen", len(pairs))
    assert broken == {}
    assert len(chosen) > 1


def _pairs(rehearsal: Rehearsal) -> list[Plan]:
    """Each telling fault, and each telling one after it among the calls that it leads to."""
    return [
        replace(first, then=second)
        for first in driver.telling(rehearsal.clean.calls)
        for second in driver.telling(rehearsal.calls_under(first))
        if second.call > first.call
    ]


def _rank(flow: Flow, pair: Plan) -> tuple[bool, int]:
    assert pair.then is not None
    both_die = {pair.mode, pair.then.mode} <= DEATHS
    return not both_die, crc32(f"{flow.name} {pair}".encode())
