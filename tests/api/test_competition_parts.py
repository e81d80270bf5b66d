"""What an achievement by rules has and what it depends on: rewards added and dropped, links without a circle."""

from typing import Any

import pytest

from chalicelib.actions import competitions
from tests.api.competing import PLAIN, REWARDED, SPACE, errors, got, made, post, put, with_achievement
from tests.asking import Club


def test_rewards_of_a_draft_are_added_and_dropped_by_their_ids(swift: Club) -> None:
    uid = post(swift, REWARDED).json["data"]["id"]
    (first,) = swift.got(f"{SPACE}/reward/entity/{uid}")["data"]
    second = {**REWARDED["rewards"][0], "rewardName": "Another"}

    assert put(swift, uid, {"rewards": [second]}).status == 200
    both = swift.got(f"{SPACE}/reward/entity/{uid}")["data"]
    assert put(swift, uid, {"deleteRewards": [first["id"]]}).status == 200
    left = swift.got(f"{SPACE}/reward/entity/{uid}")

    assert [one["rewardName"] for one in both] == ["Reward name", "Another"]
    assert left["data"] == [both[1]]
    assert left["meta"] == {"totalRecordsFound": 1, "skip": 0, "limit": 20}
    assert swift.ask("GET", f"{SPACE}/reward/{first['id']}").status == 404
    assert errors(put(swift, uid, {"deleteRewards": [first["id"]]}))[0][:2] == (1007, 404)


def test_a_new_reward_cannot_come_with_more_than_fifty(swift: Club) -> None:
    """B32: all or nothing, and never more than a transaction holds."""
    one = REWARDED["rewards"][0]
    before = swift.items()

    for number in (51, 400):
        found = errors(post(swift, {**PLAIN, "rewards": [one] * number}))
        assert found == [(1003, 406, "rewards is not a list of at most 50.")]
    assert swift.items() == before

    uid = post(swift, {**PLAIN, "rewards": [one] * 50}).json["data"]["id"]
    assert swift.got(f"{SPACE}/reward/entity/{uid}?_limit=100")["meta"]["totalRecordsFound"] == 50
    assert put(swift, uid, {"rewards": [one]}).status == 406


def link(uid: str, kind: str = "Must") -> dict[str, str]:
    return {"achievementId": uid, "linkType": kind}


def test_it_depends_only_on_what_there_is(swift: Club) -> None:
    unknown = errors(post(swift, with_achievement(dependantOn=[link("0" * 20)])))
    known = made(swift, dependantOn=[link(made(swift)["id"])])

    assert unknown == [(1007, 404, f"Invalid achievement ID [{'0' * 20}], record not found")]
    assert len(known["dependantOn"]) == 1


def test_dependencies_lead_in_no_circle(swift: Club) -> None:
    """B22."""
    first = made(swift)["id"]
    second = made(swift, dependantOn=[link(first)])["id"]
    third = made(swift, dependantOn=[link(second, "Must-Not")])["id"]
    circle = (1003, 406, "The dependencies lead back to the achievement itself.")

    assert errors(put(swift, first, {"achievement": {"dependantOn": [link(first)]}}))[0][:2] == (1003, 406)
    assert errors(put(swift, first, {"achievement": {"dependantOn": [link(second)]}})) == [circle]
    assert errors(put(swift, first, {"achievement": {"dependantOn": [link(third)]}})) == [circle]
    assert got(swift, first)["dependantOn"] == []


def test_two_changes_that_close_a_circle_together_are_not_both_made(
    swift: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each was right by what it read; the second is held to what the first made of it."""
    one, other = made(swift)["id"], made(swift)["id"]
    write, meanwhile = competitions._write, []

    def overtaken(table: Any, state: Any) -> None:
        if not meanwhile:
            meanwhile.append(None)
            meanwhile.append(put(swift, other, {"achievement": {"dependantOn": [link(one)]}}).status)
        write(table, state)

    monkeypatch.setattr(competitions, "_write", overtaken)

    reply = put(swift, one, {"achievement": {"dependantOn": [link(other)]}})

    assert meanwhile == [None, 200]
    assert errors(reply) == [(1003, 406, "The dependencies lead back to the achievement itself.")]


def test_an_achievement_is_named_once_among_the_dependencies(swift: Club) -> None:
    """B22, B23."""
    uid = made(swift)["id"]
    cases: list[dict[str, Any]] = [
        {"dependantOn": [link(uid), link(uid, "Must-Not")]},
        {"dependantOn": [link(uid, "Should")], "minimumShouldMatch": 2},
        {"dependantOn": [link(f"{number:020}") for number in range(3_000)]},
    ]

    for case in cases:
        assert errors(post(swift, with_achievement(**case)))[0][:2] == (1003, 406)
