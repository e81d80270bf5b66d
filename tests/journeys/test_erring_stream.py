"""The seed's achievement on a stream that repeats and loses: awarded once, rewarded after its delay."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest

from tests.competing import Arena, win
from tests.seeds import SEED_001


@pytest.fixture
def arena(office: Any) -> Arena:
    return Arena(office.club)


def go_live(arena: Arena, **reward: Any) -> str:
    body = deepcopy(SEED_001["requests"][1])
    body["achievement"]["achievementLiveStatus"] = "Live"
    body["rewards"][0] |= reward
    body["rewards"][0].pop("pointInTime")
    reply = arena.club.ask("POST", "/api/example/achievements", body)
    assert reply.status == 200, reply.body
    return str(reply.json["data"]["id"])


def awards(arena: Arena, reference: str) -> list[str]:
    listed = arena.club.got(f"/api/example/members/reference/{reference}/awards")["data"]
    return [award["state"] for award in listed]


@pytest.mark.parametrize("fault", [None, "duplicate_next", "lose_next"])
def test_the_tenth_win_awards_once_and_the_reward_comes_after_its_delay(
    arena: Arena, fault: str | None
) -> None:
    uid = go_live(arena, delay=30, value=50)
    if fault:
        setattr(arena.house.faults, fault, 10_000)

    issued = []
    for number in range(12):
        arena.told({"memberRefId": "ada", "action": "loss"})
        for _ in range(2):
            arena.told(win("ada", number))
        issued.append(len(arena.issues(uid)))
    arena.house.settle()
    arena.house.turn_to(arena.house.clock.now() + timedelta(minutes=5))
    held = awards(arena, "ada")
    arena.house.turn_to(arena.house.clock.now() + timedelta(minutes=20))
    early = awards(arena, "ada")
    arena.house.turn_to(arena.house.clock.now() + timedelta(minutes=10))

    assert issued == [0] * 9 + [1] * 3
    assert (held, early) == (["Held"], ["Held"])
    assert awards(arena, "ada") == ["Claimed"]
    contact = arena.contact("ada")
    assert arena.club.got(f"person/{contact}/points/balance/")["points"] in (50, "50")


@pytest.mark.parametrize("fault", [None, "duplicate_next", "lose_next"])
def test_a_season_in_one_call_awards_each_member_once(arena: Arena, fault: str | None) -> None:
    uid = go_live(arena)
    if fault:
        setattr(arena.house.faults, fault, 10_000)
    members = [f"m{number}" for number in range(12)]

    arena.told(*(win(name, number) for number in range(8 + 4) for name in members[number:]))
    arena.house.settle()
    arena.house.turn_to(arena.house.clock.now() + timedelta(minutes=10))

    # m9, m10 and m11 have ten, eleven and twelve wins.
    assert len(arena.issues(uid)) == 3
    assert [awards(arena, name) for name in members[8:]] == [[], ["Claimed"], ["Claimed"], ["Claimed"]]
