"""The seed's achievement, from its two request bodies to the points that it gives: on the tenth win, once."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.actions import points
from tests.api.competing import SPACE, post, with_reward
from tests.asking import Club
from tests.awarding import table_of
from tests.secretary import Secretary


@pytest.fixture
def club(office: Secretary) -> Club:
    return office.club


def going_live(club: Club, **reward: Any) -> str:
    """The seed's achievement with its reward, live; the reward gives points and is not over yet."""
    kinds = club.got(f"{SPACE}/reward-types")["data"]
    kind = next(one["id"] for one in kinds if one["key"] == "points")
    body = with_reward(rewardType=kind, pointInTime=None, value=5, **reward)
    body["achievement"]["achievementLiveStatus"] = "Live"
    reply = post(club, body)
    assert reply.status == 200, reply.body
    return str(reply.json["data"]["id"])


def send(club: Club, *events: Any) -> None:
    assert club.ask("POST", f"{SPACE}/events", list(events)).status == 200


def played(number: int, action: str = "win") -> Any:
    return {"memberRefId": "ada", "action": action, "eventRefId": f"{action}-{number}"}


def awards(club: Club) -> Any:
    return club.got(f"{SPACE}/members/reference/ada/awards")["data"]


def play(club: Club, wins: range) -> None:
    """Each event is sent three times: alone twice, then again in one batch."""
    for number in wins:
        for event in (played(number, "loss"), played(number)):
            send(club, event)
            send(club, event)
    send(club, *(played(number) for number in wins))
    club.house.settle()


def test_the_tenth_win_is_rewarded_an_hour_later_once(club: Club) -> None:
    uid = going_live(club, delay=60)
    person = club.person(member_ref="ada", email="ada@example.org")["uid"]

    play(club, range(9))
    assert awards(club) == []
    play(club, range(9, 10))
    (held,) = awards(club)
    assert (held["state"], held["claimed"], held["achievementId"]) == ("Held", False, uid)

    due = club.house.clock.now() + timedelta(hours=1)
    club.house.turn_to(due - timedelta(milliseconds=1))
    assert awards(club)[0]["state"] == "Held"
    club.house.turn_to(due + timedelta(minutes=1))
    (given,) = awards(club)
    assert (given["id"], given["state"], given["claimed"]) == (held["id"], "Claimed", True)

    play(club, range(20))
    club.house.turn_to(club.house.clock.now() + timedelta(days=2))
    assert len(awards(club)) == 1
    found = points.audit(table_of(club), person)
    assert found.agrees and (found.kept.points, found.kept.entries) == (5, 1)
    assert club.mails() == [("ada@example.org", "Ada Berger has received Reward name")]


def test_one_that_must_be_claimed_waits_for_it(club: Club) -> None:
    going_live(club, memberAcknowledgmentRequired=True, period=120)
    person = club.person(member_ref="ada")["uid"]
    play(club, range(10))
    (held,) = awards(club)
    assert (held["state"], held["claimable"]) == ("Held", True)

    claim = f"{SPACE}/members/reference/ada/award/{held['id']}/award"
    assert [club.ask("POST", claim).status for _ in range(2)] == [200, 400]

    assert points.audit(table_of(club), person).kept.points == 5


def test_unclaimed_it_expires(club: Club) -> None:
    going_live(club, memberAcknowledgmentRequired=True, period=120)
    club.person(member_ref="ada")
    play(club, range(10))
    (held,) = awards(club)

    club.house.turn_to(club.house.clock.now() + timedelta(hours=3))

    assert awards(club)[0]["state"] == "Expired"
    claim = f"{SPACE}/members/reference/ada/award/{held['id']}/award"
    assert club.ask("POST", claim).status == 403


def test_an_old_event_brought_in_late_gives_the_whole_time_to_claim_and_sends_no_mail(club: Club) -> None:
    going_live(club, memberAcknowledgmentRequired=False, delay=5)
    club.person(member_ref="ada", email="ada@example.org")
    send(club, *({**played(n), "transactionTimestamp": "2026-01-05T10:00:00.000+0000"} for n in range(10)))
    club.house.settle()
    (held,) = awards(club)
    assert held["created"] == "2026-11-21T12:00:00.000+0000"

    club.house.turn_to(club.house.clock.now() + timedelta(minutes=6))

    assert awards(club)[0]["state"] == "Claimed"
    assert club.mails() == []
