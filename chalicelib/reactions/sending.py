"""A due mail goes out: claimed by a lease, sent once, and its end kept (promises R5, R6)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..actions import hearing
from ..domain.achievement import Achievement
from ..domain.mail import Mail
from ..domain.mail_news import News
from ..domain.sign_in import SIGN_IN
from ..domain.site import mail_logo
from ..domain.tenant import Tenant
from ..messaging import templates
from ..messaging.email import Letter, Mailer, NoAnswer, NotTaken, Paused, Rejected
from ..store import brakes, keys, tenants
from ..store.achievements import ACHIEVEMENTS
from ..store.contacts import CONTACTS
from ..store.outbox import MAILS
from ..store.records import alive
from ..store.table import ConditionFailed, TenantTable
from . import inviting, leading, speaking, telling


@dataclass(frozen=True)
class Post:
    """The post office: how mail leaves, what time it is, chance for the back-off, and where links lead."""

    mailer: Mailer
    clock: Callable[[], datetime]
    jitter: Callable[[], float]
    base_url: str


@dataclass(frozen=True)
class Sender:
    """In whose name a mail goes out, and the achievement that its link leads to, if it has one."""

    tenant: Tenant
    achievement: Achievement | None = None


def deliver(table: TenantTable, uid: str, post: Post) -> bool:
    """Send a mail that is due; False means that SES takes no mail at all just now."""
    mail = _claim(table, uid, post)
    if mail is None:
        return True
    sender = _sender(table, mail, post.clock())
    if sender is None or not _counted(table, mail, sender.tenant, post):
        _end(table, mail)
        return True
    return _send(table, mail, sender, post)


def _claim(table: TenantTable, uid: str, post: Post) -> Mail | None:
    """The mail, if it is ours to send. A stopped lease becomes a doubt here."""
    mail = MAILS.find(table, uid)
    if mail is None or mail.due is None:
        return None
    before = mail.state
    ours = mail.claim(at=post.clock())
    if not ours and mail.state == before:
        return None
    try:
        _keep(table, mail)
    except ConditionFailed:
        return None  # another sender was faster
    return mail if ours else None


def _sender(table: TenantTable, mail: Mail, now: datetime) -> Sender | None:
    """In whose name it is sent; None where it must not be sent, which is then the mail's end."""
    if mail.template == SIGN_IN and not inviting.address(table, mail):
        mail.stop("no_recipient", "nobody here has this address", at=now)
        return None
    t, address = table.tenant, mail.to or ""
    people = [CONTACTS.key(t, uid) for uid in {mail.contact, mail.said.get("about")} if uid]
    barred = keys.suppression(t, address)
    leads = leading.achievement(mail)
    about = [ACHIEVEMENTS.key(t, leads)] if leads else []
    found = table.get_many([keys.tenant(t), barred, *people, *about], consistent=True)
    if any(key not in found or not alive(found[key]) for key in people):
        mail.stop("erased", "the contact is gone", at=now)
    elif barred in found:
        mail.stop("suppressed", str(found[barred].get("reason", "suppressed")), at=now)
    else:
        return Sender(tenants.read(found[keys.tenant(t)]), ACHIEVEMENTS.met(found, t, leads))
    return None


def _counted(table: TenantTable, mail: Mail, tenant: Tenant, post: Post) -> bool:
    """False: its tenant's day is full, and it is held. What was counted once is tried again on any day."""
    now = post.clock()
    today = tenant.local(now).date()
    if mail.counted is None and brakes.count_mail(table, today, tenant.mails_per_day):
        mail.counted = today
    if mail.counted is not None:
        return True
    why = f"held: the tenant's limit of {tenant.mails_per_day} mails for {today} is reached"
    mail.hold(why, until=tenant.next_day(now), at=now, jitter=post.jitter())
    return False


def _send(table: TenantTable, mail: Mail, sender: Sender, post: Post) -> bool:
    try:
        letter = _letter(mail, sender, post.base_url)
    except templates.Unrenderable as error:
        mail.fail(f"template: {error}", at=post.clock())
        _end(table, mail)
        return True
    taking = True
    try:
        mail.sent(post.mailer.send(letter), at=post.clock())
    except (NotTaken, Paused) as error:
        taking = not isinstance(error, Paused)
        telling.of_a_pause(error)
        mail.postpone(str(error), at=post.clock(), jitter=post.jitter())
    except Rejected as error:
        mail.fail(str(error), at=post.clock())
    except NoAnswer as error:
        mail.doubt(str(error), at=post.clock())
    _end(table, mail)
    return taking


def _letter(mail: Mail, sender: Sender, base_url: str) -> Letter:
    tenant = sender.tenant
    speech = speaking.speech(speaking.reader(mail, tenant))
    parts = templates.render(mail.template, words(mail, tenant, sender.achievement, base_url), speech)
    return Letter(
        to=mail.to or "",
        subject=parts.subject,
        text=parts.text,
        html=parts.html,
        sender_name=tenant.name,
        reply_to=tenant.reply_to,
        tags={
            "mail": mail.uid,
            "tenant": tenant.slug,
            "template": mail.template,
            "attempt": str(mail.attempts),
            **_traced(mail),
        },
    )


def _traced(mail: Mail) -> dict[str, str]:
    return {"trace": mail.trace} if mail.trace else {}


def words(
    mail: Mail, tenant: Tenant, achievement: Achievement | None = None, base_url: str = ""
) -> dict[str, Any]:
    """What a template may say: the event's snapshot, its dates as people read them, the tenant, and links to
    its pages."""
    reader = speaking.reader(mail, tenant)
    dates = {
        name.removesuffix("_date") + "_on": speaking.day(reader, value)
        for name, value in mail.said.items()
        if name.endswith("_date") and isinstance(value, str) and value
    }
    look = {
        "name": tenant.name,
        "colour": tenant.colour,
        "ink": tenant.ink,
        "accent": tenant.accent,
        "website": tenant.website,
        "logo": mail_logo(base_url, tenant),
        "reply_to": tenant.reply_to,
        "locale": tenant.locale,
    }
    own = inviting.words(mail, tenant) if mail.template == SIGN_IN else {}
    links = leading.words(mail, tenant, achievement, base_url)
    return {**mail.said, **dates, **own, **links, "lang": speaking.tag(mail, tenant), "tenant": look}


def _end(table: TenantTable, mail: Mail) -> None:
    """Keep what became of it. Where somebody was faster, mostly SES's own events, what stands is as good or
    better; but that SES took it is never lost."""
    try:
        _keep(table, mail)
    except ConditionFailed:
        if mail.state == "sent" and mail.message_id and mail.sent_date:
            at = mail.sent_date
            hearing.hear(table, News(mail.uid, "sent", at, at, mail.message_id, mail.attempts), at=at)


def _keep(table: TenantTable, mail: Mail) -> None:
    table.put(MAILS.changed(table.tenant, mail))
    telling.of_mail(table.tenant, mail)
