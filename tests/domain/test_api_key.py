"""Keys: their text, their checksum, their tokens."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain import api_key
from chalicelib.domain.api_key import ApiKey

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TEXT = api_key.mint("abcDEF012345", "x" * 32)


def a_key(**changes: object) -> ApiKey:
    fields = {
        "uid": b"abcDEF012345".hex(),
        "key_id": "abcDEF012345",
        "digest": api_key.digest(TEXT),
        "tenant": "example",
        "tenant_secret": "secret",
        "role": "admin",
        "created": NOON,
        "last_updated": NOON,
    }
    return ApiKey(**{**fields, **changes})  # type: ignore[arg-type]


def test_a_key_opens_with_its_own_text_only() -> None:
    other = api_key.mint("abcDEF012345", "y" * 32)

    assert a_key().opens(TEXT, at=NOON)
    assert not a_key().opens(other, at=NOON)


@pytest.mark.parametrize("changes", [{"revoked": NOON}, {"expires": NOON}])
def test_a_revoked_or_expired_key_opens_nothing(changes: dict[str, object]) -> None:
    key = a_key(**changes)

    assert not key.opens(TEXT, at=NOON)
    assert not key.opens(a_key().token(at=NOON), at=NOON)


def test_a_key_expires_at_its_moment_and_not_before() -> None:
    assert a_key(expires=NOON).opens(TEXT, at=NOON - timedelta(seconds=1))


def test_a_token_is_good_for_an_hour() -> None:
    token = a_key().token(at=NOON)

    assert a_key().opens(token, at=NOON + timedelta(minutes=59))
    assert not a_key().opens(token, at=NOON + timedelta(hours=1))


@pytest.mark.parametrize("place", range(0, 70, 3))
def test_a_changed_token_opens_nothing(place: int) -> None:
    token = a_key().token(at=NOON)
    place %= len(token)
    changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]

    assert not a_key().opens(changed, at=NOON)


@pytest.mark.parametrize("place", range(len(TEXT)))
def test_every_changed_character_is_seen_by_the_checksum(place: int) -> None:
    changed = TEXT[:place] + ("A" if TEXT[place] != "A" else "B") + TEXT[place + 1 :]

    assert api_key.key_id(changed) is None


@pytest.mark.parametrize(
    "text", ["", "clé", "lrl_", "a" * 8192, TEXT + "\n", " " + TEXT, TEXT[:-1], TEXT + "0"]
)
def test_what_cannot_be_a_key_is_told_without_a_look_up(text: str) -> None:
    assert api_key.key_id(text) is None


def test_a_key_and_its_token_lead_to_the_same_record() -> None:
    assert api_key.key_id(TEXT) == api_key.key_id(a_key().token(at=NOON)) == "abcDEF012345"


def test_a_token_cannot_be_made_to_last_longer() -> None:
    token = a_key().token(at=NOON)
    until = int((NOON + timedelta(hours=1)).timestamp())
    longer = token.replace(str(until), str(until + 3600))

    assert longer != token
    assert not a_key().opens(longer, at=NOON)


def test_a_token_ends_with_its_key() -> None:
    soon, late = NOON + timedelta(minutes=5), NOON + timedelta(hours=2)

    assert a_key(expires=soon).token_ends(at=NOON) == soon
    assert a_key(expires=late).token_ends(at=NOON) == a_key().token_ends(at=NOON) == NOON + timedelta(hours=1)


def test_a_token_is_of_letters_that_need_no_escape() -> None:
    assert a_key().token(at=NOON) == "lrt_abcDEF012345_1795266000_84YAsO3pBYxC7lYMLKISnqq1RubRlkNeWBqHrevbdDc"
