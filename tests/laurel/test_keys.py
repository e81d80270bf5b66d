"""The commands on API keys."""

from datetime import timedelta

import pytest

from tests.asking import Club
from tests.laurel.saying import Operator


def status(club: Club, key: str) -> int:
    return club.ask("GET", "person/", role=None, headers={"X-API-KEY": key}).status


@pytest.fixture
def issued(club: Club, operator: Operator) -> dict[str, str]:
    words = ("key", "add", "--tenant", club.tenant, "--role", "coach", "--label", "the tablet")
    key: dict[str, str] = operator.knows(*words).json
    return key


def test_keys_are_listed_without_their_text(club: Club, operator: Operator, issued: dict[str, str]) -> None:
    rows = operator.knows("key", "list", "--tenant", club.tenant, "--role", "coach").rows

    by_label = {row["label"]: row for row in rows}
    assert {label: row["role"] for label, row in by_label.items()} == {
        "sandbox coach": "coach",
        "the tablet": "coach",
    }
    assert issued["key"] not in operator.says("key", "list", "--tenant", club.tenant).out
    assert issued["key"].startswith(f"lrl_{by_label['the tablet']['key_id']}_")


@pytest.mark.parametrize("named", ["uid", "public part"])
def test_a_revoked_key_opens_nothing(
    named: str, club: Club, operator: Operator, issued: dict[str, str]
) -> None:
    name = {"uid": issued["uid"], "public part": issued["key"][: len("lrl_") + 12]}[named]

    operator.knows("key", "revoke", "--tenant", club.tenant, name)

    assert status(club, issued["key"]) == 401


def test_a_rolled_key_goes_on_for_a_day_beside_the_new_one(
    club: Club, operator: Operator, issued: dict[str, str]
) -> None:
    rolled = operator.knows("key", "roll", "--tenant", club.tenant, issued["uid"]).json

    assert [status(club, one["key"]) for one in (issued, rolled)] == [200, 200]
    club.house.turn_to(club.house.clock.now() + timedelta(days=1))
    assert [status(club, one["key"]) for one in (issued, rolled)] == [401, 200]


def test_a_key_ends_when_it_was_said_to(club: Club, operator: Operator) -> None:
    soon = (club.house.clock.now() + timedelta(hours=1)).isoformat()
    words = ("key", "add", "--tenant", club.tenant, "--role", "admin", "--expires", soon)

    key = operator.knows(*words).json["key"]

    assert status(club, key) == 200
    club.house.turn_to(club.house.clock.now() + timedelta(hours=1))
    assert status(club, key) == 401


@pytest.mark.parametrize(
    "words",
    [
        ["revoke", "--tenant", "example", "lrl_short"],
        ["revoke", "--tenant", "other", "{key}"],
        ["roll", "--tenant", "nobody", "{key}"],
        ["list", "--tenant", "nobody"],
        ["add", "--tenant", "example", "--role", "admin", "--expires", "soon"],
        ["add", "--tenant", "example", "--role", "admin", "--expires", "2020-01-01"],
    ],
    ids=["no key", "another tenant's", "no tenant", "no tenant to list", "no time", "a time gone by"],
)
def test_what_cannot_be_is_one_line_and_writes_nothing(
    words: list[str], club: Club, operator: Operator, issued: dict[str, str]
) -> None:
    before = club.items()

    said = operator.says("key", *(word.format(key=issued["uid"]) for word in words))

    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert club.items() == before
