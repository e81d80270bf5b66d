"""Two operations on one thing at once, in every order of their AWS calls: what must hold, holds (2.5)."""

import pytest

from chalicelib.domain.points import Balance
from chalicelib.store import ledger
from tests.awarding import table_of
from tests.faults import pairing, rewards
from tests.faults.pairing import Pair, asks, unharmed
from tests.faults.pairs import PAIRS
from tests.faults.schedules import MOST, VERY_MOST
from tests.faults.stage import Stage
from tests.figures import tally
from tests.gaming import an_entry

HOW_FAR = {True: "pairs played in every order", False: "pairs with too many orders, the likely ones played"}


@pytest.mark.parametrize("pair", [one for one in PAIRS if not one.slow], ids=lambda pair: pair.name)
def test_in_every_order_of_their_calls_what_must_hold_holds(pair: Pair) -> None:
    _prove(pair, MOST)


@pytest.mark.prove
@pytest.mark.parametrize("pair", [one for one in PAIRS if one.slow or one.many], ids=lambda pair: pair.name)
def test_in_every_order_of_their_many_calls_what_must_hold_holds(pair: Pair) -> None:
    _prove(pair, VERY_MOST)


def _prove(pair: Pair, most: int) -> None:
    explored = pairing.play_all(pair, most)

    broken = {one.turns: one.fault for one in explored.played if one.fault}
    tally("interleavings of pairs", len(explored.played), len(broken))
    tally("moments amid interleavings, balance = ledger", sum(one.looks for one in explored.played))
    if most == VERY_MOST or not pair.many:
        tally(HOW_FAR[explored.preemptions is None], 1)
    assert broken == {}
    assert explored.preemptions is None or explored.preemptions > 1


def test_a_balance_that_is_written_before_its_entry_is_seen_in_between() -> None:
    def writes_apart(stage: Stage) -> None:
        """As a product with two writes instead of one transaction would; in the end all is well."""
        table, contact = table_of(stage.club), stage.notes["uid"]
        entry, balance = Balance().take(an_entry(stage.club, contact, "help:1"))
        table.put(ledger.changed(table.tenant, contact, ledger.Kept(), balance))
        table.put(ledger.ledger_of(contact).new(table.tenant, entry))

    apart = Pair("apart", rewards.a_member, writes_apart, asks("GET", "person/{uid}/"), unharmed)

    assert all("after " in (one.fault or "") for one in pairing.play_all(apart).played)
