"""Memberships and their types as face 003 shows them."""

from typing import Any

from ...actions.standings import Stands
from ...domain.calendar import Calendar, FixedYear, MonthDay, Rolling
from ...domain.kept_memberships import KeptMembership, KeptMembershipType
from ...domain.renewal import opens_on
from ..call import Call
from ..sheep.collection import ref
from . import wire_members, wire_types


def membership_type(call: Call, kind: KeptMembershipType) -> wire_types.MembershipTypeRecord:
    rules = kind.rules
    return wire_types.MembershipTypeRecord(
        **_frame(call, "membership_type", kind),
        **calendar(rules.calendar),
        name=rules.name,
        description=kind.description,
        price=rules.price.amount if rules.price else None,
        currency=rules.price.currency if rules.price else None,
        grace_days=rules.grace_days,
        renewal_window_days=rules.renewal_window_days,
        max_linked_members=rules.max_linked_members,
        activates_at_once=rules.activates_at_once,
        payment_plan=_ref(call, "payment_plan", rules.payment_plan),
        certificate_template=kind.certificate_template,
    )


def calendar(of: Calendar) -> dict[str, Any]:
    """The words that `calendar_of` reads."""
    match of:
        case Rolling(period):
            return {"period": str(period), "rolling": True, "start_day": None, "rollover_day": None}
        case FixedYear(start_day, rollover_day, years):
            days = {"start_day": _month_day(start_day), "rollover_day": _month_day(rollover_day)}
            return {"period": f"P{years}Y", "rolling": False, **days}


def membership(call: Call, kept: KeptMembership) -> wire_members.MemberRecord:
    record, fee = kept.membership, kept.fee
    return wire_members.MemberRecord(
        **_frame(call, "member", kept),
        member=ref(call, kept.contact_resource, record.contact),
        contact_name=kept.contact_name,
        membership_type=ref(call, "membership_type", record.membership_type),
        membership_type_name=kept.type_name,
        membership_number=record.number,
        status=record.status(call.now),
        start_date=record.term.start,
        end_date=record.end,
        end_date_plus_grace=record.grace_end,
        member_since=record.member_since,
        activated_date=record.activated_at,
        renewal_opens=opens_on(record),
        auto_renew=record.auto_renew,
        amount=fee.amount if fee else None,
        currency=fee.currency if fee else None,
        payment_plan=_ref(call, "payment_plan", record.payment_plan),
        payment_plan_state=kept.plan.state if kept.plan and kept.plan.state != "removed" else None,
        invoice=_ref(call, "invoice", kept.invoice),
        cancel_date=record.cancel_on,
        cancel_reason=record.cancel_reason or None,
        override=_override(kept),
        linked_members=[
            wire_members.LinkedMember(contact=ref(call, "person", one.contact), membership_number=one.number)
            for one in record.linked
        ],
        renewal_of=_ref(call, "member", record.renewal_of),
        renewed_as=_ref(call, "member", record.renewed_as),
        external_ref=kept.external_ref,
        link_id=kept.link_id,
    )


def standing(call: Call, stands: Stands) -> dict[str, Any]:
    """Exactly the seed's keys, in the seed's order."""
    summed = stands.standing
    record = wire_members.StandingRecord(
        active_memberships_for_display=list(summed.active_memberships_for_display),
        first_name=stands.first_name,
        last_name=stands.last_name,
        member_since=summed.member_since,
        member_till=summed.member_till,
        member_till_plus_grace=summed.member_till_plus_grace,
        membership_numbers=list(summed.membership_numbers),
        membership_record_status=str(summed.membership_record_status),
        person=ref(call, stands.resource, stands.contact),
        photo=stands.photo,
        photo_avatar=stands.photo,
        primary_email=stands.email,
    )
    return record.model_dump(by_alias=True)


def _override(kept: KeptMembership) -> wire_members.OverrideRecord | None:
    held = kept.membership.override
    if held is None:
        return None
    return wire_members.OverrideRecord(status=held.status, until=held.until, reason=held.reason)


def _ref(call: Call, resource: str, uid: str | None) -> str | None:
    return None if uid is None else ref(call, resource, uid)


def _month_day(day: MonthDay | None) -> str | None:
    return None if day is None else f"{day.month:02}-{day.day:02}"


def _frame(call: Call, resource: str, record: KeptMembership | KeptMembershipType) -> dict[str, Any]:
    return {
        "uid": record.uid,
        "uri": ref(call, resource, record.uid),
        "created": record.created,
        "last_updated": record.last_updated,
    }
