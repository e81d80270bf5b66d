"""A payment's status follows from its day; an invoice is settled by what it receives."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from chalicelib.domain.bills import BillLine
from chalicelib.domain.events import Event, event_uid
from chalicelib.domain.invoice import Invoice, InvoiceStatus
from chalicelib.domain.money import Money
from chalicelib.domain.payment import Payment, PaymentStatus, Place, Receipt
from chalicelib.domain.refusals import Conflict, Invalid, Locked

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TODAY = NOON.date()


def a_payment(due: str = "2026-12-01", amount: str = "12.50", **more: object) -> Payment:
    return Payment(
        uid="a" * 24,
        contact="c" * 24,
        contact_resource="person",
        amount=Money(Decimal(amount), "GBP"),
        due_date=date.fromisoformat(due),
        created=NOON,
        last_updated=NOON,
        **more,  # type: ignore[arg-type]
    )


def an_invoice(total: str = "40.00") -> Invoice:
    return Invoice(
        uid="b" * 24,
        number="INV-000001",
        contact="c" * 24,
        contact_resource="person",
        currency="GBP",
        lines=(BillLine("Kit", Decimal(1), Decimal(total), Decimal(total)),),
        issued_date=TODAY,
        created=NOON,
        last_updated=NOON,
        link_tail="0" * 16,
    )


@pytest.mark.parametrize(
    ("zone", "last_scheduled"),
    [
        ("UTC", "2026-11-30T23:59:59.999999+00:00"),
        ("Pacific/Auckland", "2026-11-30T10:59:59.999999+00:00"),
        ("America/New_York", "2026-12-01T04:59:59.999999+00:00"),
    ],
)
def test_it_is_due_from_the_first_instant_of_its_local_day(zone: str, last_scheduled: str) -> None:
    payment, before = a_payment(zone=zone), datetime.fromisoformat(last_scheduled)

    assert payment.status(before) is PaymentStatus.SCHEDULED
    assert payment.status(before + timedelta(microseconds=1)) is PaymentStatus.DUE


def test_falling_due_is_told_once_for_a_day_and_as_of_that_day() -> None:
    payment, late = a_payment(), NOON + timedelta(days=20)

    first, again = payment.fall_due(at=late), payment.fall_due(at=late)

    assert (first, again) == (True, False)
    assert [event.occurred_at for event in payment.take_events()] == [datetime(2026, 12, 1, tzinfo=UTC)]
    assert payment.waits_for is None


def test_before_its_day_or_once_paid_there_is_nothing_to_tell() -> None:
    early, paid = a_payment(), a_payment()
    paid.pay(Receipt("r", NOON), at=NOON)

    assert not early.fall_due(at=NOON)
    assert not paid.fall_due(at=NOON + timedelta(days=20))
    assert early.take_events() == paid.take_events() == []


def test_the_same_receipt_again_is_no_second_payment_and_another_is_refused() -> None:
    payment = a_payment()

    assert payment.pay(Receipt("r", NOON), at=NOON)
    assert not payment.pay(Receipt("r", NOON), at=NOON)
    with pytest.raises(Locked):
        payment.pay(Receipt("s", NOON), at=NOON)


@pytest.mark.parametrize(
    ("day", "ahead"), [("2026-11-20", False), ("2026-11-21", False), ("2026-11-22", True)]
)
def test_only_days_after_today_lie_ahead(day: str, ahead: bool) -> None:
    assert a_payment(day).lies_ahead(TODAY) is ahead


def test_what_is_told_is_a_snapshot_of_the_payment_and_what_is_said_besides() -> None:
    payment = a_payment(
        member="m",
        invoice="i",
        place=Place("p", 1, 2, 3),
        description="Kit",
        reference="PO 1",
        zone="Europe/Berlin",
    )

    assert payment.fall_due(at=payment.falls_due, contact_name="Ada")
    (event,) = payment.take_events()

    assert event == Event(
        name="payment_due",
        uid=event_uid("payment_due", "a" * 24, date(2026, 12, 1).toordinal()),
        resource="payment",
        subject="a" * 24,
        contact="c" * 24,
        occurred_at=datetime(2026, 11, 30, 23, tzinfo=UTC),
        data={
            "contact_resource": "person",
            "amount": "12.50",
            "currency": "GBP",
            "due": "2026-12-01",
            "member": "m",
            "invoice": "i",
            "seq": 2,
            "count": 3,
            "description": "Kit",
            "reference": "PO 1",
            "contact_name": "Ada",
        },
    )
    assert payment.last_updated == event.occurred_at and payment.take_events() == []


def test_a_payment_of_no_plan_has_no_place_to_tell() -> None:
    payment = a_payment()
    payment.fall_due(at=payment.falls_due)

    (event,) = payment.take_events()

    assert (event.data["seq"], event.data["count"]) == (None, None)


def test_moved_to_another_day_it_is_told_of_again() -> None:
    payment = a_payment()
    payment.fall_due(at=payment.falls_due)

    payment.due_date = date(2026, 12, 2)

    assert payment.waits_for == payment.falls_due
    assert payment.fall_due(at=payment.falls_due)
    assert len({event.uid for event in payment.take_events()}) == 2


def test_paid_it_is_paid_for_every_reader_and_lies_ahead_no_more() -> None:
    payment = a_payment()

    assert payment.pay(Receipt("r", NOON - timedelta(days=1)), at=NOON)

    assert payment.status(NOON) is PaymentStatus.PAID and not payment.lies_ahead(TODAY)
    assert payment.last_updated == NOON


def test_it_is_not_paid_in_the_future() -> None:
    payment = a_payment()

    with pytest.raises(Invalid) as refused:
        payment.pay(Receipt("r", NOON + timedelta(microseconds=1)), at=NOON)

    assert list(refused.value.fields) == ["paid_date"] and payment.receipt is None
    assert payment.pay(Receipt("r", NOON), at=NOON)


def test_a_penny_is_a_payment() -> None:
    a_payment(amount="0.01").check()


@pytest.mark.parametrize("amount", ["0", "-0.01"])
def test_a_payment_is_of_more_than_nothing(amount: str) -> None:
    with pytest.raises(Invalid):
        a_payment(amount=amount).check()


def test_an_invoice_is_settled_by_the_payment_that_covers_it_and_keeps_that_date() -> None:
    invoice = an_invoice()

    for amount, day in (("39.99", 1), ("0.01", 2), ("5.00", 3)):
        invoice.receive(Money(Decimal(amount), "GBP"), NOON - timedelta(days=10 - day), at=NOON)

    assert invoice.status is InvoiceStatus.PAID
    assert invoice.settled_date == NOON - timedelta(days=8)
    assert invoice.received == Decimal("45.00")
    assert invoice.balance == Money(Decimal(0), "GBP")


def test_an_invoice_with_anything_received_is_neither_changed_nor_annulled() -> None:
    invoice = an_invoice()
    invoice.receive(Money(Decimal("0.01"), "GBP"), NOON, at=NOON)

    for act in (invoice.may_change, lambda: invoice.annul(at=NOON)):
        with pytest.raises(Locked):
            act()


def test_a_void_invoice_receives_nothing() -> None:
    invoice = an_invoice()
    invoice.annul(at=NOON)

    with pytest.raises(Conflict):
        invoice.receive(Money(Decimal(1), "GBP"), NOON, at=NOON)
    with pytest.raises(Locked):
        invoice.settle(NOON, at=NOON)
