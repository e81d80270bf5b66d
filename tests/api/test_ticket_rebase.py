"""The rebase of a booking's tickets: thousands of them, whatever happens meanwhile (promises D31, D32)."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.actions import bookings, rebasing, tickets
from chalicelib.domain.booking import Booking, Ticket
from chalicelib.store import keys
from chalicelib.store.bookings import tickets_of
from chalicelib.store.codec import encode_item
from chalicelib.store.table import TenantTable
from sandbox import residents
from sandbox.clock import Clock
from sandbox.engines import InProcessEngine
from sandbox.house import House
from tests.api.test_bookings import NOTHING_LIKE_IT, a_booking, a_ticket
from tests.asking import Club
from tests.conftest import NOON

OLD = datetime(2026, 12, 1, 19, 30, tzinfo=UTC)
NEW = datetime(2027, 1, 15, 19, 30, tzinfo=UTC)
LATER = datetime(2027, 2, 20, 19, 30, tzinfo=UTC)
BOOKING = "b" * 24


class Killed(BaseException):
    """The function is gone in the middle; no `except Exception` may hide it."""


@pytest.fixture
def crowd() -> Iterator[Club]:
    """A club on the in-process engine, which is quick enough for thousands of tickets."""
    clock = Clock(frozen=True, start=NOON)
    engine = InProcessEngine(clock.now)
    engine.reset()
    house = House(engine, clock, metered=False, pause=lambda _: None)
    try:
        yield Club(house, residents.move_in(house, "a crowd"))
    finally:
        wiring.use(None)
        engine.close()


def table_of(club: Club) -> TenantTable:
    return club.house.wired.table.of(club.tenant)


def sold_out(club: Club, count: int) -> None:
    """A booking at NEW with so many tickets still at OLD, put there without the API for speed."""
    table = table_of(club)
    bookings.add(table, Booking(uid=BOOKING, name="Gala", start_date=NEW, created=NOON, last_updated=NOON))
    kind = tickets_of(BOOKING)
    made = [
        kind.new(
            table.tenant,
            Ticket(uid=f"{n:024x}", booking=BOOKING, date=OLD, created=NOON, last_updated=NOON),
        )
        for n in range(count)
    ]
    puts = [{"PutRequest": {"Item": encode_item({**put.item, **put.key._asdict()})}} for put in made]
    for first in range(0, count, 25):
        table.client.batch_write_item(RequestItems={table.name: puts[first : first + 25]})


def dates(club: Club) -> set[str]:
    return {item["date"]["S"] for item in ticket_items(club)}


def ticket_items(club: Club) -> list[dict[str, Any]]:
    return [item for item in club.items() if item["sk"]["S"].startswith("T#")]


def on_call(club: Club, act: Callable[[str, int], None], *, after: bool = False) -> Callable[[], None]:
    """Run `act(operation, how many of its kind)` at every DynamoDB call; the answer takes it away again."""
    events, counted = table_of(club).client.meta.events, {}
    name = "after-call.dynamodb" if after else "before-call.dynamodb"

    def heard(model: Any, **_: Any) -> None:
        counted[model.name] = counted.get(model.name, 0) + 1
        act(model.name, counted[model.name])

    events.register(name, heard)
    return lambda: events.unregister(name, heard)


def test_a_rebase_moves_the_tickets_that_are_behind_and_says_which(club):
    booking = a_booking(club)
    behind = a_ticket(club, booking)
    club.done(f"booking/{booking['uid']}/", {"start_date": "2027-01-15T19:30:00"})
    right = a_ticket(club, booking)
    gone = a_ticket(club, booking, date="2026-12-01")
    club.ask("DELETE", f"ticket/{gone['uid']}/")

    said = club.done(f"booking/{booking['uid']}/ticket_rebase/")

    change = {"uri": behind["uri"], "old_date": "2026-12-01T19:30:00", "new_date": "2027-01-15T19:30:00"}
    assert said == {"ticket_changes": [change], "unchanged_tickets": 1}
    assert club.got(f"ticket/{behind['uid']}/")["date"] == "2027-01-15T19:30:00"
    assert club.got(f"ticket/{right['uid']}/") == right


def test_a_repeated_rebase_moves_nothing(club):
    booking = a_booking(club)
    a_ticket(club, booking, date="2026-11-30")
    club.done(f"booking/{booking['uid']}/ticket_rebase/")

    assert club.done(f"booking/{booking['uid']}/ticket_rebase/") == {
        "ticket_changes": [],
        "unchanged_tickets": 1,
    }


def test_a_booking_without_tickets_rebases_to_nothing(club):
    booking = a_booking(club)

    said = club.done(f"booking/{booking['uid']}/ticket_rebase/")

    assert said == {"ticket_changes": [], "unchanged_tickets": 0}


@pytest.mark.parametrize("uid", [NOTHING_LIKE_IT, "xxx", "B" * 24])
def test_a_rebase_of_what_is_no_booking_is_not_found(club, uid):
    assert club.ask("PUT", f"booking/{uid}/ticket_rebase/").status == 404


@pytest.mark.slow
def test_ten_thousand_tickets_move_in_one_call(crowd):
    sold_out(crowd, 10_000)

    said = crowd.done(f"booking/{BOOKING}/ticket_rebase/")

    assert len(said["ticket_changes"]) == 10_000
    assert said["unchanged_tickets"] == 0
    assert dates(crowd) == {keys.moment(NEW)}


@pytest.mark.parametrize("after", [False, True], ids=["before it is done", "after it is done"])
def test_a_rebase_that_dies_at_every_call_ends_where_it_should(crowd, after):
    sold_out(crowd, 600)

    deaths = _killed_until_done(crowd, after=after)

    assert deaths >= 5
    assert dates(crowd) == {keys.moment(NEW)}
    assert all(item["version"]["N"] == "1" for item in ticket_items(crowd)), "a ticket was moved twice"


def _killed_until_done(club: Club, *, after: bool) -> int:
    """Each attempt dies one call later than the one before, until one of them lives; how many died."""
    table = table_of(club)
    for fatal in range(1, 100):
        made = 0

        def die(_: str, __: int, fatal: int = fatal) -> None:
            nonlocal made
            made += 1
            if made == fatal:
                raise Killed

        forget = on_call(club, die, after=after)
        try:
            rebasing.rebase(table, BOOKING, at=NOON)
            return fatal - 1
        except Killed:
            continue
        finally:
            forget()
    raise AssertionError("it never came to its end")


@pytest.mark.slow
def test_five_thousand_tickets_move_though_the_function_dies_again_and_again(crowd):
    """Killed at every tenth transaction, and called again by its client."""
    sold_out(crowd, 5_000)
    deaths = 0

    def die(operation: str, which: int) -> None:
        if operation == "TransactWriteItems" and which == 10:
            raise Killed

    for _ in range(100):
        forget = on_call(crowd, die, after=True)
        try:
            said = rebasing.rebase(table_of(crowd), BOOKING, at=NOON)
            break
        except Killed:
            deaths += 1
        finally:
            forget()

    assert deaths == 5
    assert dates(crowd) == {keys.moment(NEW)}
    assert len(said.moves) + said.unchanged == 5_000
    assert all(item["version"]["N"] == "1" for item in ticket_items(crowd))


def test_a_booking_that_moves_again_meanwhile_takes_all_its_tickets_along(crowd):
    sold_out(crowd, 300)
    table = table_of(crowd)

    def move(operation: str, which: int) -> None:
        if operation == "TransactWriteItems" and which == 3:
            bookings.change(table, BOOKING, {"start_date": LATER}, at=NOON)

    forget = on_call(crowd, move)
    said = crowd.done(f"booking/{BOOKING}/ticket_rebase/")
    forget()

    assert dates(crowd) == {keys.moment(LATER)}
    assert len(said["ticket_changes"]) == 300
    assert {(each["old_date"], each["new_date"]) for each in said["ticket_changes"]} == {
        ("2026-12-01T19:30:00", "2027-02-20T19:30:00")
    }


def test_a_booking_that_moves_back_meanwhile_changed_no_ticket_in_the_end(crowd):
    sold_out(crowd, 300)
    table = table_of(crowd)

    def move(operation: str, which: int) -> None:
        if operation == "TransactWriteItems" and which == 3:
            bookings.change(table, BOOKING, {"start_date": OLD}, at=NOON)

    forget = on_call(crowd, move)
    said = crowd.done(f"booking/{BOOKING}/ticket_rebase/")
    forget()

    assert said == {"ticket_changes": [], "unchanged_tickets": 300}
    assert dates(crowd) == {keys.moment(OLD)}


def test_a_ticket_that_is_changed_meanwhile_keeps_what_was_changed(crowd):
    sold_out(crowd, 150)
    table = table_of(crowd)
    busy = f"{120:024x}"
    pointer = {**keys.ticket_pointer(table.tenant, busy)._asdict(), "booking": BOOKING}
    table.client.put_item(TableName=table.name, Item=encode_item(pointer))

    def use(operation: str, which: int) -> None:
        if operation == "TransactWriteItems" and which == 2:
            changed = {"status": "used", "date": OLD + timedelta(days=1)}
            tickets.change(table, busy, changed, at=NOON)

    forget = on_call(crowd, use)
    said = crowd.done(f"booking/{BOOKING}/ticket_rebase/")
    forget()

    assert dates(crowd) == {keys.moment(NEW)}
    assert tickets.get(table, busy).status == "used"
    assert len(said["ticket_changes"]) == 150
