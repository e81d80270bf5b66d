"""Asking for a link, coming in by it, being known by a session, and leaving."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from ..domain.api_key import Role
from ..domain.contact import Contact
from ..domain.limits import limit_of, whole_seconds
from ..domain.mail import HEAD_START, Mail, mail_uid
from ..domain.refusals import TooOften
from ..domain.sign_in import SESSION_LIFE, SIGN_IN, LinkIsOver, Session, read_token, session_uid
from ..domain.tenant import Tenant
from ..store import brakes, keys, sessions
from ..store.contacts import CONTACTS
from ..store.outbox import MAILS
from ..store.table import ConditionFailed, TenantTable
from . import contacts, groups

MOST_TOGETHER = 20


@dataclass(frozen=True)
class Person:
    """Who is signed in: every contact of the address, the groups that they coach, and what they may do.

    `first` is the one with most to say: in its name something is recorded.
    """

    contacts: tuple[Contact, ...]
    groups: tuple[str, ...]
    role: Role
    first: Contact


_WEIGHT: dict[Role, int] = {"member": 0, "coach": 1, "admin": 2}


def ask(table: TenantTable, address: str, *, once: str, enter: str, then: str, at: datetime) -> None:
    """Let a mail with a link go to this address, if somebody here has it; the same `once` is the same mail.

    That is found out where mails are sent: whoever asks waits as long, and is told the same, for any address.
    `enter` is the page that the link opens, `then` the one after it.
    """
    mail = Mail(
        uid=mail_uid(once, SIGN_IN, address),
        event="",
        event_name=SIGN_IN,
        template=SIGN_IN,
        created=at,
        last_updated=at,
        said={"enter": enter, "then": then},
        to=address,
        due=at + HEAD_START,
    )
    with suppress(ConditionFailed):
        table.put(MAILS.new(table.tenant, mail))


def hold_back(table: TenantTable, tenant: Tenant, address: str, source: str, *, at: datetime) -> None:
    """Raises TooOften for an address, or for who asks, whoever that is: it tells nothing of either."""
    for what, whose in (("sign_in", address.casefold()), ("sign_in_from", source)):
        limit = limit_of(what, tenant.limits)
        if wait := brakes.take(table, keys.digest(what, whose), what, limit, at=at):
            raise TooOften(
                "Too many links were asked for. Wait a little, and look into your mail.", whole_seconds(wait)
            )


def check(table: TenantTable, tenant: Tenant, token: str, *, at: datetime) -> None:
    """Whether the link would open now; it stays good."""
    if sessions.opened(table, read_token(tenant, token, at=at)):
        raise LinkIsOver


def enter(
    table: TenantTable, tenant: Tenant, token: str, secret: str, *, at: datetime
) -> tuple[Session, str]:
    """A session for whoever brings the link, under a secret for its browser, and the page to go on to."""
    mail = MAILS.find(table, read_token(tenant, token, at=at))
    if mail is None or mail.template != SIGN_IN or not mail.to:
        raise LinkIsOver
    address = keys.digest(mail.to.casefold())
    found = contacts.by_email(table, mail.to, consistent=True)[:MOST_TOGETHER]
    person = _person(table, found, address)
    if person is None:
        raise LinkIsOver
    ends = at + SESSION_LIFE[person.role]
    session = Session(session_uid(secret), tuple(found), address, at, ends)
    try:
        sessions.begin(table, session, mail.uid)
    except ConditionFailed:
        raise LinkIsOver from None
    return session, str(mail.said.get("then") or "")


def known(table: TenantTable, secret: str, *, at: datetime) -> Person | None:
    """Who is signed in with this secret: those that still have the address."""
    session = sessions.find(table, session_uid(secret))
    if session is None or not session.stands(at=at):
        return None
    return _person(table, session.contacts, session.address)


def leave(table: TenantTable, secret: str) -> None:
    sessions.end(table, session_uid(secret))


def _person(table: TenantTable, uids: list[str] | tuple[str, ...], address: str) -> Person | None:
    stood = CONTACTS.find_many(table, uids, consistent=True).values()
    found = tuple(
        sorted(
            (one for one in stood if address in {keys.digest(each.casefold()) for each in one.emails}),
            key=lambda one: (one.created, one.uid),
        )
    )
    if not found:
        return None
    coached = {one.uid: groups.coached(table, one.uid) for one in found}
    roles = {one.uid: _role(one, coached[one.uid]) for one in found}
    first = max(found, key=lambda one: _WEIGHT[roles[one.uid]])
    return Person(found, tuple(dict.fromkeys(chain(*coached.values()))), roles[first.uid], first)


def _role(contact: Contact, coached: list[str]) -> Role:
    """Who coaches a group is a coach there, without being one of the tenant's."""
    return "coach" if coached and contact.role == "member" else contact.role
