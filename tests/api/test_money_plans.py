"""Payment plans of memberships: unpacked to the penny and once, taken back without harm (promises M4, M5)."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest

from chalicelib import wiring
from sandbox.clock import Clock
from sandbox.engines import InProcessEngine
from sandbox.house import House
from tests.asking import Club

START = "2026-11-21"


@pytest.fixture
def house(clock: Clock) -> Iterator[House]:
    """Plans are long: over the engine that does not copy its table for every transaction."""
    engine = InProcessEngine(clock.now)
    engine.reset()
    yield House(engine, clock, pause=lambda _: None)
    wiring.use(None)


@pytest.fixture
def joined(club: Club) -> Callable[..., Any]:
    """A membership with a fee and a plan, as the office makes it."""

    def join(amount: Any = "100.00", *, payments: int = 3, start: str = START, **more: Any) -> Any:
        terms = {"name": "Monthly", "payments": payments, "interval": "P1M", "deferral_days": 0}
        plan = club.made("payment_plan/", terms)
        kind = club.made("membership_type/", {"name": "Fellow", "period": "P1Y"})
        said = {"membership_type": kind["uri"], "payment_plan": plan["uri"], "start_date": start}
        fee = {"amount": amount, "currency": "GBP"}
        return club.made(
            "member/", {"member": club.person(email="a@example.org")["uri"], **said, **fee, **more}
        )

    return join


def payments_of(club: Club, member: Any) -> list[Any]:
    found: list[Any] = []
    page = 1
    while True:
        got = club.got(f"payment/?member={member['uid']}&page_size=100&page={page}")
        found += got["results"]
        if page >= got["pages"]:
            return found
        page += 1


def call(club: Club, member: Any, verb: str, **more: Any) -> Any:
    return club.ask("POST", f"member/{member['uid']}/{verb}/", **more)


def test_a_hundred_pounds_in_three_leaves_the_odd_penny_with_the_first(club: Club, joined: Any) -> None:
    member = joined("100.00")

    said = call(club, member, "unpack_payment_plan")

    assert said.status == 201, said.body
    assert (said.json["payments"], said.json["total"]) == (3, "100.00")
    found = payments_of(club, member)
    assert [one["amount"] for one in found] == ["33.34", "33.33", "33.33"]
    assert [one["due_date"][:10] for one in found] == ["2026-11-21", "2026-12-21", "2027-01-21"]
    assert [one["status"] for one in found] == ["due", "scheduled", "scheduled"]
    assert [(one["number"], one["of"]) for one in found] == [(1, 3), (2, 3), (3, 3)]


def test_a_plan_of_240_comes_to_exactly_its_total(club: Club, joined: Any) -> None:
    member = joined("999.99", payments=240)

    assert call(club, member, "unpack_payment_plan").status == 201

    found = payments_of(club, member)
    assert len({one["uid"] for one in found}) == 240
    assert sum(Decimal(one["amount"]) for one in found) == Decimal("999.99")
    assert club.got(f"member/{member['uid']}/")["payment_plan_state"] == "unpacked"


def test_unpacking_twice_is_refused_and_makes_none(club: Club, joined: Any) -> None:
    member = joined()
    call(club, member, "unpack_payment_plan")
    before = club.items()

    again = call(club, member, "unpack_payment_plan")

    assert again.status == 409
    assert club.items() == before


def test_the_same_request_repeated_gets_the_first_answer(club: Club, joined: Any) -> None:
    member, once = joined(), {"Idempotency-Key": "one"}

    first = call(club, member, "unpack_payment_plan", headers=once)
    again = call(club, member, "unpack_payment_plan", headers=once)

    assert (first.status, again.status, again.body) == (201, 201, first.body)


def test_without_a_plan_or_a_fee_there_is_nothing_to_unpack(club: Club, joined: Any) -> None:
    kind = club.made("membership_type/", {"name": "Free", "period": "P1Y"})
    bare = club.made("member/", {"member": club.person()["uri"], "membership_type": kind["uri"]})
    free = joined(None)

    assert call(club, bare, "unpack_payment_plan").status == 409
    assert call(club, free, "unpack_payment_plan").status == 409
    assert call(club, {"uid": "0" * 24}, "unpack_payment_plan").status == 404


def test_a_fee_too_small_to_split_is_refused_and_nothing_begins(club: Club, joined: Any) -> None:
    member = joined("0.02")

    assert call(club, member, "unpack_payment_plan").status == 422
    assert club.got(f"member/{member['uid']}/")["payment_plan_state"] is None


def test_yen_have_no_decimals_and_dinars_three(club: Club, joined: Any) -> None:
    yen, dinar = joined(100, currency="JPY"), joined("10", currency="KWD")

    call(club, yen, "unpack_payment_plan")
    call(club, dinar, "unpack_payment_plan")

    assert [one["amount"] for one in payments_of(club, yen)] == ["34", "33", "33"]
    assert [one["amount"] for one in payments_of(club, dinar)] == ["3.334", "3.333", "3.333"]


def test_deleting_future_payments_spares_the_past_today_and_the_paid(club: Club, joined: Any) -> None:
    member = joined("60.00", payments=6, start="2026-09-21")
    call(club, member, "unpack_payment_plan")
    ahead = payments_of(club, member)[-1]
    club.ask("POST", f"payment/{ahead['uid']}/pay/", {})

    said = call(club, member, "delete_future_scheduled_payments")

    assert (said.status, said.json) == (200, {"deleted": 2})
    left = payments_of(club, member)
    assert [one["due_date"][:10] for one in left] == ["2026-09-21", "2026-10-21", "2026-11-21", "2027-02-21"]
    assert [one["status"] for one in left] == ["due", "due", "due", "paid"]
    assert call(club, member, "delete_future_scheduled_payments").json == {"deleted": 0}


def test_deleting_a_long_plan_leaves_exact_lists(club: Club, joined: Any) -> None:
    member = joined("2000.00", payments=200)
    call(club, member, "unpack_payment_plan")

    said = call(club, member, "delete_future_scheduled_payments")

    assert said.json == {"deleted": 199}
    assert club.got(f"payment/?member={member['uid']}")["total"] == 1
    assert club.got("payment/")["total"] == 1


def test_a_plan_with_future_payments_is_not_removed_and_nothing_changes(club: Club, joined: Any) -> None:
    member = joined()
    call(club, member, "unpack_payment_plan")
    before = club.items()

    said = call(club, member, "remove_payment_plan")

    assert said.status == 409
    assert club.items() == before


def test_a_removed_plan_makes_room_for_another_with_payments_of_its_own(club: Club, joined: Any) -> None:
    member = joined("90.00")
    call(club, member, "unpack_payment_plan")
    call(club, member, "delete_future_scheduled_payments")

    removed = call(club, member, "remove_payment_plan")
    again = call(club, member, "remove_payment_plan")
    other = club.made("payment_plan/", {"name": "Halves", "payments": 2, "interval": "P6M"})
    club.done(f"member/{member['uid']}/", {"payment_plan": other["uri"]})
    unpacked = call(club, member, "unpack_payment_plan")

    assert (removed.status, removed.json["payment_plan"], again.status) == (200, None, 200)
    assert unpacked.status == 201
    assert sorted(one["amount"] for one in payments_of(club, member)) == ["30.00", "45.00", "45.00"]


def test_a_plan_changed_later_leaves_what_was_unpacked(club: Club, joined: Any) -> None:
    member = joined()
    call(club, member, "unpack_payment_plan")
    plan = member["payment_plan"].split("/")[3]

    club.done(f"payment_plan/{plan}/", {"payments": 12})

    assert len(payments_of(club, member)) == 3
    assert club.got(f"payment_plan/{plan}/")["payments"] == 12


@pytest.mark.parametrize(
    "body", [{"payments": 0}, {"payments": 601}, {"interval": "P0M"}, {"deferral_days": -1}]
)
def test_terms_out_of_bounds_are_refused(club: Club, body: Any) -> None:
    said = club.ask("POST", "payment_plan/", {"name": "x", "payments": 2, "interval": "P1M", **body})

    assert said.status == 422


def test_only_the_office_touches_plans(club: Club, joined: Any) -> None:
    member = joined()

    for verb in ("unpack_payment_plan", "delete_future_scheduled_payments", "remove_payment_plan"):
        assert call(club, member, verb, role="coach").status == 403
        assert call(club, member, verb, role="other").status == 404


def test_auto_renewal_unpacks_by_itself(club: Club, joined: Any) -> None:
    member = joined("100.00", auto_renew=True)
    assert call(club, member, "activate").status == 200

    club.house.turn_to(club.house.clock.now().replace(year=2027, day=22))

    following = {"uid": club.got(f"member/{member['uid']}/")["renewed_as"].split("/")[3]}
    assert [one["amount"] for one in payments_of(club, following)] == ["33.34", "33.33", "33.33"]
    assert payments_of(club, following)[0]["due_date"] == "2027-11-21T00:00:00"
    assert club.got(f"member/{following['uid']}/")["payment_plan_state"] == "unpacked"


def test_the_due_mail_of_the_renewal_day_links_the_invoice_that_the_stream_has_not_made_yet(
    club: Club, joined: Any
) -> None:
    member = joined("100.00", auto_renew=True)
    assert call(club, member, "activate").status == 200

    club.house.turn_to(club.house.clock.now().replace(year=2027, day=22))

    [due] = [mail for mail in club.house.mails() if mail.tags["template"] == "payment_due"]
    [invoice] = club.got("invoice/")["results"]
    assert invoice["pdf"] in due.text
