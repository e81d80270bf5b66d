"""Whom others may see on boards and in the stream: shown, by initials only, or not at all."""

from calendar import isleap
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Literal

from .contact import Contact
from .gamification.user import User, initials_of, user_of

OF_AGE = 18
# It is a day everywhere on earth twelve hours after it began in UTC.
LAST_ZONE = timedelta(hours=12)

# What a tenant does with those who may not be shown: leave them out, or show "J. D." and nothing else.
Policy = Literal["hide", "initials"]


class Visibility(StrEnum):
    SHOWN = "shown"
    INITIALS = "initials"
    HIDDEN = "hidden"


def day(now: datetime) -> date:
    """The date that it has become everywhere: whoever is of age on it is so in every zone."""
    return (now.astimezone(UTC) - LAST_ZONE).date()


def visibility(contact: Contact | None, today: date, policy: Policy) -> Visibility:
    """How others see a contact; one that is gone is seen by nobody. `today` is a `day(now)`."""
    if contact is None:
        return Visibility.HIDDEN
    if contact.public_profile and not is_minor(contact, today):
        return Visibility.SHOWN
    return Visibility.INITIALS if policy == "initials" else Visibility.HIDDEN


def is_minor(contact: Contact, today: date) -> bool:
    """Under 18. Of whom no date of birth is known, guardians say that it is a child."""
    if contact.date_of_birth is None:
        return bool(contact.guardians)
    return today < coming_of_age(contact.date_of_birth)


def coming_of_age(born: date) -> date:
    """The 18th birthday; who was born on 29 February has it on 1 March."""
    year = born.year + OF_AGE
    if (born.month, born.day) == (2, 29) and not isleap(year):
        return date(year, 3, 1)
    return born.replace(year=year)


def of_age_at(born: date) -> datetime:
    """The moment at which `day` becomes the 18th birthday."""
    return datetime.combine(coming_of_age(born), time(), UTC) + LAST_ZONE


def due(contact: Contact) -> datetime | None:
    """When it comes of age, if that is still ahead of its last change."""
    if contact.date_of_birth is None:
        return None
    moment = of_age_at(contact.date_of_birth)
    return moment if moment > contact.last_updated else None


def differs(before: Contact, after: Contact) -> bool:
    """Whether others may see something else than before, or another person of it altogether."""
    return _outside(before) != _outside(after) or (due(before) is not None and due(after) is None)


def _outside(contact: Contact) -> tuple[object, ...]:
    """All that a user shows of it but its times, and what decides whether it is shown."""
    shown = replace(user_of(contact), created=None, last_updated=None, version=0)
    return shown, contact.public_profile, contact.date_of_birth, bool(contact.guardians)


def user(contact: Contact | None, today: date, policy: Policy) -> User | None:
    """What others may know of a contact; None: nothing at all."""
    if contact is None:
        return None
    match visibility(contact, today, policy):
        case Visibility.SHOWN:
            return user_of(contact)
        case Visibility.INITIALS:
            return initials_of(user_of(contact))
        case _:
            return None
