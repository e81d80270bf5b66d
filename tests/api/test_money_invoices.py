"""Invoices and quotes: exact lines, numbers without a gap, settled by their payments."""

from typing import Any

import pytest

from tests.asking import Club

LINE = {"description": "Kit", "unit_price": "40.00"}


@pytest.fixture
def buyer(club: Club) -> Any:
    return club.person(email="ada@example.org")


def an_invoice(club: Club, buyer: Any, **more: Any) -> Any:
    return club.made("invoice/", {"contact": buyer["uri"], "currency": "GBP", "lines": [LINE], **more})


def pays(club: Club, invoice: Any, amount: str, **more: Any) -> Any:
    said = {"contact": invoice["contact"], "amount": amount, "currency": invoice["currency"], **more}
    made = club.made("payment/", {**said, "invoice": invoice["uri"]})
    paid = club.ask("POST", f"payment/{made['uid']}/pay/", {"paid_date": "2026-11-20"})
    assert paid.status == 200, paid.body


def test_lines_add_up_to_the_penny_with_vat_rounded_once_a_line(club: Club, buyer: Any) -> None:
    lines = [
        {"description": "Hours", "quantity": 3, "unit_price": "33.33", "vat_rate": 20},
        {"description": "Discount", "unit_price": "-0.99"},
        {"description": "Sheets", "quantity": "2.5", "unit_price": "0.125", "vat_rate": "7.7"},
    ]

    made = an_invoice(club, buyer, lines=lines)

    assert [(one["net"], one["vat"]) for one in made["lines"]] == [
        ("99.99", "20.00"),
        ("-0.99", "0.00"),
        ("0.31", "0.02"),
    ]
    assert [one["unit_price"] for one in made["lines"]] == ["33.33", "-0.99", "0.125"]
    assert (made["net"], made["vat"], made["total"]) == ("99.31", "20.02", "119.33")
    assert (made["status"], made["paid"], made["balance"]) == ("open", "0.00", "119.33")
    assert club.got(f"invoice/{made['uid']}/") == made


def test_numbers_follow_each_other_and_leave_out_what_was_taken(club: Club, buyer: Any) -> None:
    given = an_invoice(club, buyer, number="INV-000002")

    drawn = [an_invoice(club, buyer)["number"] for _ in range(3)]
    twice = club.ask(
        "POST",
        "invoice/",
        {"contact": buyer["uri"], "currency": "GBP", "lines": [LINE], "number": "INV-000001"},
    )

    assert given["number"] == "INV-000002"
    assert drawn == ["INV-000001", "INV-000003", "INV-000004"]
    assert twice.status == 409
    assert club.got("invoice/?number=INV-000003")["total"] == 1


def test_a_refused_invoice_takes_no_number(club: Club, buyer: Any) -> None:
    club.ask(
        "POST",
        "invoice/",
        {"contact": buyer["uri"], "currency": "GBP", "lines": [{**LINE, "unit_price": "-1"}]},
    )

    assert an_invoice(club, buyer)["number"] == "INV-000001"


def test_quotes_have_numbers_of_their_own(club: Club, buyer: Any) -> None:
    an_invoice(club, buyer)

    quote = club.made("quote/", {"contact": buyer["uri"], "currency": "GBP", "lines": [LINE]})

    assert (quote["number"], quote["total"], quote["status"]) == ("QUO-000001", "40.00", "open")
    assert f"/public/example/quote/{quote['uid']}" in quote["pdf"]
    assert len(quote["pdf"].split("/")[-3]) == 40


def test_the_payment_that_covers_the_total_settles_the_invoice(club: Club, buyer: Any) -> None:
    invoice = an_invoice(club, buyer)

    pays(club, invoice, "30.00")
    part = club.got(f"invoice/{invoice['uid']}/")
    pays(club, invoice, "10.00")
    whole = club.got(f"invoice/{invoice['uid']}/")

    assert (part["status"], part["paid"], part["balance"]) == ("open", "30.00", "10.00")
    assert (whole["status"], whole["paid"], whole["balance"]) == ("paid", "40.00", "0.00")
    assert whole["paid_date"] == "2026-11-20T00:00:00"
    assert [one["uid"] for one in club.got("invoice/?status=paid")["results"]] == [invoice["uid"]]


def test_a_payment_must_fit_its_invoice(club: Club, buyer: Any) -> None:
    invoice = an_invoice(club, buyer)
    said = {"amount": "1.00", "invoice": invoice["uri"]}

    other = club.ask("POST", "payment/", {**said, "contact": club.person()["uri"], "currency": "GBP"})
    euros = club.ask("POST", "payment/", {**said, "contact": buyer["uri"], "currency": "EUR"})

    assert (other.status, euros.status) == (400, 400)
    assert club.got("payment/")["total"] == 0


def test_an_invoice_may_be_settled_by_hand_once(club: Club, buyer: Any) -> None:
    uid = an_invoice(club, buyer)["uid"]

    paid = club.done(f"invoice/{uid}/", {"status": "paid", "paid_date": "2026-11-19"})

    assert (paid["status"], paid["paid"], paid["paid_date"]) == ("paid", "40.00", "2026-11-19T00:00:00")
    assert club.ask("PUT", f"invoice/{uid}/", {"status": "void"}).status == 409
    assert club.ask("PUT", f"invoice/{uid}/", {"lines": [LINE]}).status == 409
    assert club.ask("DELETE", f"invoice/{uid}/").status == 409


def test_a_void_invoice_takes_no_payments_and_keeps_its_number(club: Club, buyer: Any) -> None:
    invoice = an_invoice(club, buyer)

    void = club.done(f"invoice/{invoice['uid']}/", {"status": "void"})
    said = {"contact": buyer["uri"], "amount": "40", "currency": "GBP", "invoice": invoice["uri"]}

    assert (void["status"], void["number"]) == ("void", "INV-000001")
    assert club.ask("POST", "payment/", said).status == 409
    assert an_invoice(club, buyer)["number"] == "INV-000002"


def test_an_open_invoice_is_changed_and_comes_back_as_it_was_got(club: Club, buyer: Any) -> None:
    made = an_invoice(club, buyer, due_date="2026-12-21")

    back = club.done(f"invoice/{made['uid']}/", made)
    changed = club.done(f"invoice/{made['uid']}/", {"lines": [LINE, LINE], "due_date": None})

    assert {**back, "last_updated": None} == {**made, "last_updated": None}
    assert (changed["total"], changed["due_date"]) == ("80.00", None)
    assert club.ask("PUT", f"invoice/{made['uid']}/", {"due_date": "2026-11-01"}).status == 422
    assert club.ask("PUT", f"invoice/{made['uid']}/", {"number": "X"}).status == 409


@pytest.mark.parametrize(
    "line",
    [
        {"unit_price": 1.0000001},
        {"unit_price": "1" + "0" * 12},
        {"unit_price": None},
        {"quantity": 0},
        {"quantity": True},
        {"vat_rate": 101},
        {"vat_rate": -1},
        {"description": " "},
        {"colour": "red"},
    ],
)
def test_a_line_that_cannot_be_is_refused(club: Club, buyer: Any, line: Any) -> None:
    said = {"contact": buyer["uri"], "currency": "GBP", "lines": [{**LINE, **line}]}

    assert club.ask("POST", "invoice/", said).status == 422


def test_lines_beyond_all_money_do_not_cancel_out(club: Club, buyer: Any) -> None:
    gold = {"description": "Gold", "quantity": 100, "unit_price": "99999999999"}
    lines = [gold, {**gold, "unit_price": "-99999999999"}]

    said = club.ask("POST", "invoice/", {"contact": buyer["uri"], "currency": "GBP", "lines": lines})

    assert said.status == 422
    assert club.got("invoice/")["total"] == 0


def test_a_total_beyond_all_money_is_refused(club: Club, buyer: Any) -> None:
    lines = [{"description": "Gold", "quantity": "999999999999", "unit_price": "999999999999"}]

    said = club.ask("POST", "invoice/", {"contact": buyer["uri"], "currency": "GBP", "lines": lines})

    assert said.status == 422


def test_a_quote_is_answered_once(club: Club, buyer: Any) -> None:
    quote = club.made("quote/", {"contact": buyer["uri"], "currency": "GBP", "lines": [LINE]})

    accepted = club.done(f"quote/{quote['uid']}/", {"status": "accepted"})

    assert accepted["status"] == "accepted"
    assert club.ask("PUT", f"quote/{quote['uid']}/", {"status": "declined"}).status == 409
    assert club.ask("PUT", f"quote/{quote['uid']}/", {"lines": [LINE]}).status == 409
    assert club.ask("PUT", f"quote/{quote['uid']}/", {"status": "lost"}).status == 422


def a_member(club: Club, buyer: Any, **more: Any) -> Any:
    kind = club.made(
        "membership_type/", {"name": "Fellow", "period": "P1Y", "price": "120.00", "currency": "GBP"}
    )
    said = {"member": buyer["uri"], "membership_type": kind["uri"], "start_date": "2025-12-01", **more}
    member = club.made("member/", said)
    assert club.ask("POST", f"member/{member['uid']}/activate/").status == 200
    return member


def test_a_membership_knows_its_latest_invoice(club: Club, buyer: Any) -> None:
    member = a_member(club, buyer)

    made = club.made("invoice/", {"member": member["uri"], "currency": "GBP", "lines": [LINE]})

    assert (made["contact"], made["member"]) == (buyer["uri"], member["uri"])
    assert club.got(f"member/{member['uid']}/")["invoice"] == made["uri"]
    assert [one["uid"] for one in club.got(f"invoice/?member={member['uid']}")["results"]] == [made["uid"]]


def test_a_renewal_makes_its_invoice_once_however_often_the_stream_delivers(club: Club, buyer: Any) -> None:
    member = a_member(club, buyer)
    club.house.faults.duplicate_next = 10

    following = club.ask("POST", f"member/{member['uid']}/renew/").json
    club.house.settle()

    found = club.got("invoice/")["results"]
    assert [(one["member"], one["total"], one["number"]) for one in found] == [
        (following["uri"], "120.00", "INV-000001")
    ]
    assert found[0]["lines"][0]["description"] == "Fellow, 2026-12-01 to 2027-11-30"
    assert found[0]["due_date"] == "2026-12-01T00:00:00"
    assert club.got(f"member/{following['uid']}/")["invoice"] == found[0]["uri"]
    assert [mail.tags["template"] for mail in club.house.mails()].count("renewal_confirmation") == 1


def test_a_renewal_that_costs_nothing_makes_no_invoice(club: Club, buyer: Any) -> None:
    member = a_member(club, buyer, amount=0, currency="GBP")

    club.ask("POST", f"member/{member['uid']}/renew/")
    club.house.settle()

    assert club.got("invoice/")["total"] == 0


def test_a_renewals_plan_pays_its_invoice_even_before_the_stream_has_made_it(club: Club, buyer: Any) -> None:
    plan = club.made("payment_plan/", {"name": "Halves", "payments": 2, "interval": "P1M"})
    member = a_member(club, buyer, payment_plan=plan["uri"])
    following = club.ask("POST", f"member/{member['uid']}/renew/").json

    assert club.ask("POST", f"member/{following['uid']}/unpack_payment_plan/").status == 201
    payments = club.got(f"payment/?member={following['uid']}")["results"]
    for one in payments:
        assert club.ask("POST", f"payment/{one['uid']}/pay/", {}).status == 200
    club.house.settle()

    invoices = club.got("invoice/")["results"]
    assert [(one["status"], one["paid"]) for one in invoices] == [("paid", "120.00")]
    assert {one["invoice"] for one in payments} == {invoices[0]["uri"]}


def test_the_due_mail_links_the_invoice(club: Club, buyer: Any) -> None:
    invoice = an_invoice(club, buyer)
    said = {"contact": buyer["uri"], "amount": "40", "currency": "GBP", "due_date": "2026-11-22"}
    club.made("payment/", {**said, "invoice": invoice["uri"]})

    club.house.turn_to(club.house.clock.now().replace(day=23))

    [mail] = club.house.mails()
    assert invoice["pdf"] in mail.text and invoice["number"] in mail.text
