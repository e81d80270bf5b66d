"""A user of face 002: what boards, the stream and high fives show of a contact."""

from dataclasses import dataclass
from datetime import datetime

from ..contact import Contact


@dataclass(frozen=True)
class User:
    """A plain snapshot, which boards and the stream keep. `number` is the id that face 002 shows.

    `version` is the contact's own at the time, so that an older snapshot is known as such.
    """

    uid: str
    number: int
    first_name: str | None = None
    last_name: str | None = None
    phone: str | None = None
    job_title: str | None = None
    email: str | None = None
    email_notifications: bool | None = None
    profile_picture: str | None = None
    created: datetime | None = None
    last_updated: datetime | None = None
    version: int = 0


def user_of(contact: Contact) -> User:
    """An organisation, or a person of one name only, has it as its first."""
    return User(
        uid=contact.uid,
        number=contact.number,
        first_name=contact.first_name or contact.name,
        last_name=contact.last_name,
        phone=contact.phone,
        job_title=contact.job_title,
        email=contact.emails[0] if contact.emails else None,
        email_notifications=contact.email_notifications,
        profile_picture=contact.profile_picture,
        created=contact.created,
        last_updated=contact.last_updated,
        version=contact.version,
    )


def initials_of(user: User) -> User:
    """ "J. D." and nothing else; whoever sees it cannot tell who it is from anything that stands beside."""
    return User(
        uid=user.uid,
        number=user.number,
        first_name=_initial(user.first_name),
        last_name=_initial(user.last_name),
        version=user.version,
    )


def _initial(name: str | None) -> str | None:
    return f"{name.strip()[0].upper()}." if name and name.strip() else None
