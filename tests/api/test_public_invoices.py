"""Public invoices and quotes: the papers that are sent to who pays, and on to an accountant."""

from datetime import timedelta

import pytest

from tests.api.papers import NOTHING_LIKE_IT, text_of

LINE = {"description": "Annual membership", "quantity": 1, "unit_price": "100.00", "vat_rate": 20}


@pytest.fixture
def buyer(club):
    return club.person(email="ada@example.org")


def an_invoice(club, buyer, **more):
    return club.made("invoice/", {"contact": buyer["uri"], "currency": "GBP", "lines": [LINE], **more})


def a_quote(club, buyer, **more):
    return club.made("quote/", {"contact": buyer["uri"], "currency": "GBP", "lines": [LINE], **more})


def test_an_invoice_says_who_pays_whom_and_how_much(club, visitor, buyer):
    club.done("tenant/", {"address": "1 Mill Lane\nKendal", "tax_id": "GB 123"})
    invoice = an_invoice(club, buyer, due_date="2026-12-05")

    text = visitor.paper(f"invoice/{invoice['uid']}/pdf/")

    for word in (invoice["number"], "Ada Berger", "1 Mill Lane", "GB 123", "100.00", "20.00", "120.00"):
        assert word in text
    assert "5 December 2026" in text
    assert "Awaiting payment" in text
    assert "ada@example.org" not in text


def test_the_invoices_own_record_leads_to_its_paper(club, visitor, buyer):
    club.done("tenant/", {"public_links": "signed"})
    invoice = an_invoice(club, buyer)

    reply = visitor.ask(invoice["pdf"])

    assert reply.status == 200
    assert reply.headers["Content-Disposition"] == 'inline; filename="invoice.pdf"'
    assert visitor.ask(f"invoice/{invoice['uid']}/pdf/").status == 404


def test_an_overdue_a_paid_and_a_void_invoice_say_so(club, visitor, buyer):
    overdue = an_invoice(club, buyer, due_date="2026-11-22")
    paid, void = an_invoice(club, buyer), an_invoice(club, buyer)
    club.done(f"invoice/{paid['uid']}/", {"status": "paid"})
    club.done(f"invoice/{void['uid']}/", {"status": "void"})
    club.house.clock.turn_to(club.house.clock.now() + timedelta(days=2))

    def said(invoice):
        return visitor.paper(f"invoice/{invoice['uid']}/pdf/").casefold()

    assert "overdue" in said(overdue)
    assert "paid on 21 november 2026" in said(paid)
    assert "void" in said(void)


def test_a_membership_without_an_invoice_gets_a_paper_that_says_so(visitor, secretary):
    member = secretary.member()

    reply = visitor.ask(f"member/{member['uid']}/invoice/")

    assert reply.status == 200
    assert reply.headers["Content-Type"] == "application/pdf"
    text = text_of(reply.body)
    assert "No invoice exists for this membership." in text
    assert member["membership_number"] in text


def test_a_membership_leads_to_its_latest_invoice(club, visitor, secretary, buyer):
    member = secretary.member(contact=buyer)
    for description in ("The first", "The second"):
        line = {**LINE, "description": description}
        club.made("invoice/", {"member": member["uri"], "currency": "GBP", "lines": [line]})

    text = visitor.paper(f"member/{member['link_id']}/invoice/")

    assert "The second" in text
    assert "The first" not in text


def test_a_quote_says_until_when_it_stands(club, visitor, buyer):
    quote = a_quote(club, buyer, due_date="2026-12-24")

    open_text = visitor.paper(f"quote/{quote['uid']}/pdf/")
    club.house.clock.turn_to(club.house.clock.now() + timedelta(days=40))
    expired = visitor.paper(f"quote/{quote['uid']}/pdf/")

    for word in ("Quote", quote["number"], "24 December 2026", "no payment is due"):
        assert word in open_text
    assert "expired" in expired.casefold()


@pytest.mark.parametrize("noun", ["invoice", "quote"])
@pytest.mark.parametrize("uid", ["xxx", NOTHING_LIKE_IT, "..%2f..", "0" * 40])
def test_an_unknown_paper_is_not_found(visitor, noun, uid):
    reply = visitor.ask(f"{noun}/{uid}/pdf/")

    assert reply.status == 404
    assert reply.body == b'{"error":"Not Found","error_detail":"There is no such document."}'


def test_an_invoice_is_no_quote_and_another_clubs_is_nobodys(club, visitor, buyer):
    invoice = an_invoice(club, buyer)

    assert visitor.ask(f"quote/{invoice['uid']}/pdf/").status == 404
    assert visitor.ask(f"/api/v1/public/other/invoice/{invoice['uid']}/pdf/").status == 404


def test_an_invoice_outlives_who_it_was_made_out_to(club, visitor, buyer):
    invoice = an_invoice(club, buyer)
    club.ask("DELETE", f"person/{buyer['uid']}/")

    text = visitor.paper(f"invoice/{invoice['uid']}/pdf/")

    assert "(no longer on record)" in text
    assert "Berger" not in text


def test_an_invoice_takes_no_certificates_template(club, visitor, buyer):
    invoice = an_invoice(club, buyer)
    path = f"invoice/{invoice['uid']}/pdf/"

    assert visitor.ask(path, template="sheep-invoice-a4").status == 200
    assert visitor.ask(path, template="sheep-membership-certificate-a4").status == 404


def test_links_are_given_out_for_invoices_and_quotes(club, visitor, buyer):
    club.done("tenant/", {"public_links": "signed"})
    for record in (an_invoice(club, buyer), a_quote(club, buyer)):
        reply = club.ask("POST", "public_link/", {"document": record["uri"], "paper": "pdf"})

        assert visitor.ask(reply.json["url"]).status == 200
        assert visitor.ask(reply.json["permanent"]).status == 200
