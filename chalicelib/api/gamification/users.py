"""Users as face 002 shows them: the seed's ten fields in its order."""

from typing import Any

from ...domain.gamification.user import User
from ..wire import Record
from .values import stamped


class UserRecord(Record):
    """A contact, as far as it may be shown; `id` is its number."""

    id: int
    first_name: str | None
    last_name: str | None
    phone_number: str | None
    job_title: str | None
    email: str | None
    email_notifications: bool | None
    profile_picture: str | None
    created_at: str | None
    updated_at: str | None


def shown(user: User) -> dict[str, Any]:
    return {
        "id": user.number,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "phone_number": user.phone,
        "job_title": user.job_title,
        "email": user.email,
        "email_notifications": user.email_notifications,
        "profile_picture": user.profile_picture,
        "created_at": stamped(user.created),
        "updated_at": stamped(user.last_updated),
    }
