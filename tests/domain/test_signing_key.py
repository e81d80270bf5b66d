"""The keys of a tenant: the newest signs, the others are good until they are withdrawn."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.refusals import Conflict, NotFound
from chalicelib.domain.signing_key import MOST_KEYS, SigningKey, SigningKeys, key_uid

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=1)


def a_key(modulus: str = "n-one", request: str = "") -> SigningKey:
    return SigningKey(key_uid(modulus), NOON, modulus, "AQAB", f"private part of {modulus}", request)


def some(*keys: SigningKey) -> SigningKeys:
    return SigningKeys(NOON, NOON, keys)


def test_where_nothing_was_signed_no_key_signs() -> None:
    assert some().current is None


def test_what_is_added_signs_and_the_others_stand() -> None:
    keys = some(a_key("one"))

    keys.add(a_key("two"), at=LATER)

    assert keys.current == a_key("two")
    assert keys.get(key_uid("one")) == a_key("one")
    assert keys.last_updated == LATER


def test_more_keys_than_are_read_at_once_are_refused() -> None:
    keys = some(*(a_key(f"n-{n}") for n in range(MOST_KEYS - 1)))
    keys.add(a_key("the last"), at=LATER)

    with pytest.raises(Conflict, match="Withdraw"):
        keys.add(a_key("one too many"), at=LATER)

    assert keys.current == a_key("the last")


def test_a_key_that_is_withdrawn_stands_no_longer_and_the_next_one_signs() -> None:
    keys = some(a_key("two"), a_key("one"))

    keys.withdraw(key_uid("two"), at=LATER)

    assert keys.current == a_key("one")
    assert keys.last_updated == LATER
    with pytest.raises(NotFound):
        keys.get(key_uid("two"))


def test_a_key_that_does_not_stand_cannot_be_withdrawn() -> None:
    keys = some(a_key("one"))

    with pytest.raises(NotFound):
        keys.withdraw(key_uid("two"), at=LATER)

    assert keys.keys == (a_key("one"),)


def test_a_request_finds_the_key_that_it_made_and_no_request_finds_none() -> None:
    keys = some(a_key("two", request="again"), a_key("one"))

    assert keys.made_by("again") == a_key("two", request="again")
    assert keys.made_by("another") is None
    assert keys.made_by("") is None


def test_a_jwk_has_the_public_part_and_no_more() -> None:
    assert a_key().jwk("https://laurel.example/key/1") == {
        "kty": "RSA",
        "use": "sig",
        "alg": "RS256",
        "kid": "https://laurel.example/key/1",
        "n": "n-one",
        "e": "AQAB",
    }


def test_a_key_is_never_written_out_with_its_private_part() -> None:
    assert "private" not in repr(some(a_key()))


def test_a_keys_uid_follows_from_it() -> None:
    assert key_uid("one") == key_uid("one") != key_uid("two")
    assert len(key_uid("one")) == 24
