"""Lists of face 001: their envelope, their pages, and what they can be narrowed and sorted by."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib import wiring
from tests.api.competing import SPACE, errors, made, post, with_reward
from tests.asking import Club


def listed(club: Club, query: str, path: str = "achievements") -> Any:
    return club.got(f"{SPACE}/{path}?{query}")


def names(club: Club, query: str) -> list[str]:
    return [one["name"] for one in listed(club, query)["data"]]


@pytest.fixture(scope="module")
def some(shared_club: Club) -> list[str]:
    """Five definitions of one category."""
    wiring.use(shared_club.house.wired)
    found = []
    for name, more in (
        ("Cherry", {"description": None}),
        ("Apple", {"achievementLiveStatus": "Live"}),
        ("Elder", {"memberGroups": ["vip"]}),
        ("Banana", {"initialState": 1}),
        ("Date", {"icon": "0ne5jGYB36Z7kpQy5AT9"}),
    ):
        shared_club.house.clock.turn_to(shared_club.house.clock.now() + timedelta(seconds=1))
        found.append(made(shared_club, name=name, category=["fruit"], **more)["id"])
    return found


FRUIT = "category=fruit"


def test_a_list_has_the_seed_s_envelope(swift: Club, some: list[str]) -> None:
    found = listed(swift, "")

    assert list(found) == ["meta", "data"]
    assert found["meta"] == {"totalRecordsFound": len(found["data"]), "skip": 0, "limit": 20}
    assert [one["id"] for one in found["data"]] == some


def test_any_number_is_skipped_and_none_is_shown_twice(swift: Club, some: list[str]) -> None:
    for query in ("", f"&{FRUIT}"):
        for size in (1, 2, 3, 100):
            pages = [listed(swift, f"_limit={size}&_skip={skip}{query}") for skip in range(0, 8, size)]
            assert [one["id"] for page in pages for one in page["data"]] == some
            assert {page["meta"]["totalRecordsFound"] for page in pages} == {5}
        assert [one["id"] for one in listed(swift, f"_skip=3&_limit=2{query}")["data"]] == some[3:]


def test_lists_are_sorted_by_fields(swift: Club, some: list[str]) -> None:
    assert names(swift, "_sortByFields=name:asc") == ["Apple", "Banana", "Cherry", "Date", "Elder"]
    assert names(swift, "_sortByFields=name:desc&_limit=2") == ["Elder", "Date"]
    assert names(swift, "_sortByFields=initialState:desc,name:asc&_limit=2") == ["Banana", "Apple"]


def test_lists_are_narrowed_by_fields(swift: Club, some: list[str]) -> None:
    assert names(swift, "achievementLiveStatus=Live") == ["Apple"]
    assert names(swift, "memberGroups=vip") == ["Elder"]
    assert names(swift, "initialState=1") == ["Banana"]
    assert names(swift, "name=Date&deprecated=false") == ["Date"]
    assert names(swift, "deprecated=true") == []
    assert names(swift, "_hasValuesFor=description&_sortByFields=name") == [
        "Apple",
        "Banana",
        "Date",
        "Elder",
    ]


def test_rewards_are_included_where_they_are_asked_for(swift: Club, some: list[str]) -> None:
    (one,) = listed(swift, "_include=rewards&name=Apple")["data"]

    assert one["rewards"] == []
    assert "rewards" not in listed(swift, "name=Apple")["data"][0]


BAD = [
    "_limit=0",
    "_limit=101",
    "_limit=1_0",
    "_skip=-1",
    "_skip=1.5",
    "_limit=%D9%A1",
    "_limit=",
    "_skip=1&_skip=2",
]
BAD += [
    "page=1",
    "_sortByFields=ruleSets",
    "_sortByFields=name:up",
    "_hasValuesFor=secret",
    "_include=everything",
]


@pytest.mark.parametrize("query", BAD)
def test_what_a_list_does_not_know_is_refused_by_name(swift: Club, query: str) -> None:
    reply = swift.ask("GET", f"{SPACE}/achievements?{query}")

    ((code, status, message),) = errors(reply)
    assert (code, status) == (1003, 406) and query.partition("=")[0] in message


def test_a_list_far_beyond_its_end_is_empty_and_costs_no_more(swift: Club, some: list[str]) -> None:
    before = swift.house.meter.calls.total()

    found = listed(swift, "_skip=1000000000000")

    assert found["data"] == [] and found["meta"]["skip"] == 10**12
    assert swift.house.meter.calls.total() - before <= 4


def test_reward_types_of_the_system_come_first(swift: Club) -> None:
    before = listed(swift, "", "reward-types")
    assert [one["key"] for one in before["data"]] == ["points", "badge"]
    assert before["data"][0]["id"] == "1cn4DmUBkPH_lz9GixDL", "the one that the seed names"

    own = post(swift, {"key": "voucher", "name": "Voucher", "unitOfMeasure": "GBP"}, "reward-types")

    assert own.status == 200
    after = listed(swift, "", "reward-types")
    assert after["data"] == [*before["data"], own.json["data"]]
    assert after["meta"]["totalRecordsFound"] == 3
    assert listed(swift, "_skip=2&_limit=1", "reward-types")["data"] == [own.json["data"]]
    assert listed(swift, "_skip=1&_limit=1", "reward-types")["data"] == [before["data"][1]]
    assert listed(swift, "key=voucher", "reward-types")["data"] == [own.json["data"]]


@pytest.mark.parametrize("key", ["points", "badge", "spent"])
def test_a_reward_type_s_key_stands_once(swift: Club, key: str) -> None:
    post(swift, {"key": "spent", "name": "Spent"}, "reward-types")

    found = errors(post(swift, {"key": key, "name": "Again"}, "reward-types"))

    assert found == [(9409, 409, f"There is a reward type {key} already.")]


@pytest.mark.parametrize(
    "body", [{}, {"key": "", "name": "x"}, {"key": "a b", "name": "x"}, {"key": "k", "name": ""}, 7]
)
def test_a_reward_type_without_a_word_is_refused(swift: Club, body: Any) -> None:
    assert errors(post(swift, body, "reward-types"))[0][:2] in ((1002, 404), (1003, 406))


def test_rewards_may_count_in_a_type_of_the_tenant_s_own(swift: Club) -> None:
    own = post(swift, {"key": "stars", "name": "Stars"}, "reward-types").json["data"]

    uid = post(swift, with_reward(rewardType=own["id"])).json["data"]["id"]

    (reward,) = swift.got(f"{SPACE}/reward/entity/{uid}")["data"]
    assert reward["rewardType"] == own["id"]
