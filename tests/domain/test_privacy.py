"""Who may be shown to others, from when on, and what of it."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.domain import privacy
from chalicelib.domain.contact import Contact
from chalicelib.domain.privacy import Visibility, day, user, visibility

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TODAY = day(NOON)
ADA = Contact(
    uid="a" * 24,
    resource="person",
    created=NOON,
    last_updated=NOON,
    first_name="Ada",
    last_name="berger",
    emails=("ada@example.org",),
    phone="1",
    job_title="Coach",
    profile_picture="https://example.org/ada.png",
    number=7,
)


@pytest.mark.parametrize(
    ("born", "guardians", "public", "shown"),
    [
        (None, (), True, True),
        (None, ("g",), True, False),
        (date(1990, 5, 4), ("g",), True, True),
        (date(2008, 11, 21), (), True, True),
        (date(2008, 11, 22), (), True, False),
        (date(1990, 5, 4), (), False, False),
    ],
)
def test_who_is_of_age_and_has_a_public_profile_is_shown(
    born: date | None, guardians: tuple[str, ...], public: bool, shown: bool
) -> None:
    contact = replace(ADA, date_of_birth=born, guardians=guardians, public_profile=public)

    assert visibility(contact, TODAY, "hide") is (Visibility.SHOWN if shown else Visibility.HIDDEN)
    assert visibility(contact, TODAY, "initials") is (Visibility.SHOWN if shown else Visibility.INITIALS)


def test_a_contact_that_is_gone_is_shown_under_no_policy() -> None:
    assert visibility(None, TODAY, "initials") is Visibility.HIDDEN
    assert user(None, TODAY, "initials") is None


def test_by_initials_nothing_is_said_but_two_letters_and_the_id() -> None:
    hidden = replace(ADA, public_profile=False)

    shown = user(hidden, TODAY, "initials")

    assert shown is not None and (shown.first_name, shown.last_name, shown.number) == ("A.", "B.", 7)
    told = {field.name for field in fields(shown) if getattr(shown, field.name) is not None}
    assert told == {"uid", "number", "first_name", "last_name", "version"}


@pytest.mark.parametrize(
    ("born", "moment"),
    [
        (date(2008, 11, 22), datetime(2026, 11, 22, 12, tzinfo=UTC)),
        (date(2008, 2, 29), datetime(2026, 3, 1, 12, tzinfo=UTC)),
        (date(1982, 2, 28), datetime(2000, 2, 28, 12, tzinfo=UTC)),
    ],
)
def test_it_comes_of_age_when_its_birthday_has_begun_everywhere(born: date, moment: datetime) -> None:
    contact = replace(ADA, date_of_birth=born)

    assert privacy.of_age_at(born) == moment
    assert privacy.is_minor(contact, day(moment - timedelta(microseconds=1)))
    assert not privacy.is_minor(contact, day(moment))


def test_a_birthday_that_is_ahead_is_due_and_one_that_is_over_is_not() -> None:
    child = replace(ADA, date_of_birth=date(2010, 1, 2))

    assert privacy.due(child) == datetime(2028, 1, 2, 12, tzinfo=UTC)
    assert privacy.due(replace(child, last_updated=datetime(2028, 1, 2, 12, tzinfo=UTC))) is None
    assert privacy.due(replace(ADA, date_of_birth=date(1990, 1, 2))) is None
    assert privacy.due(ADA) is None


@pytest.mark.parametrize(
    ("changes", "differs"),
    [
        ({"phone": "2"}, True),
        ({"emails": ("new@example.org",)}, True),
        ({"public_profile": False}, True),
        ({"date_of_birth": date(2012, 1, 1)}, True),
        ({"guardians": ("g",)}, True),
        ({"number": 8}, True),
        ({"timezone": "Europe/Berlin", "member_ref": "M-1", "locale": "de"}, False),
        ({"last_updated": NOON + timedelta(days=1), "version": 9}, False),
    ],
)
def test_others_see_a_difference_only_where_there_is_one(changes: dict[str, object], differs: bool) -> None:
    assert privacy.differs(ADA, replace(ADA, **changes)) is differs  # type: ignore[arg-type]


def test_the_first_change_after_a_birthday_makes_a_difference() -> None:
    child = replace(ADA, date_of_birth=date(2010, 1, 2))
    grown = replace(child, last_updated=datetime(2028, 1, 3, tzinfo=UTC))

    assert privacy.differs(child, grown)
    assert not privacy.differs(grown, replace(grown, last_updated=datetime(2028, 1, 4, tzinfo=UTC)))


@pytest.mark.parametrize(
    ("contact", "policy", "first_name"),
    [
        (ADA, "hide", "Ada"),
        (ADA, "initials", "Ada"),
        (replace(ADA, guardians=("g",)), "hide", None),
        (replace(ADA, guardians=("g",)), "initials", "A."),
        (replace(ADA, date_of_birth=date(2010, 1, 1)), "initials", "A."),
        (replace(ADA, date_of_birth=date(1990, 1, 1), guardians=("g",)), "hide", "Ada"),
        (None, "hide", None),
        (None, "initials", None),
    ],
)
def test_what_others_see_is_what_the_policy_says(
    contact: Contact | None, policy: privacy.Policy, first_name: str | None
) -> None:
    shown = user(contact, TODAY, policy)

    assert (shown.first_name if shown else None) == first_name
    assert (shown is None) is (visibility(contact, TODAY, policy) is Visibility.HIDDEN)
