"""What papers say of a record, to its holder and to whoever verifies it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.domain.achievement import Achievement
from chalicelib.domain.bills import BillLine, Party
from chalicelib.domain.invoice import Invoice, Quote, QuoteStatus
from chalicelib.domain.membership import Status
from chalicelib.domain.money import Money
from chalicelib.domain.paper_facts import (
    achievement_sheet,
    ended_on,
    invoice_bill,
    membership_sheet,
    quote_bill,
    seller,
)
from chalicelib.domain.paper_template import (
    PaperTemplate,
    fields_of,
    kept,
    logo_digest,
    settings_of,
    template_uid,
)
from chalicelib.domain.papers import register
from chalicelib.domain.public_names import public_name
from chalicelib.domain.sheets import AchievementSheet, MembershipSheet
from chalicelib.domain.verification import Verification, of_achievement, of_membership

from .papers import NOON, a_kept_membership, a_person, a_tenant

# Late in UTC it is the next day already here.
AUCKLAND = a_tenant(timezone="Pacific/Auckland")
NEXT_DAY = date(2026, 11, 22)
URL = "https://laurel.example/verify/x"


def an_achievement(finished: datetime | None = NOON) -> Achievement:
    return Achievement(
        uid="a" * 24,
        type="b" * 24,
        name="Badge 3",
        contact="c" * 24,
        contact_resource="person",
        contact_name="Ada",
        steps=("One.", "Two."),
        created=NOON,
        last_updated=NOON,
        finished_date=finished,
    )


def a_quote(**fields: Any) -> dict[str, Any]:
    return {
        "uid": "i" * 24,
        "number": "INV-7",
        "contact": "c" * 24,
        "contact_resource": "person",
        "currency": "GBP",
        "lines": (BillLine("Kit", Decimal(1), Decimal(40), Decimal(40)),),
        "issued_date": date(2026, 11, 1),
        "due_date": date(2026, 12, 1),
        "created": NOON,
        "last_updated": NOON,
        "link_tail": "0" * 16,
    } | fields


def test_a_certificate_says_how_the_membership_stands_on_the_tenants_day() -> None:
    sheet = membership_sheet(a_kept_membership(), AUCKLAND, "James B.", URL, now=NOON)

    assert sheet == MembershipSheet(
        organisation="The Club",
        name="James B.",
        membership_type="Fellow",
        number="EAB54",
        standing="active",
        member_since=date(2026, 1, 1),
        valid_from=date(2026, 1, 1),
        valid_until=date(2027, 1, 1),
        issued_on=NEXT_DAY,
        verify_url=URL,
    )


@pytest.mark.parametrize(
    ("membership", "status", "day"),
    [
        ({}, Status.ACTIVE, None),
        ({}, Status.PENDING, None),
        ({"joined": "2025-01-01", "grace_days": 30}, Status.LAPSED, date(2026, 1, 31)),
        ({"joined": "2025-12-01", "grace_days": 30}, Status.LAPSED, NOON.date()),  # by an override
        ({"cancel_on": "2026-06-01"}, Status.CANCELLED, date(2026, 6, 1)),
        ({"cancel_on": "2026-12-01"}, Status.CANCELLED, NOON.date()),
    ],
)
def test_it_ended_on_some_day_that_has_come(
    membership: dict[str, Any], status: Status, day: date | None
) -> None:
    assert ended_on(a_kept_membership(**membership).membership, status, NOON.date()) == day


def test_a_certificate_of_a_lapsed_membership_says_since_when() -> None:
    sheet = membership_sheet(a_kept_membership(joined="2025-01-01"), AUCKLAND, "x", URL, now=NOON)

    assert (sheet.standing, sheet.ended_on) == ("lapsed", date(2026, 1, 1))


@pytest.mark.parametrize("standing", ["lapsed", "cancelled"])
def test_no_sheet_says_that_it_is_over_without_a_day(standing: Any) -> None:
    good = membership_sheet(a_kept_membership(), AUCKLAND, "x", URL, now=NOON)

    with pytest.raises(ValueError, match=f"a {standing} membership ended on some day"):
        replace(good, standing=standing)

    assert replace(good, standing=standing, ended_on=NEXT_DAY).ended_on == NEXT_DAY


def test_a_certificate_of_an_achievement_says_when_it_was_finished() -> None:
    sheet = achievement_sheet(
        an_achievement(), AUCKLAND, "Ada", URL, now=datetime(2026, 12, 1, 12, tzinfo=UTC)
    )

    assert sheet == AchievementSheet(
        organisation="The Club",
        name="Ada",
        achievement="Badge 3",
        finished_on=NEXT_DAY,
        issued_on=date(2026, 12, 2),
        steps=2,
        verify_url=URL,
    )


def test_an_unfinished_achievement_has_no_certificate() -> None:
    with pytest.raises(ValueError, match="has no certificate"):
        achievement_sheet(an_achievement(None), AUCKLAND, "Ada", URL, now=NOON)


def test_a_bill_names_the_seller_in_full_and_the_buyer_by_name_only() -> None:
    tenant = a_tenant(address=" 1 High Street \n\n Sheffield\n", tax_id="GB1")

    bill = invoice_bill(Invoice(**a_quote(reference="PO 1")), tenant, "Ada")

    assert bill.seller == Party("The Club", ("1 High Street", "Sheffield"), "GB1")
    assert bill.buyer == Party("Ada")
    assert (bill.number, bill.currency, bill.reference, bill.paid, bill.void) == (
        "INV-7",
        "GBP",
        "PO 1",
        Decimal(0),
        False,
    )
    assert (bill.issued_on, bill.due_on, bill.paid_on) == (date(2026, 11, 1), date(2026, 12, 1), None)
    assert [line.description for line in bill.lines] == ["Kit"]


def test_a_seller_without_an_address_has_a_name() -> None:
    assert seller(a_tenant()) == Party("The Club", (), "")


def test_a_bill_says_what_was_paid_and_when_on_the_tenants_day() -> None:
    invoice = Invoice(**a_quote())
    invoice.receive(Money(Decimal(10), "GBP"), NOON, at=NOON)
    part = invoice_bill(invoice, AUCKLAND, "Ada")
    invoice.receive(Money(Decimal(30), "GBP"), NOON, at=NOON)

    whole = invoice_bill(invoice, AUCKLAND, "Ada")

    assert (part.paid, part.paid_on, part.reference) == (Decimal("10.00"), None, "")
    assert (whole.paid, whole.paid_on) == (Decimal("40.00"), NEXT_DAY)


def test_what_was_annulled_or_declined_is_void_on_paper() -> None:
    invoice = Invoice(**a_quote())
    invoice.annul(at=NOON)

    assert invoice_bill(invoice, AUCKLAND, "Ada").void
    assert {
        status: quote_bill(Quote(**a_quote(status=status)), AUCKLAND, "Ada").void for status in QuoteStatus
    } == {QuoteStatus.OPEN: False, QuoteStatus.ACCEPTED: False, QuoteStatus.DECLINED: True}


def test_who_verifies_a_membership_learns_whether_it_holds_and_its_dates() -> None:
    found = of_membership(a_kept_membership(), AUCKLAND, "James B.", now=NOON)

    assert found == Verification(
        document="membership",
        valid=True,
        organisation="The Club",
        name="James B.",
        type="Fellow",
        status="active",
        number="EAB54",
        dates={
            "member_since": date(2026, 1, 1),
            "valid_from": date(2026, 1, 1),
            "valid_until": date(2027, 1, 1),
            "ended_on": None,
        },
    )


@pytest.mark.parametrize(
    ("membership", "status"),
    [
        ({"joined": "2025-01-01"}, "lapsed"),
        ({"cancel_on": "2026-06-01"}, "cancelled"),
        ({"decided": "pending"}, "pending"),
    ],
)
def test_what_is_over_or_not_yet_active_is_not_valid(membership: dict[str, Any], status: str) -> None:
    found = of_membership(a_kept_membership(**membership), AUCKLAND, "x", now=NOON)

    assert (found.valid, found.status) == (False, status)
    assert (found.dates["ended_on"] is None) is (status == "pending")


@pytest.mark.parametrize(
    ("finished", "valid", "status", "day"),
    [(NOON, True, "finished", NEXT_DAY), (None, False, "reopened", None)],
)
def test_who_verifies_an_achievement_learns_whether_it_stands(
    finished: datetime | None, valid: bool, status: str, day: date | None
) -> None:
    found = of_achievement(an_achievement(finished), AUCKLAND, "Ada")

    assert found == Verification(
        "achievement", valid, "The Club", "Ada", "Badge 3", status, dates={"finished_on": day}
    )


@pytest.mark.parametrize(
    ("fields", "short"),
    [
        ({"first_name": "Ada", "last_name": "Berger"}, "Ada B."),
        ({"first_name": "Ada Maria", "last_name": " van Berg "}, "Ada v."),
        ({"first_name": "Ada"}, "Ada"),
        ({"first_name": None, "name": "Ada Maria Berger"}, "Ada B."),
        ({"first_name": "Ada Berger"}, "Ada B."),
        ({"first_name": None, "last_name": "Berger"}, "Berger B."),
    ],
)
def test_a_child_is_called_shortly_where_anybody_can_read(fields: dict[str, Any], short: str) -> None:
    child = a_person("c", guardians=("g" * 24,), **fields)
    grown_up = replace(child, guardians=())

    assert public_name(child, a_tenant()) == short
    assert public_name(child, a_tenant(child_names="full")) == child.display_name
    assert public_name(grown_up, a_tenant()) == child.display_name


def test_a_template_is_kept_and_comes_back_as_the_design_that_was_registered() -> None:
    logo = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    design = register(
        {
            "name": "our-own",
            "layout": "certificate-portrait",
            "wording": {"verify": "Scan!"},
            "colours": {"ink": "#000000"},
            "options": {"seal": False},
            "logo": logo,
        }
    )

    record = kept(design, origin="r1", at=NOON + timedelta(hours=1))

    assert record == PaperTemplate(
        uid=record.uid,
        origin="r1",
        created=NOON + timedelta(hours=1),
        last_updated=NOON + timedelta(hours=1),
        **fields_of(design),
    )
    assert (record.uid, record.logo) == (template_uid("our-own"), logo_digest(logo))
    assert (record.name, record.layout, record.wording) == (
        "our-own",
        "certificate-portrait",
        {"verify": "Scan!"},
    )
    assert record.design(logo) == design
    assert set(settings_of(record)) == {"name", "layout", "wording", "colours", "options"}


def test_a_quote_is_for_whom_it_was_asked() -> None:
    assert quote_bill(Quote(**a_quote()), AUCKLAND, "Ada").buyer == Party("Ada")
