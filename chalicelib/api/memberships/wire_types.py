"""Membership types as the wire has them, in and out."""

from typing import Annotated, ClassVar

from pydantic import AliasChoices, Field

from ..sheep.values import Amount, Currency
from ..wire import NaiveTime, Record, RefText, Settable, Text100, Text200, Text5000

Days = Annotated[int, Field(ge=0, le=1_096)]
Period = Annotated[str, Field(max_length=20, examples=["P1Y", "P1M"])]
MonthDay = Annotated[str, Field(max_length=5, examples=["04-01"])]


class MembershipTypeBody(Settable):
    """What a tenant sells. Rolling, or with a `start_day` (MM-DD) a fixed year for everybody."""

    served: ClassVar[frozenset[str]] = Settable.served | {"rolling"}

    name: Text200 | None = None
    description: Text5000 | None = None
    period: Period | None = None
    start_day: MonthDay | None = None
    rollover_day: MonthDay | None = None
    price: Annotated[Amount | None, Field(validation_alias=AliasChoices("price", "amount"))] = None
    currency: Currency | None = None
    grace_days: Days | None = None
    renewal_window_days: Days | None = None
    max_linked_members: Annotated[int, Field(ge=0, le=90)] | None = None
    activates_at_once: bool | None = None
    payment_plan: RefText | None = None
    certificate_template: Text100 | None = None


class MembershipTypeRecord(Record):
    uid: str
    uri: str
    created: NaiveTime
    last_updated: NaiveTime
    name: str
    description: str | None
    period: str
    rolling: bool
    start_day: str | None
    rollover_day: str | None
    price: Amount | None
    currency: str | None
    grace_days: int
    renewal_window_days: int
    max_linked_members: int
    activates_at_once: bool
    payment_plan: str | None
    certificate_template: str | None
