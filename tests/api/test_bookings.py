"""Bookings and tickets over the API; and the rebase of thousands of tickets, whatever happens meanwhile."""

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
from tests.asking import Club
from tests.conftest import NOON

OLD = datetime(2026, 12, 1, 19, 30, tzinfo=UTC)
NEW = datetime(2027, 1, 15, 19, 30, tzinfo=UTC)
LATER = datetime(2027, 2, 20, 19, 30, tzinfo=UTC)
BOOKING = "b" * 24
NOTHING_LIKE_IT = "f" * 24


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


def a_booking(club: Club, **fields: Any) -> Any:
    return club.made("booking/", {"name": "Gala", "start_date": "2026-12-01T19:30:00", **fields})


def a_ticket(club: Club, booking: Any, **fields: Any) -> Any:
    return club.made("ticket/", {"booking": booking["uri"], **fields})


def test_a_booking_is_kept_as_it_was_given(club):
    contact = club.person()

    made = a_booking(club, end_date="2026-12-01T22:00:00", contact=contact["uri"], location="Hall 2")

    assert club.got(f"booking/{made['uid']}/") == made
    assert made["uri"] == f"/example/booking/{made['uid']}/"
    assert (made["start_date"], made["end_date"]) == ("2026-12-01T19:30:00", "2026-12-01T22:00:00")
    assert (made["contact"], made["location"]) == (contact["uri"], "Hall 2")


def test_a_date_alone_is_its_midnight(club):
    made = a_booking(club, start_date="2026-12-01")

    assert made["start_date"] == "2026-12-01T00:00:00"


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({"start_date": "2026-12-01"}, "name"),
        ({"name": "Gala"}, "start_date"),
        ({"name": "Gala", "start_date": "soon"}, "start_date"),
        ({"name": "Gala", "start_date": "2026-12-01", "end_date": "2026-11-30"}, "end_date"),
        ({"name": "Gala", "start_date": "2026-12-01", "seats": 3}, "seats"),
        ({"name": "Gala", "start_date": None}, "start_date"),
    ],
)
def test_a_booking_with_a_fault_is_refused_by_field(club, body, fault):
    reply = club.ask("POST", "booking/", body)

    assert reply.status == 422
    assert list(reply.json["fields"]) == [fault]


def test_a_booking_of_an_unknown_contact_is_refused(club):
    body = {"name": "Gala", "start_date": "2026-12-01", "contact": f"/example/person/{NOTHING_LIKE_IT}/"}

    assert club.ask("POST", "booking/", body).status == 404


def test_bookings_are_listed_by_contact_and_by_name(club):
    contact = club.person()
    mine = a_booking(club, contact=contact["uri"], name="Mine")
    a_booking(club)

    by_contact = club.got(f"booking/?contact={contact['uid']}")
    by_name = club.got("booking/?name=Mine")

    assert by_contact["results"] == by_name["results"] == [mine]
    assert club.got("booking/")["total"] == 2


def test_a_removed_booking_is_gone_and_takes_no_more_tickets(club):
    booking = a_booking(club)
    ticket = a_ticket(club, booking)

    assert club.ask("DELETE", f"booking/{booking['uid']}/").status == 204

    assert club.ask("GET", f"booking/{booking['uid']}/").status == 404
    assert club.ask("POST", "ticket/", {"booking": booking["uri"]}).status == 404
    assert club.ask("PUT", f"booking/{booking['uid']}/ticket_rebase/").status == 404
    assert club.got(f"ticket/{ticket['uid']}/") == ticket


def test_a_ticket_takes_the_bookings_start_unless_it_is_given_a_date(club):
    booking = a_booking(club)

    assert a_ticket(club, booking)["date"] == "2026-12-01T19:30:00"
    assert a_ticket(club, booking, date="2026-12-02")["date"] == "2026-12-02T00:00:00"


def test_a_ticket_changes_but_stays_with_its_booking(club):
    booking, other = a_booking(club), a_booking(club)
    ticket = a_ticket(club, booking, name="Seat 1")

    changed = club.done(f"ticket/{ticket['uid']}/", {**ticket, "status": "used"})
    moved = club.ask("PUT", f"ticket/{ticket['uid']}/", {"booking": other["uri"]})

    assert (changed["status"], changed["name"]) == ("used", "Seat 1")
    assert moved.status == 400
    assert club.got(f"ticket/{ticket['uid']}/") == changed


def test_tickets_are_listed_by_booking_contact_and_status(club):
    contact = club.person()
    booking = a_booking(club)
    used = a_ticket(club, booking, contact=contact["uri"], status="used")
    a_ticket(club, booking)
    elsewhere = a_ticket(club, a_booking(club), contact=contact["uri"])

    assert club.got(f"ticket/?booking={booking['uid']}")["total"] == 2
    assert club.got(f"ticket/?booking={booking['uid']}&status=used")["results"] == [used]
    of_contact = club.got(f"ticket/?contact={contact['uid']}")["results"]
    assert {ticket["uid"] for ticket in of_contact} == {used["uid"], elsewhere["uid"]}
    assert club.got(f"ticket/?contact={contact['uid']}&booking={booking['uid']}")["results"] == [used]


def test_a_removed_ticket_is_gone(club):
    ticket = a_ticket(club, a_booking(club))

    assert club.ask("DELETE", f"ticket/{ticket['uid']}/").status == 204

    assert club.ask("GET", f"ticket/{ticket['uid']}/").status == 404
    assert club.ask("DELETE", f"ticket/{ticket['uid']}/").status == 404
    assert club.got("ticket/")["total"] == 0


def test_the_same_request_makes_one_ticket(club):
    booking = a_booking(club)
    again = {"headers": {"Idempotency-Key": "one"}}

    first, second = (club.made("ticket/", {"booking": booking["uri"]}, **again) for _ in range(2))

    assert first == second
    assert club.got("ticket/")["total"] == 1


def test_only_an_admin_books_and_rebases(club):
    booking = a_booking(club)

    assert club.ask("GET", f"booking/{booking['uid']}/", role="coach").status == 200
    assert club.ask("GET", f"booking/{booking['uid']}/", role="member").status == 403
    assert club.ask("PUT", f"booking/{booking['uid']}/ticket_rebase/", role="coach").status == 403
    assert club.ask("PUT", f"booking/{booking['uid']}/ticket_rebase/", role="other").status == 404


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
