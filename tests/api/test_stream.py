"""The social stream and high fives over HTTP (seed 002, hostile cases C09 to C13)."""

from collections import Counter
from itertools import count
from typing import Any

import pytest

from chalicelib.actions import posting
from chalicelib.domain.gamification.stream import Post
from chalicelib.store import stream as store
from tests.api import playing
from tests.api.playing import STREAM
from tests.api.refusing import refused
from tests.asking import Club
from tests.awarding import table_of
from tests.races.crowd import at_once
from tests.secretary import Secretary
from tests.seeds import SEED_002, shape

_numbers = count(1)
JANE: dict[str, Any] = {
    "first_name": "Jane",
    "last_name": "Doe",
    "phone": "+4588888888",
    "job_title": "Sales Executive",
    "email": "demo@easir.com",
    "email_notifications": False,
    "profile_picture": "https://randomuser.me/api/portraits/thumb/women/5.jpg",
}


def posted(club: Club) -> Any:
    """A person who has finished an achievement, which stands in the stream."""
    person = club.person(**JANE)
    club.finished(contact=person)
    club.house.settle()
    return person


def more(club: Club, person: Any, number: int) -> None:
    """So many further entries of that person, as reactions post them and the stream numbers them."""
    table, now = table_of(club), club.house.clock.now()
    data = {"level": {"name": "level_1"}}
    posts = [Post(f"{next(_numbers):024x}", person["uid"], "new_level", data, now) for _ in range(number)]
    table.put_many([store.posted(table.tenant, post) for post in posts])
    posting.number(table, [post.uid for post in posts], now=now)


def stream(club: Club, **more: Any) -> list[Any]:
    return playing.walk(club, STREAM, **more)


def high_five(club: Club, number: int, method: str = "PUT", role: str = "member", query: str = "") -> int:
    return club.ask(method, f"{STREAM}/{number}/high-five{query}", role=role).status


def fivers(club: Club, number: int, query: str = "?per_page=100") -> list[int]:
    found = playing.walk(club, f"{STREAM}/{number}/high-five/users{query}")
    return [one["id"] for one in found]


def test_the_stream_is_in_the_seed_s_shape(club: Club) -> None:
    person = posted(club)
    assert high_five(club, 1) == 204

    found = club.got(STREAM, role="member")

    entry = found["data"][0]
    seeds = SEED_002["stream"]["data"][0]
    assert shape({**found, "data": []}) == shape({**SEED_002["stream"], "data": []})
    assert [*entry] == [*seeds] and shape(entry["user"]) == shape(seeds["user"])
    assert entry == {
        "id": 1,
        "event_type": "new_achievement",
        "event_data": {"achievement": {"id": entry["event_data"]["achievement"]["id"], "name": "Badge 3"}},
        "high_fived": True,
        "user": {
            **seeds["user"],
            "id": person["number"],
            "created_at": "2026-11-21 12:00:00",
            "updated_at": "2026-11-21 12:00:00",
        },
        "created_at": "2026-11-21 12:00:00",
        "updated_at": "2026-11-21 12:00:00",
    }
    assert found["pagination"]["total"] == 1


def test_who_gave_a_high_five_is_in_the_seed_s_shape(club: Club) -> None:
    jane = posted(club)
    assert high_five(club, 1, role="admin", query=f"?user_id={jane['number']}") == 204

    found = club.got(f"{STREAM}/1/high-five/users")

    assert [*found] == ["data", "pagination"]
    assert shape(found["data"]) == shape(SEED_002["high_fives"]["data"])
    assert found["data"][0]["id"] == jane["number"]
    assert found["data"] == [club.got(STREAM)["data"][0]["user"]]


def test_c09_a_high_five_twice_is_one_and_is_taken_back_once(club: Club) -> None:
    posted(club)
    number = club.residents.member["number"]

    assert [high_five(club, 1) for _ in "123"] == [204, 204, 204]
    assert fivers(club, 1) == [number]
    assert [one["high_fived"] for one in stream(club, role="member")] == [True]
    assert [one["high_fived"] for one in stream(club, role="coach")] == [False]

    assert [high_five(club, 1, "DELETE") for _ in "12"] == [204, 204]
    assert fivers(club, 1) == []
    assert [one["high_fived"] for one in stream(club, role="member")] == [False]


# The contract's 500 are asked with the larger sweeps; the engine here is right under threads, at any number.
MANY = pytest.mark.parametrize("many", [100, pytest.param(500, marks=pytest.mark.slow)])


@MANY
def test_c09_so_many_high_fives_at_once_by_one_are_one(office: Secretary, many: int) -> None:
    club = office.club
    more(club, club.person(**JANE), 1)

    for _ in range(many // 50):
        assert Counter(at_once([lambda: high_five(club, 1)] * 50)) == {204: 50}

    assert fivers(club, 1) == [club.residents.member["number"]]


@MANY
def test_c10_so_many_high_fives_at_once_by_as_many_are_as_many(office: Secretary, many: int) -> None:
    club = office.club
    more(club, club.person(**JANE), 1)
    members = [{"memberRefId": f"M-{place}"} for place in range(many)]
    assert club.ask("POST", "/api/example/members", members).status == 200
    numbers = [one["number"] for one in _people(club) if str(one["member_ref"]).startswith("M-")]
    fives = [
        lambda n=number: high_five(club, 1, role="admin", query=f"?user_id={n}")  # type: ignore[misc]
        for number in numbers
    ]

    for start in range(0, many, 50):
        assert Counter(at_once(fives[start : start + 50])) == {204: 50}

    found = club.got(f"{STREAM}/1/high-five/users")
    assert found["pagination"]["total"] == many
    assert sorted(fivers(club, 1)) == sorted(numbers)


def _people(club: Club) -> list[Any]:
    found: list[Any] = []
    following = "person/?page_size=100"
    while following:
        page = club.got(following)
        found += page["results"]
        following = page["links"]["next"] and playing.local(page["links"]["next"])
    return found


def test_c11_an_entry_of_another_account_or_of_none_is_not_found(club: Club) -> None:
    posted(club)
    theirs = club.ask("POST", "/api/v1/other/person/", {"first_name": "Eve"}, role="other").json
    as_eve = f"?user_id={theirs['number']}"

    for number in ("1", "2", "0", "-1", "01", "1e0", "x", "9" * 17, "%D9%A1", "1.0"):
        for method, end in (("PUT", ""), ("DELETE", ""), ("GET", "/users")):
            target = f"{STREAM}/{number}/high-five{end}"
            query = as_eve if method != "GET" else ""
            most = 7 if method == "GET" else 4  # who gave one is read at the same time as the entry
            refused(club, lambda: club.ask(method, target + query, role="other"), 404, calls=most)  # noqa: B023

    assert fivers(club, 1) == [] and stream(club, role="other") == []


@pytest.mark.parametrize("arriving", [5, pytest.param(50, marks=pytest.mark.slow)])
def test_c13_walking_while_entries_arrive_shows_none_twice_and_skips_none(
    office: Secretary, arriving: int
) -> None:
    club = office.club
    person = club.person(**JANE)
    more(club, person, 200)
    seen: list[int] = []

    for page in playing.pages(club, f"{STREAM}?per_page=10"):
        seen += [one["id"] for one in page["data"]]
        more(club, person, arriving)

    assert seen == list(range(200, 0, -1))
    assert club.got(STREAM)["pagination"]["total"] == 200 + 20 * arriving


def test_the_page_before_is_of_the_same_walk(office: Secretary) -> None:
    club = office.club
    person = club.person(**JANE)
    more(club, person, 6)
    first, second, _ = playing.pages(club, f"{STREAM}?per_page=2")
    more(club, person, 3)

    back = club.got(playing.local(second["pagination"]["urls"]["previous"]))

    assert back["data"] == first["data"]


class TestInWhoseName:
    def test_a_key_without_a_contact_must_say_in_whose_name(self, club: Club) -> None:
        posted(club)

        for role in ("admin", "coach"):
            said = refused(club, lambda r=role: club.ask("PUT", f"{STREAM}/1/high-five", role=r), 422)  # type: ignore[misc]
            assert [fault["field"] for fault in said["errors"]] == ["user_id"]

    def test_only_an_admin_does_it_in_the_name_of_others(self, club: Club) -> None:
        jane = posted(club)
        parent = club.person(first_name="Paula")
        club.done(f"person/{jane['uid']}/", {"guardians": [parent["uri"]]})
        key = club.made("api_key/", {"role": "member", "contact": parent["uri"]})["key"]
        as_parent = {"Authorization": f"Bearer {key}"}
        target = f"{STREAM}/1/high-five?user_id={jane['number']}"

        refused(club, lambda: club.ask("PUT", target, role="coach"), 403)
        refused(club, lambda: club.ask("PUT", target, role="member"), 404)
        refused(club, lambda: club.ask("PUT", target, role=None, headers=as_parent), 403)

        assert fivers(club, 1) == []

    @pytest.mark.parametrize("method", ["PUT", "DELETE"])
    def test_an_unknown_user_is_not_found(self, club: Club, method: str) -> None:
        posted(club)

        refused(club, lambda: club.ask(method, f"{STREAM}/1/high-five?user_id=1"), 404)
