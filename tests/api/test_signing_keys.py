"""Keys that sign badges: made when needed, rotated, withdrawn, and never seen by anybody."""

import re
from typing import Any

import pytest

from chalicelib.store import badges_signed
from tests.api.badging import Holder, header
from tests.asking import Club
from tests.awarding import table_of
from tests.people.test_lives import given


@pytest.fixture
def holder(club: Club) -> Holder:
    return Holder(club)


def listed(club: Club) -> list[Any]:
    found: list[Any] = club.got("signing_key/")["results"]
    return found


def test_the_first_key_is_made_with_the_first_badge(club: Club, holder: Holder) -> None:
    assert listed(club) == []

    token = holder.badge(club.finished())

    (key,) = listed(club)
    assert (key["signs"], key["key"]) == (True, header(token)["kid"])


def test_another_key_signs_and_the_old_one_stays_for_what_it_signed(club: Club, holder: Holder) -> None:
    work = club.finished()
    old = holder.badge(work)

    made = club.made("signing_key/", None)

    new = holder.badge(work)
    assert header(new)["kid"] == made["key"] != header(old)["kid"]
    assert [one["kid"] for one in holder.jwks()] == [header(new)["kid"], header(old)["kid"]]
    assert [key["signs"] for key in listed(club)] == [True, False]
    assert not holder.revoked(old) and not holder.revoked(new)


def test_a_repeated_request_makes_no_other_key(club: Club) -> None:
    keys = [
        club.made("signing_key/", None, headers={"Idempotency-Key": "the-one-key"})["uid"] for _ in range(2)
    ]

    assert keys[0] == keys[1]
    assert len(listed(club)) == 1


def test_a_key_that_is_withdrawn_is_nowhere_and_what_it_signed_is_good_no_longer(
    club: Club, holder: Holder
) -> None:
    work = club.finished()
    old = holder.badge(work)
    (key,) = listed(club)

    assert club.ask("DELETE", f"signing_key/{key['uid']}/").status == 204

    assert (holder.jwks(), holder.ask(header(old)["kid"]).status) == ([], 404)
    assert club.ask("DELETE", f"signing_key/{key['uid']}/").status == 404
    assert header(holder.badge(work))["kid"] != header(old)["kid"]
    assert key["uid"] not in str(club.items())


def test_ten_keys_are_enough(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.domain.signing_key.MOST_KEYS", 2)
    made = [club.ask("POST", "signing_key/").status for _ in range(3)]

    assert made == [201, 201, 409]


def test_who_comes_second_to_the_first_key_takes_it(club: Club, holder: Holder) -> None:
    """Two badges are made at once, where there is no key yet: each makes one, and one is kept."""
    make = club.house.wired.signing_key

    def slow() -> str:
        club.house.wired.signing_key = make
        club.made("signing_key/", None)
        return make()

    club.house.wired.signing_key = slow

    token = holder.badge(club.finished())

    assert [key["key"] for key in listed(club)] == [header(token)["kid"]]


def test_the_private_part_is_in_no_answer_no_export_and_no_line(club: Club, holder: Holder) -> None:
    ada = club.person(email="ada@example.org")
    work = club.finished(contact=ada)
    holder.badge(work)
    kept = badges_signed.signing_keys(table_of(club))
    assert kept is not None
    canaries = re.findall(r"[A-Za-z0-9+/]{64}", kept.keys[0].private)[5:]
    assert len(canaries) > 10

    answers = [
        club.ask("GET", "signing_key/").body,
        club.ask("POST", "signing_key/").body,
        club.ask("GET", "tenant/").body,
        *(
            holder.ask(path).body
            for path in ("jwks", "issuer", f"verify/{work['uid']}/", f"achievement/{work['uid']}/credential/")
        ),
        str(given(club, ada["uid"])).encode(),
        "\n".join(club.house.lines).encode(),
    ]

    assert [canary for canary in canaries for said in answers if canary.encode() in said] == []
    assert all(b"PRIVATE" not in said for said in answers)
