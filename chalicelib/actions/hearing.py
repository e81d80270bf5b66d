"""What SES tells of a mail, taken in: doubts end, deliveries are noted, addresses that bounce are shut."""

from datetime import datetime
from typing import Literal

from ..domain.mail import Mail
from ..domain.mail_news import News
from ..domain.suppression import Suppression
from ..store import suppressions
from ..store.outbox import MAILS
from ..store.table import TenantTable
from ..store.writes import Write

# `known`: it changed nothing, for it or something weightier was heard before.
Heard = Literal["heard", "known", "unknown"]


def hear(table: TenantTable, news: News, *, at: datetime) -> Heard:
    """Hearing it twice changes nothing. A mail that this tenant never had is unknown, and nothing is written.

    The address that is suppressed is the mail's own: no event can name another.
    """

    def decide() -> Heard:
        mail = MAILS.find(table, news.mail)
        if mail is None:
            return "unknown"
        if not mail.hear(news, at=at):
            return "known"
        barring = _barring(table, mail, news, at)
        kept = MAILS.changed(table.tenant, mail)
        if barring:
            table.transact([kept, *barring])
        else:
            table.put(kept)
        return "heard"

    return table.decided(decide)


def _barring(table: TenantTable, mail: Mail, news: News, at: datetime) -> list[Write]:
    """In the same transaction as the mail's state, so that neither stands without the other."""
    if not news.barring or mail.to is None or suppressions.find(table, mail.to):
        return []
    cause: Literal["bounced", "complained"] = "complained" if news.fate == "complained" else "bounced"
    one = Suppression(mail.to, at, cause, mail.reason or cause, mail.uid)
    return [suppressions.new(table.tenant, one)]
