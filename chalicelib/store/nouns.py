"""Every kind of record of the step-achievement face, and how it is kept."""

from ..domain import privacy
from ..domain.achievement import Achievement
from ..domain.achievement_type import AchievementType
from ..domain.api_key import ApiKey
from ..domain.contact import Contact, Group
from ..domain.mail import KEPT, OPEN_STATES, Mail
from ..domain.outbox import Told
from . import keys
from .keys import Key
from .records import Kind


def _api_key(_t: str, uid: str) -> Key:
    """A key's uid is its public part in hex, so that either leads to the record."""
    return keys.api_key(bytes.fromhex(uid).decode("ascii", "replace"))


CONTACTS: Kind[Contact] = Kind(
    name="contact",
    model=Contact,
    key=keys.contact,
    shelf=lambda contact: contact.resource,
    facets=lambda contact: {
        "first_name": contact.first_name,
        "last_name": contact.last_name,
        "name": contact.name,
        "groups": contact.member_groups or None,
    },
    due=privacy.due,
)

GROUPS: Kind[Group] = Kind(
    name="group", model=Group, key=keys.group, facets=lambda group: {"name": group.name}
)

ACHIEVEMENT_TYPES: Kind[AchievementType] = Kind(
    name="achievement_type",
    model=AchievementType,
    key=keys.achievement_type,
    facets=lambda kind: {"name": kind.name, "category": kind.category},
)

ACHIEVEMENTS: Kind[Achievement] = Kind(
    name="achievement",
    model=Achievement,
    key=keys.achievement,
    facets=lambda achievement: {"finished": achievement.finished, "type": achievement.type},
    owner=lambda achievement: achievement.contact,
    subject=lambda achievement: achievement.type,
)

API_KEYS: Kind[ApiKey] = Kind(
    name="api_key",
    model=ApiKey,
    key=_api_key,
    facets=lambda key: {"role": key.role, "label": key.label},
)

EVENTS: Kind[Told] = Kind(
    name="event",
    model=Told,
    key=keys.event,
    facets=lambda event: {"type": event.name},
    subject=lambda event: event.subject,
    due=lambda event: event.due,
)

MAILS: Kind[Mail] = Kind(
    name="mail",
    model=Mail,
    key=keys.mail,
    facets=lambda mail: {"state": "open" if mail.state in OPEN_STATES else mail.state},
    subject=lambda mail: mail.event,
    due=lambda mail: mail.due,
    ttl=lambda mail: mail.created + KEPT,
)
