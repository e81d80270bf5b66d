"""Two operations on one thing at once, in every order of their AWS calls: what must hold, holds (2.5)."""

import pytest

from tests.faults import pairing
from tests.faults.pairing import Pair
from tests.faults.pairs import PAIRS
from tests.figures import tally


@pytest.mark.parametrize(
    "pair",
    [pytest.param(pair, marks=pytest.mark.prove if pair.slow else (), id=pair.name) for pair in PAIRS],
)
def test_in_every_order_of_their_calls_what_must_hold_holds(pair: Pair) -> None:
    orders = pairing.play_all(pair)

    broken = {order: fault for order, fault in orders.items() if fault}
    tally("interleavings of pairs", len(orders), len(broken))
    assert broken == {}
