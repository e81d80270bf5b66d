"""Bookings and their tickets over the API."""

from typing import Any

import pytest

from tests.asking import Club

NOTHING_LIKE_IT = "f" * 24


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
