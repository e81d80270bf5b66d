"""What face 003 does with members, their money and their papers, as operations that docs/table.md has a price for."""

from collections.abc import Callable
from typing import Any

from sandbox.gateway import Reply
from tests.api.test_bookings import a_booking, a_ticket
from tests.asking import Club
from tests.secretary import Secretary

Prepared = Callable[[Club], Callable[[], Any]]
PAYMENTS = 12


def called(verb: str, *before: str) -> Prepared:
    def prepared(club: Club) -> Callable[[], Any]:
        office = Secretary(club)
        member = office.member()
        for earlier in before:
            office.call(member, earlier)
        return lambda: office.call(member, verb)

    return prepared


def added(club: Club) -> Callable[[], Any]:
    office = Secretary(club)
    kind, contact = office.type(), club.person(email="ada@example.org")
    return lambda: office.member(kind, contact)


def with_a_plan(verb: str, *before: str) -> Prepared:
    """A year in monthly payments, the first of them due today."""

    def prepared(club: Club) -> Callable[[], Any]:
        office = Secretary(club)
        terms = {"name": "Monthly", "payments": PAYMENTS, "interval": "P1M", "deferral_days": 0}
        plan = club.made("payment_plan/", terms)
        member = office.member(payment_plan=plan["uri"], amount="120.00", currency="GBP")
        for earlier in before:
            office.call(member, earlier)
        return lambda: office.call(member, verb)

    return prepared


def stands(*, copied: bool = False, realtime: bool = False) -> Prepared:
    def prepared(club: Club) -> Callable[[], Any]:
        Secretary(club).active()
        target = "user/membership/?email=ada@example.org" + ("&realtime=true" if realtime else "")
        if copied:
            club.got(target)
        return lambda: club.got(target)

    return prepared


def paper(path: Callable[[Club], str]) -> Prepared:
    """Asked by whoever has the link, and no key."""

    def prepared(club: Club) -> Callable[[], Any]:
        target = f"/api/v1/public/{club.tenant}/{path(club)}"
        return lambda: succeeded(club.ask("GET", target, role=None))

    return prepared


def a_certificate(club: Club) -> str:
    return f"member/{Secretary(club).active()['uid']}/certificate/"


def an_invoice(club: Club) -> str:
    lines = [{"description": "Fee", "quantity": 1, "unit_price": "100.00"}]
    buyer = club.person(email="ada@example.org")["uri"]
    return (
        f"invoice/{club.made('invoice/', {'contact': buyer, 'currency': 'GBP', 'lines': lines})['uid']}/pdf/"
    )


def rebased(club: Club) -> Callable[[], Any]:
    booking = a_booking(club)
    for _ in range(10):
        a_ticket(club, booking)
    club.done(f"booking/{booking['uid']}/", {"start_date": "2027-01-15T19:30:00"})
    return lambda: club.done(f"booking/{booking['uid']}/ticket_rebase/")


def renewed(club: Club) -> Callable[[], Any]:
    office = Secretary(club)
    member = office.active(start_date="2025-12-01")
    return lambda: office.call(member, "renew")


def succeeded(reply: Reply) -> None:
    assert reply.status == 200, reply.body


OPERATIONS: dict[str, Prepared] = {
    "bring a member": added,
    "activate a membership": called("activate"),
    "renew a membership": renewed,
    "cancel a membership": called("cancel", "activate"),
    "unpack a plan of 12 payments": with_a_plan("unpack_payment_plan"),
    "delete 11 future payments": with_a_plan("delete_future_scheduled_payments", "unpack_payment_plan"),
    "remove a plan": with_a_plan("remove_payment_plan"),
    "the status of an e-mail address, from a copy": stands(copied=True),
    "… read anew (no copy, or realtime)": stands(realtime=True),
    "a certificate": paper(a_certificate),
    "an invoice's paper": paper(an_invoice),
    "rebase the ten tickets of a booking": rebased,
}
