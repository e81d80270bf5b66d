"""Awards through their routes: seen and claimed by their member, in time, once (B17, W1, W3)."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest

from sandbox.gateway import Reply
from tests.asking import Club
from tests.awarding import given, standing, table_of, wait
from tests.secretary import Secretary

BASE = "/api/example/members"
UNKNOWN = "x" * 20


@pytest.fixture
def club(office: Secretary) -> Club:
    return office.club


@pytest.fixture
def me(club: Club) -> str:
    """The contact of the member's key."""
    return str(club.residents.member["contact"])


def awards(club: Club, contact: str, query: str = "", **more: Any) -> Any:
    reply = club.ask("GET", f"{BASE}/{contact}/awards{query}", **more)
    assert reply.status == 200, reply.body
    return reply.json


def one(club: Club, contact: str, uid: str) -> Any:
    return club.ask("GET", f"{BASE}/{contact}/award/{uid}").json["data"]


def claim(club: Club, contact: str, uid: str, **more: Any) -> Reply:
    return club.ask("POST", f"{BASE}/{contact}/award/{uid}/award", **more)


def cancel(club: Club, contact: str, uid: str, query: str = "", **more: Any) -> Reply:
    return club.ask("DELETE", f"{BASE}/{contact}/award/{uid}{query}", **more)


def fault(reply: Reply) -> tuple[int, int, str]:
    (only,) = reply.json["errors"]
    assert only["status"] == reply.status
    return reply.status, only["code"], only["message"]


def balance(club: Club, contact: str) -> Any:
    return club.got(f"person/{contact}/points/balance/")["points"]


def test_an_award_is_shown_with_what_it_gives_and_when(club: Club, me: str) -> None:
    uid = given(club, me, acknowledgement=True, delay=60, period=30)

    assert awards(club, me) == {
        "meta": {"totalRecordsFound": 1, "skip": 0, "limit": 20},
        "data": [
            {
                "id": uid,
                "memberId": me,
                "achievementId": "A" * 20,
                "reward": {
                    "id": "1cn4DmUBkPH_lz9GixDL",
                    "rewardName": "Five points",
                    "value": 5,
                    "rewardType": "0ne5jGYB36Z7kpQy5AT9",
                },
                "state": "Held",
                "claimed": False,
                "claimable": False,
                "memberAcknowledgmentRequired": True,
                "created": "2026-11-21T12:00:00.000+0000",
                "claimableFrom": "2026-11-21T13:00:00.000+0000",
                "availableUntil": "2026-11-21T13:30:00.000+0000",
                "issuedAt": None,
                "claimedAt": None,
                "endedAt": None,
                "reason": None,
                "retroactive": False,
            }
        ],
    }


def test_a_list_is_paged_oldest_first(club: Club, me: str) -> None:
    uids = []
    for place in range(5):
        uids.append(given(club, me, key=str(place)))
        wait(club.house, seconds=1)

    page = awards(club, me, "?_skip=1&_limit=2")

    assert [award["id"] for award in page["data"]] == uids[1:3]
    assert page["meta"] == {"totalRecordsFound": 5, "skip": 1, "limit": 2}


def test_a_reference_leads_to_the_same_member(club: Club) -> None:
    person = club.person(member_ref="Ref / 7")
    uid = given(club, person["uid"], acknowledgement=True)
    path = f"{BASE}/reference/Ref%20%2F%207"

    assert club.ask("GET", f"{path}/awards").json == awards(club, person["uid"])
    assert club.ask("POST", f"{path}/award/{uid}/award").json["data"]["claimed"] is True
    assert club.ask("GET", f"{BASE}/reference/nobody/awards").status == 404


def test_without_acknowledgement_it_is_issued_as_claimed_at_once(club: Club, me: str) -> None:
    uid = given(club, me)
    club.house.settle()

    award = one(club, me, uid)

    assert (award["state"], award["claimed"], award["issuedAt"]) == (
        "Claimed",
        True,
        "2026-11-21T12:00:00.000+0000",
    )
    assert balance(club, me) == 5


def test_a_claim_gives_it_once(club: Club, me: str) -> None:
    uid = given(club, me, acknowledgement=True)
    club.house.settle()
    assert balance(club, me) == 0

    first, second = claim(club, me, uid, role="member"), claim(club, me, uid, role="member")

    assert first.status == 200 and first.json["data"]["state"] == "Claimed"
    assert fault(second) == (400, 9400, "The award is already claimed.")
    assert balance(club, me) == 5


def test_one_that_was_issued_by_itself_is_claimed_already(club: Club, me: str) -> None:
    uid = given(club, me)
    club.house.settle()

    assert claim(club, me, uid).status == 400
    assert balance(club, me) == 5


def test_a_claim_repeated_under_its_key_is_answered_as_the_first(club: Club, me: str) -> None:
    uid = given(club, me, acknowledgement=True)
    key = {"Idempotency-Key": "once"}

    first, again = claim(club, me, uid, headers=key), claim(club, me, uid, headers=key)

    assert (again.status, again.body) == (first.status, first.body) == (200, first.body)
    assert balance(club, me) == 5


def test_before_its_delay_is_over_it_is_not_claimed(club: Club, me: str) -> None:
    uid = given(club, me, acknowledgement=True, delay=60)
    wait(club.house, minutes=59, seconds=59.999)

    assert claim(club, me, uid).status == 409

    wait(club.house, milliseconds=1)
    assert one(club, me, uid)["claimable"] is True
    assert claim(club, me, uid).status == 200


def test_after_its_period_it_is_expired_for_everybody_before_any_sweep(club: Club, me: str) -> None:
    uid = given(club, me, acknowledgement=True, period=30)
    wait(club.house, minutes=30)

    award = one(club, me, uid)

    assert (award["state"], award["claimable"], award["endedAt"]) == (
        "Expired",
        False,
        "2026-11-21T12:30:00.000+0000",
    )
    assert fault(claim(club, me, uid)) == (403, 9403, "The award has expired.")
    assert cancel(club, me, uid).status == 403
    assert standing(club, uid).version == 0 and balance(club, me) == 0


def test_an_admin_cancels_what_nobody_has_yet(club: Club, me: str) -> None:
    uid = given(club, me, acknowledgement=True)

    reply, again = cancel(club, me, uid, "?reason=a%20mistake"), cancel(club, me, uid)

    assert reply.status == 200 and again.json == reply.json
    assert (reply.json["data"]["state"], reply.json["data"]["reason"]) == ("Cancelled", "a mistake")
    assert fault(claim(club, me, uid)) == (403, 9403, "The award was cancelled.")
    assert cancel(club, me, uid, "?reason=" + "x" * 501).status == 406


def test_what_was_claimed_is_not_cancelled(club: Club, me: str) -> None:
    uid = given(club, me)
    club.house.settle()

    assert cancel(club, me, uid).status == 400
    assert balance(club, me) == 5


@pytest.mark.parametrize("uid", [UNKNOWN, "short", "a#b" + "x" * 17, "é" * 20, "x" * 500])
def test_an_award_that_is_not_there_is_not_found(club: Club, me: str, uid: str) -> None:
    for ask in (claim, cancel):
        assert ask(club, me, quote(uid)).status == 404


def test_another_members_award_is_as_one_that_is_not_there(club: Club, me: str) -> None:
    other = club.person(first_name="Otto")["uid"]
    uid = given(club, other, acknowledgement=True)

    assert fault(claim(club, me, uid))[:2] == (404, 1007)
    for ask in (claim, cancel):
        assert ask(club, other, uid, role="member").status in (403, 404)
    assert claim(club, other, uid, role="member").status == 404
    assert club.ask("GET", f"{BASE}/{other}/awards", role="member").status == 404
    assert club.ask("GET", f"{BASE}/{me}/award/{uid}", role="member").status == 404
    assert standing(club, uid).version == 0


def test_a_guardian_sees_a_childs_award_but_the_child_claims_it(club: Club, me: str) -> None:
    mine = club.got(f"person/{me}/")
    child = club.person(first_name="Kim", guardians=[mine["uri"]])["uid"]
    uid = given(club, child, acknowledgement=True)

    assert awards(club, child, role="member")["data"][0]["id"] == uid
    assert claim(club, child, uid, role="member").status == 403


def test_a_coach_sees_awards_and_gives_none(club: Club, me: str) -> None:
    uid = given(club, me, acknowledgement=True)

    assert awards(club, me, role="coach")["meta"]["totalRecordsFound"] == 1
    assert claim(club, me, uid, role="coach").status == 403
    assert cancel(club, me, uid, role="coach").status == 403


def test_another_space_is_none(club: Club, me: str) -> None:
    reply = club.ask("GET", f"/api/elsewhere/members/{me}/awards")

    assert fault(reply) == (404, 1007, "No account found for space name - [elsewhere]")


def test_a_reward_tells_its_event_and_its_mail_once(club: Club, me: str) -> None:
    person = club.person(email="ada@example.org")
    uid = given(club, person["uid"], name="Golden cap", gives="badge", delay=60)

    club.house.turn_to(club.house.clock.now() + timedelta(hours=2))

    told = club.got(f"event/?subject=/example/award/{uid}/")["results"]
    assert [event["type"] for event in told] == ["reward_issued"]
    assert club.mails() == [("ada@example.org", "Ada Berger has received Golden cap")]
    assert balance(club, person["uid"]) == 0


def test_what_expires_tells_its_event_and_its_mail_once(club: Club) -> None:
    person = club.person(email="ada@example.org")
    uid = given(club, person["uid"], acknowledgement=True, period=30)

    club.house.turn_to(club.house.clock.now() + timedelta(hours=2))

    assert club.mails() == [("ada@example.org", "Five points of Ada Berger has expired")]
    assert standing(club, uid).state == "Expired"


def test_claiming_is_two_reads_and_one_transaction(club: Club, me: str) -> None:
    club.made(f"person/{me}/points/", {"points": 10, "reason": "no level is reached by five more"})
    uid = given(club, me, acknowledgement=True)
    assert club.house.meter is not None
    club.house.meter.reset()

    claim(club, me, uid, role="member")

    used = club.house.meter.total
    assert dict(used.by_call) == {"GetItem": 2, "BatchGetItem": 1, "TransactWriteItems": 1}, (
        "key, member, both"
    )
    assert used.wru <= 14


def test_a_list_costs_the_same_with_many_awards(club: Club, me: str) -> None:
    def cost(count: int) -> tuple[int, float]:
        table, contact = table_of(club), club.person()["uid"]
        for place in range(count):
            given(club, contact, key=str(place))
        assert table and club.house.meter is not None
        club.house.meter.reset()
        awards(club, contact, "?_limit=5")
        return club.house.meter.calls.total(), club.house.meter.total.rru

    few, many = cost(10), cost(60)

    assert many[0] == few[0] and many[1] <= few[1] + 1
