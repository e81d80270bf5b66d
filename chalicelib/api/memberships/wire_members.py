"""Memberships as the wire has them, in and out."""

from typing import Annotated, ClassVar, Literal

from pydantic import AliasChoices, Field

from ..sheep.values import Amount, Currency, NaiveDay
from ..wire import Body, NaiveTime, Record, RefText, Settable, Text50, Text200, Text500

StatusWord = Literal["active", "pending", "lapsed", "cancelled"]


class MemberBody(Settable):
    """A membership: who, what, and what differs from the type's rules.

    Who, what, dates and number are said once; sent back unchanged they are passed over.
    """

    served: ClassVar[frozenset[str]] = Settable.served | {
        "contact_name",
        "membership_type_name",
        "status",
        "end_date_plus_grace",
        "member_since",
        "activated_date",
        "renewal_opens",
        "payment_plan_state",
        "invoice",
        "cancel_date",
        "cancel_reason",
        "override",
        "linked_members",
        "renewal_of",
        "renewed_as",
        "link_id",
    }

    member: Annotated[
        RefText | None, Field(validation_alias=AliasChoices("member", "contact", "contact_ref", "person"))
    ] = None
    membership_type: Annotated[
        RefText | None, Field(validation_alias=AliasChoices("membership_type", "membership_type_ref", "type"))
    ] = None
    start_date: Annotated[NaiveDay | None, Field(validation_alias=AliasChoices("start_date", "start"))] = None
    end_date: Annotated[NaiveDay | None, Field(validation_alias=AliasChoices("end_date", "end"))] = None
    membership_number: Annotated[
        Text50 | None, Field(validation_alias=AliasChoices("membership_number", "number"))
    ] = None
    amount: Amount | None = None
    currency: Currency | None = None
    auto_renew: bool = False
    payment_plan: Annotated[
        RefText | None, Field(validation_alias=AliasChoices("payment_plan", "payment_plan_ref"))
    ] = None
    external_ref: Text200 | None = None


class LinkedMember(Record):
    contact: str
    membership_number: str


class OverrideRecord(Record):
    status: str
    until: NaiveDay
    reason: str


class MemberRecord(Record):
    """`end_date` is the first day no longer covered; active lasts until `end_date_plus_grace`."""

    uid: str
    uri: str
    created: NaiveTime
    last_updated: NaiveTime
    member: str
    contact_name: str
    membership_type: str
    membership_type_name: str
    membership_number: str
    status: str
    start_date: NaiveDay
    end_date: NaiveDay
    end_date_plus_grace: NaiveDay
    member_since: NaiveDay
    activated_date: NaiveTime | None
    renewal_opens: NaiveDay
    auto_renew: bool
    amount: Amount | None
    currency: str | None
    payment_plan: str | None
    payment_plan_state: str | None
    invoice: str | None
    cancel_date: NaiveDay | None
    cancel_reason: str | None
    override: OverrideRecord | None
    linked_members: list[LinkedMember]
    renewal_of: str | None
    renewed_as: str | None
    external_ref: str | None
    link_id: str


class CancelBody(Body):
    """At once, or on a coming day before the end."""

    when: Annotated[NaiveDay | None, Field(validation_alias=AliasChoices("when", "date"))] = None
    reason: Text500 | None = None


class OverrideBody(Body):
    """What holds instead of the rules; on the until-day itself the rules hold again."""

    status: StatusWord
    until: Annotated[NaiveDay, Field(validation_alias=AliasChoices("until", "until_date"))]
    reason: Text500


class LinkBody(Body):
    """Who joins: family, staff. A number is drawn where none is given."""

    contact: Annotated[RefText, Field(validation_alias=AliasChoices("contact", "member", "person"))]
    membership_number: Annotated[
        Text50 | None, Field(validation_alias=AliasChoices("membership_number", "number"))
    ] = None


class StandingRecord(Record):
    """Seed 003's body, key by key."""

    active_memberships_for_display: list[str]
    first_name: str | None
    last_name: str | None
    member_since: NaiveDay | None
    member_till: NaiveDay | None
    member_till_plus_grace: NaiveDay | None
    membership_numbers: list[str]
    membership_record_status: str
    person: str
    photo: str | None
    photo_avatar: Annotated[str | None, Field(serialization_alias="photo-avatar")]
    primary_email: str | None
