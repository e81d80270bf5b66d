"""What the stream's function asks of the table for a batch of records: counts, which hold on every machine."""

import gc
import logging
from collections import Counter
from collections.abc import Iterator, Mapping

import pytest

from benchmarks.delivered import handler, standing
from benchmarks.deliveries import CARDS, CARDS_AGAIN, EVENTS, EVENTS_AGAIN, IDLE, recorded
from benchmarks.tape import Delivery
from chalicelib import wiring
from chalicelib.store import table

MEMBERS = 120
BATCH = 60
WRITES = frozenset({"put_item", "update_item", "delete_item", "batch_write_item", "transact_write_items"})


@pytest.fixture(scope="module")
def told() -> Iterator[Mapping[str, Delivery]]:
    log = logging.getLogger("chalicelib")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table, "AT_ONCE", table.AT_ONCE)
        patch.setattr(log, "level", log.level)
        yield recorded(MEMBERS)
    wiring.use(None)
    gc.unfreeze()


def calls(delivery: Delivery) -> Counter[str]:
    """For the second batch: the first one teaches the function the rules."""
    client, handle = standing(delivery), handler()
    first, second = delivery.batches(BATCH)
    handle(first)
    client.calls.clear()
    handle(second)
    return client.calls


def test_events_of_a_batch_are_read_together_and_each_member_is_written_once(told: Mapping[str, Delivery]):
    assert calls(told[EVENTS]) == {"get_item": 1, "batch_get_item": 2, "put_item": BATCH}


def test_cards_of_a_batch_are_read_in_four_calls_and_written_many_at_once(told: Mapping[str, Delivery]):
    asked = calls(told[CARDS])

    assert asked.keys() <= {"batch_get_item", "get_item", "transact_write_items"}
    assert asked["batch_get_item"] == 4
    assert asked["transact_write_items"] <= BATCH / 8


@pytest.mark.parametrize("kind", [EVENTS_AGAIN, CARDS_AGAIN])
def test_what_was_delivered_before_is_looked_at_and_not_written(told: Mapping[str, Delivery], kind: str):
    asked = calls(told[kind])

    assert asked.total() <= 4
    assert not WRITES & asked.keys()


def test_what_the_function_is_not_told_of_would_ask_nothing_of_the_table(told: Mapping[str, Delivery]):
    assert told[IDLE].records
    assert calls(told[IDLE]) == {}
