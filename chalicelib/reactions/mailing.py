"""Mails that follow an event: one for each template that the triggers name and each reader."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..domain.contact import Contact, Reach, Recipient, reach
from ..domain.mail import HEAD_START, Mail, mail_uid
from ..domain.outbox import Told
from ..domain.triggers import SEND_EMAIL, Action
from ..store.contacts import CONTACTS
from ..store.outbox import MAILS
from ..store.writes import Write
from . import wording
from .desk import Desk


def mails(desk: Desk, told: Told, actions: Sequence[Action]) -> Sequence[Write]:
    """The mails that the actions ask for; where nobody can be reached, one says why."""
    templates = list(dict.fromkeys(_templates(desk, told, actions)))  # two actions may come to the same
    if not templates:
        return ()
    audience = _audience(desk, told)
    said = wording.of(desk, told)
    wanted = [mail for template in templates for mail in _mails(desk, told, template, audience, said)]
    # A replayed event has some of them already.
    known = MAILS.find_many(desk.table, [mail.uid for mail in wanted]) if told.version else {}
    return [MAILS.new(desk.table.tenant, mail) for mail in wanted if mail.uid not in known]


def _templates(desk: Desk, told: Told, actions: Sequence[Action]) -> Iterator[str]:
    """A type's own template stands in for the trigger's."""
    own = told.data.get("email_template")
    for action in actions:
        if action.action == SEND_EMAIL and action.template:
            yield own if own in desk.templates else action.template


def _audience(desk: Desk, told: Told) -> Reach | None:
    """None: the contact is gone, and with it all that would be said of it."""
    contact: Contact | None = CONTACTS.find(desk.table, told.contact) if told.contact else None
    if contact is None:
        return None
    found = CONTACTS.find_many(desk.table, contact.guardians, consistent=True) if contact.guardians else {}
    return reach(contact, [found[uid] for uid in contact.guardians if uid in found])


def _mails(
    desk: Desk, told: Told, template: str, audience: Reach | None, said: Mapping[str, Any]
) -> Iterator[Mail]:
    if audience is None:
        mail = _mail(desk, told, template, None, said)
        mail.stop("erased", "the contact is gone", at=desk.now)
        yield mail
    elif not audience.recipients:
        mail = _mail(desk, told, template, None, said)
        why = "asked for no mail" if audience.silenced else "no e-mail address"
        mail.stop("no_recipient", why, at=desk.now)
        yield mail
    else:
        yield from (_mail(desk, told, template, recipient, said) for recipient in audience.recipients)


def _mail(
    desk: Desk, told: Told, template: str, recipient: Recipient | None, said: Mapping[str, Any]
) -> Mail:
    reader = _reader(told, recipient) if recipient else {}
    return Mail(
        uid=mail_uid(told.uid, template, recipient.address if recipient else None),
        event=told.uid,
        event_name=told.name,
        template=template,
        created=desk.now,
        last_updated=desk.now,
        said={**said, "recipient": reader, "about": _about(told, recipient)},
        contact=recipient.contact if recipient else told.contact,
        to=recipient.address if recipient else None,
        due=desk.now + HEAD_START,
        trace=told.trace,
    )


def _reader(told: Told, recipient: Recipient) -> dict[str, str]:
    spoken = {"locale": recipient.locale} if recipient.locale else {}
    return {"name": _name(told, recipient), "reason": recipient.reason, **spoken}


def _about(told: Told, recipient: Recipient | None) -> str | None:
    """Named where it is somebody else than the reader: a mail of a kilobyte and a few bytes costs twice."""
    return told.contact if recipient and recipient.contact != told.contact else None


def _name(told: Told, recipient: Recipient) -> str:
    """The contact is addressed as the event knew it (R7); a guardian, whom it does not know, as now."""
    known = told.data.get("contact_name") if recipient.reason == "self" else None
    return str(known or recipient.name)
