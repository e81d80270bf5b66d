"""Payments: added, due, paid, and their mail; lists that find them."""

from typing import Any

import pytest

from tests.asking import Club


@pytest.fixture
def payer(club: Club) -> Any:
    return club.person(email="ada@example.org")


def a_payment(club: Club, payer: Any, **more: Any) -> Any:
    return club.made("payment/", {"contact": payer["uri"], "amount": "12.50", "currency": "GBP", **more})


def test_a_payment_is_kept_as_it_was_said(club: Club, payer: Any) -> None:
    made = a_payment(club, payer, due_date="2026-12-01", description="Kit", reference="K-1")

    assert club.got(f"payment/{made['uid']}/") == made
    assert (made["amount"], made["currency"], made["due_date"]) == ("12.50", "GBP", "2026-12-01T00:00:00")
    assert (made["status"], made["contact"], made["description"]) == ("scheduled", payer["uri"], "Kit")


@pytest.mark.parametrize("amount", [12.5, "12.5", "12.50"])
def test_numbers_and_texts_are_the_same_amount(club: Club, payer: Any, amount: Any) -> None:
    assert a_payment(club, payer, amount=amount)["amount"] == "12.50"


def test_an_amount_is_exact_where_a_float_is_not(club: Club, payer: Any) -> None:
    raw = f'{{"contact": "{payer["uri"]}", "amount": 99999999999.99, "currency": "GBP"}}'.encode()

    made = club.ask("POST", "payment/", raw=raw)

    assert made.json["amount"] == "99999999999.99"
    assert club.got(f"payment/{made.json['uid']}/")["amount"] == "99999999999.99"


@pytest.mark.parametrize(
    ("amount", "currency"),
    [
        ("12.505", "GBP"),
        ("1.5", "JPY"),
        ("0", "GBP"),
        ("-1", "GBP"),
        ("1e3", "GBP"),
        (True, "GBP"),
        ("1" + "0" * 12, "GBP"),
        ("10", "XXX"),
        ("10", "gbp"),
        (None, "GBP"),
        ("10", None),
    ],
)
def test_what_is_no_money_is_refused(club: Club, payer: Any, amount: Any, currency: Any) -> None:
    said = club.ask("POST", "payment/", {"contact": payer["uri"], "amount": amount, "currency": currency})

    assert said.status == 422


def test_somebody_who_exists_must_pay(club: Club, payer: Any) -> None:
    money = {"amount": "1", "currency": "GBP"}
    nobody = payer["uri"].replace(payer["uid"], "0" * 24)

    assert club.ask("POST", "payment/", money).status == 422
    assert club.ask("POST", "payment/", {**money, "contact": nobody}).status == 404
    assert club.ask("POST", "payment/", {**money, "contact": "/other/person/" + "0" * 24}).status == 400


def test_paying_twice_is_refused_and_the_first_receipt_stands(club: Club, payer: Any) -> None:
    made = a_payment(club, payer)
    said = {"paid_date": "2026-11-20T10:00:00", "method": "bank", "reference": "T-77"}

    paid = club.ask("POST", f"payment/{made['uid']}/pay/", said)
    again = club.ask("POST", f"payment/{made['uid']}/pay/", {"method": "cash"})
    put = club.ask("PUT", f"payment/{made['uid']}/", {"status": "paid"})

    assert (paid.status, again.status, put.status) == (200, 409, 409)
    assert paid.json["status"] == "paid"
    kept = club.got(f"payment/{made['uid']}/")
    assert (kept["paid_date"], kept["method"], kept["reference"]) == ("2026-11-20T10:00:00", "bank", "T-77")


def test_a_payment_is_not_paid_tomorrow(club: Club, payer: Any) -> None:
    made = a_payment(club, payer)

    said = club.ask("POST", f"payment/{made['uid']}/pay/", {"paid_date": "2026-11-22"})

    assert said.status == 422


def test_a_put_of_status_paid_pays(club: Club, payer: Any) -> None:
    made = a_payment(club, payer)

    assert club.done(f"payment/{made['uid']}/", {"status": "paid", "method": "cash"})["status"] == "paid"


def test_a_payment_sent_back_as_it_was_got_changes_nothing(club: Club, payer: Any) -> None:
    made = a_payment(club, payer, due_date="2026-12-01")

    back = club.done(f"payment/{made['uid']}/", made)

    assert {**back, "last_updated": None} == {**made, "last_updated": None}


def test_what_was_paid_is_neither_changed_nor_removed(club: Club, payer: Any) -> None:
    made = a_payment(club, payer)
    club.ask("POST", f"payment/{made['uid']}/pay/", {})

    assert club.ask("PUT", f"payment/{made['uid']}/", {"amount": "1.00"}).status == 409
    assert club.ask("DELETE", f"payment/{made['uid']}/").status == 409
    assert club.got(f"payment/{made['uid']}/")["amount"] == "12.50"


def test_who_pays_is_settled(club: Club, payer: Any) -> None:
    made = a_payment(club, payer)

    said = club.ask("PUT", f"payment/{made['uid']}/", {"contact": club.person()["uri"]})

    assert said.status == 409


def test_a_day_makes_it_due_and_one_mail_tells(club: Club, payer: Any) -> None:
    made = a_payment(club, payer, due_date="2026-12-01", description="Kit")

    club.house.turn_to(club.house.clock.now().replace(month=12, day=3))

    assert club.got(f"payment/{made['uid']}/")["status"] == "due"
    [mail] = club.house.mails()
    assert (mail.to, mail.tags["template"]) == (("ada@example.org",), "payment_due")
    assert "12.50 GBP" in mail.text and "1 December 2026" in mail.text
    told = club.got("event/?type=payment_due")["results"]
    assert [event["time"] for event in told] == ["2026-12-01T00:00:00"]


def test_the_day_begins_in_the_tenants_zone(club: Club, payer: Any) -> None:
    club.done("tenant/", {"timezone": "Pacific/Auckland"})
    made = a_payment(club, payer, due_date="2026-12-01")

    club.house.turn_to(club.house.clock.now().replace(month=11, day=30, hour=11, minute=1))

    assert club.got(f"payment/{made['uid']}/")["status"] == "due"
    assert [event["time"] for event in club.got("event/?type=payment_due")["results"]] == [
        "2026-11-30T11:00:00"
    ]


def test_a_payment_moved_to_another_day_is_told_again_on_that(club: Club, payer: Any) -> None:
    made = a_payment(club, payer, due_date="2026-11-22")
    club.house.turn_to(club.house.clock.now().replace(day=23))

    club.done(f"payment/{made['uid']}/", {"due_date": "2026-11-25"})
    club.house.turn_to(club.house.clock.now().replace(day=26))

    assert len(club.mails()) == 2


def test_what_was_paid_before_its_day_is_not_told(club: Club, payer: Any) -> None:
    made = a_payment(club, payer, due_date="2026-12-01")
    club.ask("POST", f"payment/{made['uid']}/pay/", {})

    club.house.turn_to(club.house.clock.now().replace(month=12, day=3))

    assert club.mails() == []


def test_after_a_long_outage_the_day_is_recorded_but_nobody_is_written_to(club: Club, payer: Any) -> None:
    a_payment(club, payer, due_date="2026-11-22")

    club.house.jump_to(club.house.clock.now().replace(day=25))

    assert club.got("event/?type=payment_due")["total"] == 1
    assert club.mails() == []


def test_lists_find_by_contact_status_and_day(club: Club, payer: Any) -> None:
    other = club.person()
    due = a_payment(club, payer, due_date="2026-11-21")
    ahead = a_payment(club, payer, due_date="2026-12-01")
    paid = a_payment(club, other, due_date="2026-12-05")
    club.ask("POST", f"payment/{paid['uid']}/pay/", {})

    def found(query: str) -> set[str]:
        return {one["uid"] for one in club.got(f"payment/?{query}")["results"]}

    assert found(f"contact={payer['uid']}") == {due["uid"], ahead["uid"]}
    assert found("status=due") == {due["uid"]}
    assert found("status=scheduled") == {ahead["uid"]}
    assert found("status=paid") == {paid["uid"]}
    assert found("due_after=2026-11-21&due_before=2026-12-05") == {ahead["uid"]}
    assert found(f"contact={payer['uid']}&status=scheduled&due_after=2026-12-01") == set()


@pytest.mark.parametrize(
    "query", ["status=late", "due_after=soon", "due_before=2026-02-30", "contact=x", "day=1"]
)
def test_a_filter_that_cannot_be_is_refused(club: Club, query: str) -> None:
    assert club.ask("GET", f"payment/?{query}").status in (400, 422)


def test_a_member_sees_its_own_payments_alone(club: Club, payer: Any) -> None:
    own = club.got(f"person/{club.residents.member['contact']}/")
    mine, others = a_payment(club, own, due_date="2026-12-01"), a_payment(club, payer)

    assert [one["uid"] for one in club.got("payment/", role="member")["results"]] == [mine["uid"]]
    assert club.got("payment/?status=due", role="member")["total"] == 0
    assert club.ask("GET", f"payment/{others['uid']}/", role="member").status == 404
    assert club.ask("GET", f"payment/?contact={payer['uid']}", role="member").status == 404
    assert club.ask("GET", "payment/", role="coach").status == 403
    assert club.ask("POST", f"payment/{mine['uid']}/pay/", {}, role="member").status == 403
