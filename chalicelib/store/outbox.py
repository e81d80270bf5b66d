"""How events that were told are kept, and the mails that follow them.

The facets `c` and `a` name whose they are, and about whom: so `trail` finds them (docs/privacy.md).
"""

from typing import Any

from ..domain.failure import failing
from ..domain.mail import OPEN_STATES, Mail, kept_until
from ..domain.outbox import Told
from ..domain.sign_in import SIGN_IN
from ..watch.work import trace
from . import keys
from .conditions import Where
from .places import Spot
from .records import Kind
from .table import TenantTable
from .writes import Put

# What did not reach its reader waits for somebody who looks after addresses. What was given up stands among
# the failures instead; what SES refused after it had taken it was not given up.
UNREACHED = ("bounced", "complained", "suppressed", "failed_permanent")


class _Events(Kind[Told]):
    """A new event bears the trace of the work that told it."""

    def new(self, t: str, record: Told) -> Put:
        record.trace = record.trace or trace()
        return super().new(t, record)


def brief(contact: str | None) -> str | None:
    """Enough of a contact's uid to leave few rows; whom a record is really about, the record says."""
    return contact[:4] if contact else None


def desk_of(state: str) -> str:
    return f"mail_{state}"


def _desk(mail: Mail) -> Spot | None:
    waits = mail.state in UNREACHED and mail.template != SIGN_IN
    return Spot(desk_of(mail.state), mail.last_updated, newest_first=True) if waits else None


EVENTS: Kind[Told] = _Events(
    name="event",
    model=Told,
    key=keys.event,
    facets=lambda event: {"type": event.name, "c": brief(event.contact)},
    subject=lambda event: event.subject,
    due=lambda event: event.due,
    failing=lambda event: failing("event", event.failed, waiting=event.set_aside is not None),
)

MAILS: Kind[Mail] = Kind(
    name="mail",
    model=Mail,
    key=keys.mail,
    facets=lambda mail: {
        "state": "open" if mail.state in OPEN_STATES else mail.state,
        "c": brief(mail.contact),
        "a": brief(mail.said.get("about")),
    },
    subject=lambda mail: mail.event,
    due=lambda mail: mail.due,
    failing=lambda mail: failing("mail", mail.failed, waiting=mail.state == "failed_permanent"),
    desk=_desk,
    ttl=kept_until,
)


def newest_about(table: TenantTable, kind: Kind[Any], subject: str, *, most: int) -> list[keys.Key]:
    """Where the latest events of a thing stand, or the latest mails of an event; the newest first."""
    here = Where("spk").eq(keys.subject_pk(table.tenant, subject, kind.name))
    rows = table.page("subject", here, limit=most, backwards=True).items
    return [keys.Key(row["pk"], row["sk"]) for row in rows]
