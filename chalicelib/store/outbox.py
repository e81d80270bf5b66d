"""How events that were told are kept, and the mails that follow them."""

from ..domain.failure import failing
from ..domain.mail import KEPT, OPEN_STATES, Mail
from ..domain.outbox import Told
from . import keys
from .records import Kind

EVENTS: Kind[Told] = Kind(
    name="event",
    model=Told,
    key=keys.event,
    facets=lambda event: {"type": event.name},
    subject=lambda event: event.subject,
    due=lambda event: event.due,
    failing=lambda event: failing("event", event.failed, waiting=event.set_aside is not None),
)

MAILS: Kind[Mail] = Kind(
    name="mail",
    model=Mail,
    key=keys.mail,
    facets=lambda mail: {"state": "open" if mail.state in OPEN_STATES else mail.state},
    subject=lambda mail: mail.event,
    due=lambda mail: mail.due,
    failing=lambda mail: failing("mail", mail.failed, waiting=mail.state == "failed_permanent"),
    ttl=lambda mail: mail.created + KEPT,
)
