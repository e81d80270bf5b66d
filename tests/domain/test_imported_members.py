"""What a line of an import says of a membership: how it begins, what it may change, and what it may not."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.domain import imported_members
from chalicelib.domain.bringing import Brought
from chalicelib.domain.imports import COLUMNS, Row
from chalicelib.domain.kept_memberships import KeptMembership
from chalicelib.domain.membership import Status
from chalicelib.domain.money import Money
from chalicelib.domain.refusals import Invalid

from .papers import a_kept_membership

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
GBP = Money(Decimal(50), "GBP")
OTHER_DAY = date(2026, 2, 2)


def a_row(**said: Any) -> Row:
    return Row(2, said)


def a_member(*, price: Money | None = GBP, amount: Money | None = None, **more: Any) -> KeptMembership:
    kept = a_kept_membership({"price": price, "external_ref": "M-1"}, **more)
    kept.membership.amount = amount
    kept.membership.payment_plan = "monthly"
    return kept


def test_a_line_begins_a_membership_in_the_words_of_the_calendar() -> None:
    row = a_row(
        start_date=date(2026, 1, 1),
        end_date=date(2027, 1, 1),
        member_since=date(2020, 1, 1),
        cancel_date=OTHER_DAY,
        status="cancelled",
        amount=Decimal(12),
        auto_renew=True,
        payment_plan="p",
    )

    assert imported_members.brought(row, GBP) == Brought(
        start=date(2026, 1, 1),
        end=date(2027, 1, 1),
        member_since=date(2020, 1, 1),
        cancel_date=OTHER_DAY,
        status=Status.CANCELLED,
        amount=Money(Decimal(12), "GBP"),
        auto_renew=True,
        payment_plan="p",
    )


def test_a_line_that_says_nothing_leaves_it_to_the_type() -> None:
    assert imported_members.brought(a_row(status=None, auto_renew=None), None) == Brought()


@pytest.mark.parametrize(
    ("said", "price", "amount"),
    [
        ({"amount": Decimal(12), "currency": "EUR"}, GBP, Money(Decimal(12), "EUR")),
        ({"amount": Decimal(12), "currency": "EUR"}, None, Money(Decimal(12), "EUR")),
        ({"amount": Decimal(12), "currency": None}, GBP, Money(Decimal(12), "GBP")),
        ({"amount": None}, GBP, None),
    ],
)
def test_an_amount_is_in_its_own_currency_or_else_in_the_prices(
    said: dict[str, Any], price: Money | None, amount: Money | None
) -> None:
    assert imported_members.brought(a_row(**said), price).amount == amount


@pytest.mark.parametrize(
    ("said", "price", "field"),
    [({"currency": "GBP"}, GBP, "amount"), ({"amount": Decimal(1)}, None, "currency")],
)
def test_half_an_amount_is_refused(said: dict[str, Any], price: Money | None, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        imported_members.brought(a_row(**said), price)

    assert list(refused.value.fields) == [field]


def test_what_is_sent_back_unchanged_moves_nothing() -> None:
    kept = a_member()
    row = a_row(**imported_members.exported(kept, NOW))

    assert list(imported_members.moved(row, kept, NOW)) == []
    assert imported_members.changes(row, kept) == {}


@pytest.mark.parametrize(
    ("column", "said", "stands"),
    [
        ("contact", "ada", "james"),
        ("membership_type", "grade-g", "grade-f"),
        ("membership_number", "X", "EAB54"),
        ("status", "lapsed", "active"),
        ("start_date", OTHER_DAY, date(2026, 1, 1)),
        ("end_date", OTHER_DAY, date(2027, 1, 1)),
        ("member_since", OTHER_DAY, date(2026, 1, 1)),
        ("cancel_date", OTHER_DAY, None),
    ],
)
def test_what_is_said_once_is_told_with_what_stands(column: str, said: object, stands: object) -> None:
    assert list(imported_members.moved(a_row(**{column: said}), a_member(), NOW)) == [(column, stands)]


@pytest.mark.parametrize(
    ("said", "changed"),
    [
        ({"auto_renew": True}, {"auto_renew": True}),
        ({"auto_renew": False}, {}),
        ({"auto_renew": None}, {}),
        ({"amount": Decimal(12)}, {"amount": Money(Decimal(12), "GBP")}),
        ({"amount": Decimal(50)}, {}),  # the price itself is nothing personal
        ({"amount": None}, {}),
        ({"payment_plan": "yearly"}, {"payment_plan": "yearly"}),
        ({"payment_plan": None}, {"payment_plan": None}),
        ({"payment_plan": "monthly"}, {}),
        ({"uid": "u", "external_ref": "M-2"}, {"external_ref": "M-2"}),
        ({"uid": "u", "external_ref": None}, {"external_ref": None}),
        ({"uid": "u", "external_ref": "M-1"}, {}),
        ({"uid": None, "external_ref": "M-2"}, {}),
        ({"uid": "u"}, {}),
        ({}, {}),
    ],
)
def test_a_line_changes_what_it_says_otherwise(said: dict[str, Any], changed: dict[str, Any]) -> None:
    assert imported_members.changes(a_row(**said), a_member()) == changed


@pytest.mark.parametrize(
    ("said", "changed"),
    [
        ({"amount": Decimal(12)}, {}),
        ({"amount": None}, {"amount": None}),
        ({"amount": Decimal(50)}, {"amount": Money(Decimal(50), "EUR")}),
        ({"amount": Decimal(50), "currency": "GBP"}, {"amount": GBP}),
    ],
)
def test_a_personal_amount_is_cleared_or_changed_in_its_own_currency(
    said: dict[str, Any], changed: dict[str, Any]
) -> None:
    kept = a_member(amount=Money(Decimal(12), "EUR"))

    assert imported_members.changes(a_row(**said), kept) == changed


def test_an_amount_where_nothing_has_a_price_needs_its_currency() -> None:
    with pytest.raises(Invalid):
        imported_members.changes(a_row(amount=Decimal(1)), a_member(price=None))


def test_auto_renewal_is_switched_off_too() -> None:
    assert imported_members.changes(a_row(auto_renew=False), a_member(auto_renew=True)) == {
        "auto_renew": False
    }


def test_an_export_says_each_column_and_only_the_personal_amount() -> None:
    kept = a_member(amount=Money(Decimal("12.50"), "EUR"), cancel_on="2026-05-01", auto_renew=True)

    line = imported_members.exported(kept, NOW)

    assert line == {
        "uid": kept.uid,
        "external_ref": "M-1",
        "contact": "james",
        "membership_type": "grade-f",
        "membership_number": "EAB54",
        "status": "cancelled",
        "start_date": date(2026, 1, 1),
        "end_date": date(2027, 1, 1),
        "member_since": date(2026, 1, 1),
        "cancel_date": date(2026, 5, 1),
        "amount": Decimal("12.50"),
        "currency": "EUR",
        "auto_renew": True,
        "payment_plan": "monthly",
    }
    assert list(line) == [column.name for column in COLUMNS["member"]]
    assert {imported_members.exported(a_member(), NOW)[name] for name in ("amount", "currency")} == {None}
