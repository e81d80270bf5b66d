"""How others see a contact: as a user of face 002, in full or by initials."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chalicelib.domain.contact import Contact
from chalicelib.domain.gamification.user import User, initials_of, user_of

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = datetime(2026, 11, 22, 12, tzinfo=UTC)
OLGA = Contact(
    uid="olga",
    resource="person",
    created=NOON,
    last_updated=LATER,
    first_name="Olga",
    last_name="Tree",
    emails=("olga@example.org", "o@example.org"),
    phone="123",
    job_title="Coach",
    profile_picture="https://example.org/o.png",
    email_notifications=False,
    number=7,
    version=3,
)


def test_a_user_is_the_contact_with_its_first_address() -> None:
    assert user_of(OLGA) == User(
        uid="olga",
        number=7,
        first_name="Olga",
        last_name="Tree",
        phone="123",
        job_title="Coach",
        email="olga@example.org",
        email_notifications=False,
        profile_picture="https://example.org/o.png",
        created=NOON,
        last_updated=LATER,
        version=3,
    )


def test_an_organisation_has_its_name_as_its_first_and_nobody_needs_an_address() -> None:
    club = replace(OLGA, resource="organisation", first_name=None, last_name=None, name="Club", emails=())

    user = user_of(club)

    assert (user.first_name, user.last_name, user.email) == ("Club", None, None)


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("Olga", "Tree", ("O.", "T.")),
        (" olga ", "éclair", ("O.", "É.")),
        ("  ", "", (None, None)),
        (None, None, (None, None)),
    ],
)
def test_initials_are_all_that_is_left(first: str, last: str, shown: tuple[str, str]) -> None:
    user = replace(user_of(OLGA), first_name=first, last_name=last)

    assert initials_of(user) == User(uid="olga", number=7, first_name=shown[0], last_name=shown[1], version=3)
