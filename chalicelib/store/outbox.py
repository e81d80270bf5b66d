"""How events that were told are kept, and the mails that follow them.

The facets `c` and `a` name whose they are, and about whom: so `trail` finds them (docs/privacy.md).
"""

from ..domain.failure import failing
from ..domain.mail import OPEN_STATES, Mail, kept_until
from ..domain.outbox import Told
from ..watch.work import trace
from . import keys
from .records import Kind
from .writes import Put


class _Events(Kind[Told]):
    """A new event bears the trace of the work that told it."""

    def new(self, t: str, record: Told) -> Put:
        record.trace = record.trace or trace()
        return super().new(t, record)


def brief(contact: str | None) -> str | None:
    """Enough of a contact's uid to leave few rows; whom a record is really about, the record says."""
    return contact[:4] if contact else None


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
    ttl=kept_until,
)
