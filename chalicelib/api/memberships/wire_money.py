"""Payment plans, payments, invoices and quotes as the wire has them, in and out."""

from typing import Annotated, ClassVar

from pydantic import Field

from ..sheep.values import Amount, Currency, NaiveDay
from ..wire import Body, NaiveTime, Record, RefText, Settable, Text50, Text100, Text200, Text500
from .wire_values import Figure, Percent, Quantity

Status = Annotated[str, Field(pattern=r"^[a-z]{1,20}$")]
Period = Annotated[str, Field(max_length=12, examples=["P1M"])]


class PaymentPlanBody(Settable):
    """How many payments, how far apart, and how many days the first may wait."""

    name: Text200 | None = None
    payments: int | None = None
    interval: Period | None = None
    deferral_days: int | None = None


class PaymentPlanRecord(Record):
    uid: str
    uri: str
    created: NaiveTime
    last_updated: NaiveTime
    name: str
    payments: int
    interval: str
    deferral_days: int


class ReceiptBody(Body):
    """How it was paid; `paid_date` is now if it is not given."""

    paid_date: NaiveTime | None = None
    method: Text50 | None = None
    reference: Text200 | None = None


class PaymentBody(Settable):
    """A payment of a contact, or of a membership's contact. `status` paid, in a PUT, pays it."""

    served: ClassVar[frozenset[str]] = Settable.served | {"payment_plan", "number", "of"}

    contact: RefText | None = None
    member: RefText | None = None
    invoice: RefText | None = None
    amount: Amount | None = None
    currency: Currency | None = None
    due_date: NaiveDay | None = None
    description: Text500 | None = None
    method: Text50 | None = None
    reference: Text200 | None = None
    status: Status | None = None
    paid_date: NaiveTime | None = None


class PaymentRecord(Record):
    """`number` of `of`: its place among a payment plan's."""

    uid: str
    uri: str
    created: NaiveTime
    last_updated: NaiveTime
    contact: str
    member: str | None
    invoice: str | None
    payment_plan: str | None
    number: int | None
    of: int | None
    amount: str
    currency: str
    due_date: NaiveDay
    status: str
    paid_date: NaiveTime | None
    method: str | None
    reference: str | None
    description: str | None


class LineBody(Settable):
    """A line; `vat_rate` in percent, left out where no VAT applies. VAT is added to the unit price."""

    served: ClassVar[frozenset[str]] = frozenset({"net", "vat"})

    description: Text500
    quantity: Quantity | None = None
    unit_price: Figure
    vat_rate: Percent | None = None


class LineRecord(Record):
    description: str
    quantity: str
    unit_price: str
    vat_rate: str | None
    net: str
    vat: str


Lines = Annotated[list[LineBody], Field(min_length=1, max_length=200)]


class QuoteBody(Settable):
    """`number` is the next one if it is not given; `due_date` is the last day on which it stands."""

    served: ClassVar[frozenset[str]] = Settable.served | {"net", "vat", "total", "pdf"}

    contact: RefText | None = None
    number: Text50 | None = None
    currency: Currency | None = None
    lines: Lines | None = None
    issued_date: NaiveDay | None = None
    due_date: NaiveDay | None = None
    reference: Text100 | None = None
    status: Status | None = None


class InvoiceBody(QuoteBody):
    """Made out to a contact, or to a membership's. `status` paid or void, in a PUT, settles or annuls it."""

    served: ClassVar[frozenset[str]] = QuoteBody.served | {"paid", "balance", "void_date"}

    member: RefText | None = None
    paid_date: NaiveTime | None = None


class QuoteRecord(Record):
    """`pdf` is its public paper."""

    uid: str
    uri: str
    created: NaiveTime
    last_updated: NaiveTime
    number: str
    contact: str
    currency: str
    lines: list[LineRecord]
    net: str
    vat: str
    total: str
    issued_date: NaiveDay
    due_date: NaiveDay | None
    reference: str | None
    status: str
    pdf: str


class InvoiceRecord(QuoteRecord):
    member: str | None
    paid: str
    balance: str
    paid_date: NaiveTime | None
    void_date: NaiveTime | None


class UnpackedRecord(Record):
    """The payments that a plan came to."""

    member: str
    payment_plan: str
    payments: int
    total: str
    currency: str
    first_due_date: NaiveDay
    last_due_date: NaiveDay


class DeletedRecord(Record):
    deleted: int
