"""What is done with what became true and what leaves: looking, replaying, sending again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ..domain.mail import RESENT_STATES, Mail
from ..domain.outbox import Told
from ..domain.refusals import Conflict
from ..store.outbox import EVENTS, MAILS
from ..store.table import TenantTable
from .listing import Asked, Listed, records


def events(
    table: TenantTable, asked: Asked, *, now: datetime, subject: str | None, facets: Mapping[str, Any]
) -> Listed[Told]:
    return records(table, EVENTS, asked, now=now, subject=subject, facets=facets)


def event(table: TenantTable, uid: str) -> Told:
    return EVENTS.load(table, uid)


def replay(table: TenantTable, uid: str, *, at: datetime) -> Told:
    """Let an event that was set aside be followed again; what it made before is not made twice."""

    def decide() -> Told:
        told = EVENTS.load(table, uid)
        if not told.set_aside:
            raise Conflict("This event was not set aside.")
        told.replay(at=at)
        table.put(EVENTS.changed(table.tenant, told))
        return told

    return table.decided(decide)


def mails(
    table: TenantTable, asked: Asked, *, now: datetime, event_uid: str | None, facets: Mapping[str, Any]
) -> Listed[Mail]:
    return records(table, MAILS, asked, now=now, subject=event_uid, facets=facets)


def mail(table: TenantTable, uid: str) -> Mail:
    return MAILS.load(table, uid)


def resend(table: TenantTable, uid: str, *, at: datetime) -> Mail:
    """Send a mail that failed once more, after its cause was mended."""

    def decide() -> Mail:
        letter = MAILS.load(table, uid)
        if letter.state not in RESENT_STATES:
            raise Conflict(
                f"This mail is {letter.state}; only one that failed, bounced or was suppressed is sent again."
            )
        letter.resend(at=at)
        table.put(MAILS.changed(table.tenant, letter))
        return letter

    return table.decided(decide)
