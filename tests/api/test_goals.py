"""How far a member is, through its routes: the percentage, the count, and the trace of what is missing."""

from typing import Any

import pytest

from tests.api.competing import post, with_achievement
from tests.competing import Arena, win
from tests.secretary import Secretary

BASE = "/api/example/members"
LIVE = {"achievementLiveStatus": "Live"}


@pytest.fixture
def arena(office: Secretary) -> Arena:
    return Arena(office.club)


def made(arena: Arena, **fields: Any) -> str:
    reply = post(arena.club, with_achievement(**(LIVE | fields)))
    assert reply.status == 200, reply.body
    return str(reply.json["data"]["id"])


def goal(arena: Arena, uid: str, path: str = "reference/ada", query: str = "", **more: Any) -> Any:
    reply = arena.club.ask("GET", f"{BASE}/{path}/achievements/{uid}{query}", **more)
    assert reply.status == 200, reply.body
    return reply.json["data"]


def waiting(*prerequisites: str) -> dict[str, Any]:
    return {"dependantOn": [{"achievementId": uid, "linkType": "Must"} for uid in prerequisites]}


def test_four_fields_tell_how_far_a_member_is(arena: Arena) -> None:
    uid = made(arena)
    arena.told(*(win("ada", number) for number in range(4)))
    arena.house.settle()

    assert goal(arena, uid) == {
        "memberId": arena.contact("ada"),
        "achievementId": uid,
        "goalPercentageComplete": 40,
        "issued": 0,
    }
    assert goal(arena, uid, path=arena.contact("ada")) == goal(arena, uid)


def test_ten_wins_are_a_hundred_and_issued_once(arena: Arena) -> None:
    uid = made(arena)
    for number in range(12):
        arena.told(win("ada", number))

    told = goal(arena, uid)

    assert (told["goalPercentageComplete"], told["issued"]) == (100, 1)


def test_the_trace_says_each_rule_and_what_blocks(arena: Arena) -> None:
    first = made(arena)
    second = made(arena, **waiting(first))
    arena.told(win("ada", 1))

    assert goal(arena, second, query="?_include=explain")["explain"] == {
        "window": "-",
        "takesPart": True,
        "blockedBy": [{"achievementId": first, "linkType": "Must"}],
        "ruleSets": [
            {
                "priority": 1,
                "holds": False,
                "conditions": [
                    {
                        "matchCondition": "All",
                        "mustEvaluateTo": True,
                        "rules": [
                            {
                                "id": "GOZjIW0BzPEHrdkQtkCd",
                                "fact": "event.count",
                                "operator": ">=",
                                "constant": 10,
                                "current": 1,
                                "missing": 9,
                                "isTrue": False,
                            }
                        ],
                    }
                ],
            }
        ],
    }


def test_the_list_has_what_is_live_and_what_was_issued_before_it_was_archived(arena: Arena) -> None:
    one, other, draft = made(arena), made(arena), made(arena, achievementLiveStatus="Draft")
    for number in range(10):
        arena.told(win("ada", number))
    arena.club.ask("DELETE", f"/api/example/achievements/{one}")

    listed = {
        reference: arena.club.ask("GET", f"{BASE}/reference/{reference}/achievements").json
        for reference in ("ada", "bea")
        if arena.told(win(reference, 99))
    }

    assert {row["achievementId"] for row in listed["ada"]["data"]} == {one, other}
    assert [row["achievementId"] for row in listed["bea"]["data"]] == [other]
    assert [row["issued"] for row in listed["ada"]["data"]] == [1, 1]
    assert listed["ada"]["meta"] == {"totalRecordsFound": 2, "skip": 0, "limit": 20}
    assert draft not in str(listed)


def test_a_list_is_paged_and_explained(arena: Arena) -> None:
    uids = sorted(made(arena) for _ in range(3))  # made in one instant, they stand by their ids
    arena.told(win("ada", 1))

    reply = arena.club.ask("GET", f"{BASE}/reference/ada/achievements?_skip=1&_limit=1&_include=explain")

    assert [row["achievementId"] for row in reply.json["data"]] == uids[1:2]
    assert reply.json["meta"]["totalRecordsFound"] == 3
    assert reply.json["data"][0]["explain"]["ruleSets"][0]["conditions"][0]["rules"][0]["current"] == 1


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("reference/nobody/achievements", 404, 1007),
        ("reference/ada/achievements/xxxxxxxxxxxxxxxxxxxx", 404, 1007),
        ("reference/ada/achievements/a%0A", 404, 1007),
        ("reference/ada/achievements?_include=rewards", 406, 1003),
    ],
)
def test_what_is_not_there_is_refused_in_the_face_s_words(
    arena: Arena, path: str, status: int, code: int
) -> None:
    arena.told(win("ada", 1))

    reply = arena.club.ask("GET", f"{BASE}/{path}")

    assert (reply.status, reply.json["errors"][0]["code"]) == (status, code)


def test_a_member_sees_its_own_and_no_draft(arena: Arena) -> None:
    uid, draft = made(arena), made(arena, achievementLiveStatus="Draft")
    own = str(arena.club.residents.member["contact"])
    arena.told(win("ada", 1))

    asked = [
        arena.club.ask("GET", f"{BASE}/{contact}/achievements/{each}", role="member").status
        for contact, each in ((own, uid), (own, draft), (arena.contact("ada"), uid))
    ]

    assert asked == [200, 404, 404]


def test_nothing_is_written_by_looking(arena: Arena) -> None:
    uid = made(arena)
    arena.told(win("ada", 1))
    before = arena.club.items()

    goal(arena, uid, query="?_include=explain")
    arena.club.ask("GET", f"{BASE}/reference/ada/achievements?_include=explain")

    assert arena.club.items() == before
