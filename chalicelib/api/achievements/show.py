"""Domain records as face 000 shows them."""

from typing import Any

from ...domain.achievement import Achievement
from ...domain.achievement_type import AchievementType
from ...domain.contact import Contact, Group
from ...domain.mail import Mail
from ...domain.outbox import Told
from ..call import Call
from ..sheep.collection import ref
from . import wire


def contact(call: Call, record: Contact) -> wire.ContactRecord:
    return wire.ContactRecord(
        **_frame(call, record.resource, record),
        display_name=record.display_name,
        first_name=record.first_name,
        last_name=record.last_name,
        name=record.name,
        email=record.emails[0] if record.emails else None,
        emails=list(record.emails),
        phone=record.phone,
        job_title=record.job_title,
        profile_picture=record.profile_picture,
        email_notifications=record.email_notifications,
        member_ref=record.member_ref,
        number=record.number,
        guardians=[ref(call, "person", uid) for uid in record.guardians],
        timezone=record.timezone,
        locale=record.locale,
        date_of_birth=record.date_of_birth,
        public_profile=record.public_profile,
        role=record.role,
    )


def group(call: Call, record: Group) -> wire.GroupRecord:
    return wire.GroupRecord(
        **_frame(call, "group", record),
        name=record.name,
        description=record.description,
        members=[ref(call, "person", uid) for uid in record.members],
        coaches=[ref(call, "person", uid) for uid in record.coaches],
    )


def achievement_type(call: Call, record: AchievementType) -> wire.AchievementTypeRecord:
    return wire.AchievementTypeRecord(
        **_frame(call, "achievement_type", record),
        name=record.name,
        steps=list(record.steps),
        description=record.description,
        category=record.category,
        icon=record.icon,
        points=record.points,
        rewards=list(record.rewards),
        email_template=record.email_template,
        certificate_template=record.certificate_template,
    )


def achievement(call: Call, record: Achievement) -> wire.AchievementRecord:
    return wire.AchievementRecord(
        **_frame(call, "achievement", record),
        achievement_type=ref(call, "achievement_type", record.type),
        name=record.name,
        contact=ref(call, record.contact_resource, record.contact),
        contact_name=record.contact_name,
        steps=[_step(record, number) for number in range(1, len(record.steps) + 1)],
        steps_completed=len(record.done),
        steps_total=len(record.steps),
        percentage=record.percentage,
        finished=record.finished,
        finished_date=record.finished_date,
        finished_by=record.finished_by,
        note=record.note,
    )


def _step(record: Achievement, number: int) -> wire.StepRecord:
    mark = record.done.get(number)
    return wire.StepRecord(
        number=number,
        name=record.steps[number - 1],
        completed=mark is not None,
        completed_date=mark.at if mark else None,
        completed_by=mark.by if mark else None,
        note=mark.note if mark else None,
        evidence=list(mark.evidence) if mark else [],
    )


def event(call: Call, record: Told) -> wire.EventRecord:
    resource = record.data.get("contact_resource", record.resource)
    return wire.EventRecord(
        **_frame(call, "event", record),
        type=record.name,
        subject=ref(call, record.resource, record.subject),
        contact=ref(call, resource, record.contact) if record.contact else None,
        time=record.created,
        state=record.state,
        reason=record.set_aside,
        data=dict(record.data),
    )


def mail(call: Call, record: Mail) -> wire.MailRecord:
    return wire.MailRecord(
        **_frame(call, "mail", record),
        event=ref(call, "event", record.event) if record.event else None,
        template=record.template,
        to=record.to,
        state=record.state,
        reason=record.reason,
        attempts=record.attempts,
        sent_date=record.sent_date,
        message_id=record.message_id,
        delivery=record.delivery,
        delivery_date=record.delivery_date,
        delivery_code=record.delivery_code,
    )


def _frame(call: Call, resource: str, record: Any) -> dict[str, Any]:
    return {
        "uid": record.uid,
        "uri": ref(call, resource, record.uid),
        "created": record.created,
        "last_updated": record.last_updated,
    }
