"""Lists of ranks page by page, how many there may be, and who may change them."""

import pytest

from chalicelib.store import game_keys
from chalicelib.store.writes import Update
from tests.api import playing
from tests.api.playing import RANK, RANKS, path, rank
from tests.api.refusing import refused
from tests.asking import Club
from tests.awarding import table_of


def test_there_are_at_most_200_ranks_and_one_that_goes_makes_room(swift: Club) -> None:
    table = table_of(swift)
    others = 199 - own(swift)
    made = [rank(swift)["id"]]
    table.update(Update(game_keys.ranks_head(table.tenant), adds={"n": others}))

    refused(swift, lambda: swift.ask("POST", RANKS, RANK), 422)

    assert swift.ask("DELETE", f"{RANKS}/{made.pop()}").status == 204
    made.append(rank(swift)["id"])
    refused(swift, lambda: swift.ask("POST", RANKS, RANK), 422)
    table.update(Update(game_keys.ranks_head(table.tenant), adds={"n": -others}))


def own(club: Club) -> int:
    return sum(one["team_id"] == 1 for one in playing.walk(club, RANKS))


def test_walking_the_pages_skips_nobody_when_a_rank_before_goes(club: Club) -> None:
    made = {name: rank(club, name=name)["id"] for name in "abcdefg"}
    seen: list[str] = []

    for page in playing.pages(club, f"{RANKS}?per_page=2"):
        seen += [one["name"] for one in page["data"]]
        club.ask("DELETE", f"{RANKS}/{made.get(seen[0])}")

    assert seen == ["a", "b", "c", "d", "e", "Email masters", "f", "g", "Top sellers"]


def test_a_page_by_its_number_is_the_same_page(club: Club) -> None:
    for name in "abcdefg":
        rank(club, name=name)

    second = club.got(f"{RANKS}?per_page=4&page=2")
    beyond = club.got(f"{RANKS}?per_page=4&page=9")

    assert [one["name"] for one in second["data"]] == ["e", "Email masters", "f", "g"]
    assert second["pagination"]["urls"]["previous"].endswith("/gamification/ranks?page=1&per_page=4")
    assert (beyond["data"], beyond["pagination"]["total"]) == ([], 9)
    assert beyond["pagination"]["urls"]["next"] is None


@pytest.mark.parametrize(
    "query", ["page=0", "page=x", "per_page=0", "per_page=101", "page=1&page=2", "cursor=x", "limit=3"]
)
def test_a_page_that_is_none_is_refused_by_its_parameter(swift: Club, query: str) -> None:
    said = refused(swift, lambda: swift.ask("GET", f"{RANKS}?{query}"), 422, calls=1)

    assert said["errors"][0]["field"] == query.partition("=")[0]


def test_only_an_admin_changes_ranks_and_paths(club: Club) -> None:
    made, mine = rank(club), path(club)
    asked = [
        ("POST", RANKS, RANK),
        ("PUT", f"{RANKS}/{made['id']}", {"name": "x"}),
        ("DELETE", f"{RANKS}/{made['id']}", None),
        ("POST", playing.PATHS, playing.PATH),
        ("PUT", f"{playing.PATHS}/{mine['id']}", {"name": "x"}),
        ("DELETE", f"{playing.PATHS}/{mine['id']}", None),
    ]

    for role in ("coach", "member"):
        for method, target, body in asked:
            said = refused(club, lambda: club.ask(method, target, body, role=role), 403, calls=1)  # noqa: B023
            assert said["errors"][0]["code"] == "unauthorized"


def test_the_key_names_the_tenant_and_without_one_there_is_none(club: Club) -> None:
    rank(club)

    reply = club.ask("GET", RANKS, role=None)

    assert reply.status == 401 and reply.headers["WWW-Authenticate"].startswith("Bearer")
    assert reply.json["errors"][0]["code"] == "unauthenticated"
    assert club.got(RANKS, role="other")["pagination"]["total"] == 2


def test_a_create_that_is_repeated_by_its_key_makes_one_rank_and_another_body_is_422(club: Club) -> None:
    key = {"Idempotency-Key": "one-rank"}
    first, again = (club.ask("POST", RANKS, RANK, headers=key) for _ in "12")

    said = refused(club, lambda: club.ask("POST", RANKS, {**RANK, "name": "x"}, headers=key), 422)

    assert (first.status, first.body) == (again.status, again.body)
    assert said["errors"][0]["field"] == "Idempotency-Key"
    assert own(club) == 1


ODD_IDS = [
    "1",
    "x",
    "..",
    "%2e%2e",
    "null",
    "%00",
    "0" * 32,
    "6877f678-0024-4ddd-b5cb-f060a7d1825",
    "6877f678-0024-4ddd-b5cb-f060a7d182520",
    "6877f678-0024-4ddd-b5cb-f060a7d1825g",
    "6877f678-0024-4ddd-b5cb-f060a7d18252%0A",
    "{6877f678-0024-4ddd-b5cb-f060a7d18252}",
    "urn:uuid:6877f678-0024-4ddd-b5cb-f060a7d18252",
    "%D9%A1" * 36,
    "a" * 4000,
]


@pytest.mark.parametrize("path", [f"{RANKS}/{{}}", f"{RANKS}/{{}}/scores", f"{playing.PATHS}/{{}}"])
def test_what_is_no_uuid_is_not_found_and_not_looked_for(swift: Club, path: str) -> None:
    for odd in ODD_IDS:
        target = path.format(odd)
        refused(swift, lambda t=target: swift.ask("GET", t), 404, calls=1)  # type: ignore[misc]
