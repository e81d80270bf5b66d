"""What an activity event may cost: the event, one progress, and nothing more for history or others' rules."""

import base64
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.activity import Arrived, activity_uid, mark
from chalicelib.domain.rules.model import ActivityEvent
from chalicelib.store import activity, keys
from chalicelib.store.codec import encode_item
from chalicelib.store.writes import Put
from sandbox import ministack
from sandbox.meter import Usage
from tests.api.test_budgets import AUTHENTICATION
from tests.competing import WINS, Arena, counting, rules_of_other_actions, win

POST = "POST /api/{space}/events"


@pytest.fixture
def arena(office: Any) -> Arena:
    return Arena(office.club)


def spent(arena: Arena, act: Callable[[], Any], operation: str = POST) -> Usage:
    meter = arena.house.meter
    assert meter is not None
    meter.reset()
    act()
    return meter.snapshot().get(operation, Usage())


def preload(arena: Arena, puts: Iterable[Put]) -> None:
    """Straight into the engine: what is preloaded is not what is measured."""
    tables = ministack.load()["dynamodb"]._tables.all_values()
    [items] = [each["items"] for each in tables if each["TableName"] == arena.house.settings.table]
    for put in puts:
        typed = encode_item({**put.item, **put.key._asdict()})
        items[put.key.pk][put.key.sk] = {name: _as_sent(value) for name, value in typed.items()}


def _as_sent(typed: dict[str, Any]) -> dict[str, Any]:
    """The engine keeps what it is sent: bytes in base64."""
    return {"B": base64.b64encode(typed["B"]).decode()} if "B" in typed else typed


def an_hour_later(arena: Arena) -> None:
    arena.house.clock.turn_to(arena.house.clock.now() + timedelta(hours=1))


def warm(arena: Arena) -> None:
    """A container that knows the index: all parts of its sieve."""
    arena.told(win("ada", 0))
    index = arena.house.wired.rules
    index.found(arena.table, [f"word {number}" for number in range(500)])


def lone(arena: Arena, reference: str, number: int) -> Usage:
    an_hour_later(arena)
    return spent(arena, lambda: arena.told(win(reference, number)))


def test_a_lone_event_is_two_writes_and_three_small_reads(arena: Arena) -> None:
    arena.live("ten-wins", WINS)
    warm(arena)

    usage = lone(arena, "ada", 1)

    assert usage.by_call == {"GetItem": 1, "BatchGetItem": 2, "PutItem": 2}
    assert (usage.wru, usage.rru - AUTHENTICATION) == (2, 1.5)


def test_the_stream_looks_at_a_counted_event_and_writes_nothing(arena: Arena) -> None:
    arena.live("ten-wins", WINS)
    warm(arena)
    arena.house.settle()
    arena.told(win("ada", 1))

    usage = spent(arena, arena.house.settle, "stream")

    assert (usage.wru, usage.rru) == (0, 3 * 0.5)


def test_an_event_that_matters_to_nothing_is_one_write(arena: Arena) -> None:
    arena.live("ten-wins", WINS)
    warm(arena)

    usage = spent(arena, lambda: arena.told({"memberRefId": "ada", "action": "loss"}))

    assert (usage.wru, usage.rru - AUTHENTICATION) == (1, 1), usage


def test_an_issue_adds_its_item_its_event_and_their_places(arena: Arena) -> None:
    arena.live("ten-wins", WINS)
    for number in range(9):
        arena.told(win("ada", number))

    usage = lone(arena, "ada", 9)

    # the event 1; in one transaction: progress 2, issue 2, event item 2; its places in due, list, subject 3
    assert usage.wru == 1 + 2 + 2 + 2 + 3
    assert usage.by_call["TransactWriteItems"] == 1


def test_a_hundred_more_events_cost_what_the_first_ones_did(arena: Arena) -> None:
    """With the pages that marks move to: one more write for 32 events."""
    arena.live("plays", counting("win", 10_000))
    warm(arena)

    usages = [lone(arena, "ada", number) for number in range(1, 161)]

    early, late = ([usage.wru for usage in part] for part in (usages[:32], usages[-32:]))
    assert sum(early) / 32 <= 2.05
    assert sum(late) / 32 <= 2.05
    assert max(late) == 3


def _history(arena: Arena, number: int) -> Iterable[Put]:
    """So many counted events of ada's an hour ago, with the pages on which they stand."""
    contact, then = arena.contact("ada"), arena.house.clock.now()
    uids = [activity_uid(f"old-{place}") for place in range(number)]
    for uid in uids:
        event = ActivityEvent(id=uid, at=then, action="win", received=then)
        yield activity.arrived("example", Arrived(contact, event, then, "preloaded"))
    for start in range(0, number, 32):
        at = then + timedelta(microseconds=start)
        marks = b"".join(mark(uid) for uid in uids[start : start + 32])
        yield activity.page("example", contact, arena.home, marks, at=at)


def test_an_event_costs_the_same_with_100_000_stored_as_with_a_hundred(arena: Arena) -> None:
    one = arena.live("plays", counting("win", 10_000_000))
    arena.home = one.home  # type: ignore[attr-defined]
    warm(arena)
    costs = {}
    for number, start in ((100, 1), (100_000, 10)):
        place = keys.progress("example", arena.contact("ada"), one.home)
        item = arena.table.get(place)
        assert item is not None
        preload(
            arena, [*_history(arena, number), Put(place, {**item, "o": keys.moment(arena.house.clock.now())})]
        )
        usages = [lone(arena, "ada", start + more) for more in range(3)]
        costs[number] = [(usage.calls, usage.rru, usage.wru) for usage in usages]

    assert costs[100_000] == costs[100]
    assert costs[100][0][1:] == (1.5 + AUTHENTICATION, 2)


@pytest.mark.parametrize("number", [10, 1_000, 10_000])
def test_live_rules_that_do_not_name_the_action_cost_an_event_nothing(arena: Arena, number: int) -> None:
    preload(arena, rules_of_other_actions(number, since=arena.house.clock.now()))
    arena.live("ten-wins", WINS)
    warm(arena)

    usages = [lone(arena, "ada", place) for place in range(1, 6)]

    assert {(usage.rru - AUTHENTICATION, usage.wru) for usage in usages} == {(1.5, 2.0)}
    assert {tuple(sorted(usage.by_call.items())) for usage in usages} == {
        (("BatchGetItem", 2), ("GetItem", 1), ("PutItem", 2))
    }


def test_the_units_of_a_batch(arena: Arena) -> None:
    """A thousand events of fifty members: an event each, a progress for each member of a stream's batch."""
    arena.live("plays", counting("win", 10_000))
    arena.told(*(win(f"m{number}") for number in range(50)))
    arena.house.settle()
    an_hour_later(arena)
    events = [win(f"m{number % 50}", number) for number in range(1_000)]

    usage = spent(arena, lambda: arena.told(*events))
    stream = spent(arena, arena.house.settle, "stream")

    receipts = 2
    assert usage.by_call == {"GetItem": 1, "BatchGetItem": 1 + 10, "BatchWriteItem": 1 + 40}
    assert 1_000 <= usage.wru <= 1_000 + receipts * 20
    assert stream.by_call["PutItem"] <= 11 * 50, "once a member and stream batch, not once an event"
    assert stream.wru <= 11 * 50
