"""Mails that did not reach their readers, by what became of them, the newest first; and sending one again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ..domain.mail import RESENT_STATES, Mail, State
from ..store import desks, suppressions
from ..store.desks import Count, Part
from ..store.outbox import MAILS, desk_of
from ..store.table import TenantTable
from . import failures, outbox, suppressing
from .listing import Asked

PAGE = 25
# As far as counting goes.
MOST_COUNTED = 1_000
Lost = Literal["failed", "refused", "bounced", "complained", "suppressed"]
STATES: dict[Lost, State] = {
    "failed": "failed_permanent",
    "refused": "failed_permanent",
    "bounced": "bounced",
    "complained": "complained",
    "suppressed": "suppressed",
}


@dataclass(frozen=True)
class Letters:
    """One page, and where the next one starts."""

    mails: list[Mail]
    next: str | None


def listed(table: TenantTable, lost: Lost, *, after: str | None, now: datetime) -> Letters:
    """`failed` are those that were given up and wait: they stand among the failures of all kinds. `refused`
    are those that the mail service took, and then would not send."""
    if lost == "failed":
        found = failures.listed(table, Asked(1, PAGE, after), kind="mail", state="waiting", now=now)
        uids, following = [one.uid for one in found.records], found.next
    else:
        page = desks.page(table, Part([desk_of(STATES[lost])]), size=PAGE, after=after)
        uids, following = [key.pk.rpartition("#")[2] for key in page.keys], page.next
    read = MAILS.find_many(table, uids, consistent=True)
    return Letters([read[uid] for uid in uids if uid in read and read[uid].state == STATES[lost]], following)


def count(table: TenantTable) -> Count:
    """How many came back, for good."""
    return desks.count(table, Part([desk_of("bounced")]), most=MOST_COUNTED)


def opened(table: TenantTable, uid: str) -> tuple[Mail, bool]:
    """A mail, and whether its address is shut."""
    mail = outbox.mail(table, uid)
    return mail, mail.to is not None and suppressions.find(table, mail.to) is not None


def send_again(table: TenantTable, uid: str, *, lift: bool, at: datetime) -> Mail:
    """Let it go out once more, with `lift` to an address that was shut. One that is on its way stays so."""
    mail = outbox.mail(table, uid)
    if mail.state not in RESENT_STATES:
        return mail
    if lift and mail.to is not None:
        suppressing.unsuppress(table, mail.to, at=at)
    return outbox.resend(table, uid, at=at)
