"""Points by hand and by awards: exact, once, and their balance always the sum of the ledger (W5)."""

from decimal import Decimal
from typing import Any

import pytest

from chalicelib.actions import points
from chalicelib.store import keys
from chalicelib.store.writes import Update
from sandbox.gateway import Reply
from tests.asking import Club
from tests.awarding import given, table_of, wait
from tests.secretary import Secretary


@pytest.fixture
def club(office: Secretary) -> Club:
    return office.club


def hand(club: Club, uid: str, amount: Any, **more: Any) -> Reply:
    return club.ask("POST", f"person/{uid}/points/", {"points": amount, "reason": "helped"}, **more)


def raw(club: Club, uid: str, amount: str) -> Reply:
    body = f'{{"points": {amount}, "reason": "helped"}}'.encode()
    return club.ask("POST", f"person/{uid}/points/", raw=body)


def agreed(club: Club, uid: str) -> Decimal:
    found = points.audit(table_of(club), uid)
    assert found.agrees, found
    return found.kept.points


def test_an_admin_gives_points_with_a_reason(club: Club) -> None:
    person = club.person()

    reply = hand(club, person["uid"], 2.5)

    uid = reply.json["uid"]
    assert reply.status == 201 and len(uid) == 24
    assert {name: value for name, value in reply.json.items() if name != "uid"} == {
        "uri": f"/example/points/{uid}/",
        "created": "2026-11-21T12:00:00",
        "last_updated": "2026-11-21T12:00:00",
        "contact": person["uri"],
        "points": 2.5,
        "reason": "helped",
        "source": "hand",
        "award": None,
        "given_by": reply.json["given_by"],
        "number": 1,
        "balance": 2.5,
    }
    assert "/api_key/" in reply.json["given_by"]


def test_whole_points_are_shown_without_a_trailing_zero(club: Club) -> None:
    uid = club.person()["uid"]

    assert b'"points":3,' in raw(club, uid, "3.000000").body
    assert b'"balance":2.999999' in raw(club, uid, "-0.000001").body


def test_points_are_taken_too_even_more_than_there_are(club: Club) -> None:
    uid = club.person()["uid"]
    hand(club, uid, 3)

    assert hand(club, uid, -5).json["balance"] == -2
    assert agreed(club, uid) == -2


def test_a_hundred_tenths_are_ten(club: Club) -> None:
    uid = club.person()["uid"]
    for _ in range(100):
        assert hand(club, uid, 0.1).status == 201

    assert agreed(club, uid) == 10
    assert club.got(f"person/{uid}/points/balance/")["points"] == 10


@pytest.mark.parametrize(
    "amount",
    ['"3"', "true", "null", "[]", "0", "0.0", "0.0000001", "1e9", "-1000000000", "1e30", "1" * 39],
)
def test_what_is_no_countable_number_is_refused_and_nothing_written(club: Club, amount: str) -> None:
    uid, before = club.person()["uid"], club.items()

    reply = raw(club, uid, amount)

    assert reply.status == 422 and reply.json["fields"].keys() <= {"points", "body"}
    assert [item for item in club.items() if item not in before] == []


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1e999"])
def test_what_is_no_json_is_refused(club: Club, amount: str) -> None:
    assert raw(club, club.person()["uid"], amount).status == 400


def test_a_reason_is_needed(club: Club) -> None:
    reply = club.ask("POST", f"person/{club.person()['uid']}/points/", {"points": 1})

    assert (reply.status, list(reply.json["fields"])) == (422, ["reason"])


def test_the_same_request_gives_its_points_once(club: Club) -> None:
    uid = club.person()["uid"]
    key = {"Idempotency-Key": "once"}

    first, again = hand(club, uid, 5, headers=key), hand(club, uid, 5, headers=key)

    assert (again.status, again.body) == (first.status, first.body)
    assert agreed(club, uid) == 5


def test_only_an_admin_gives_points_and_nobody_to_nobody(club: Club) -> None:
    uid = club.person()["uid"]

    assert hand(club, uid, 1, role="coach").status == 403
    assert hand(club, uid, 1, role="member").status == 403
    assert hand(club, "0" * 24, 1).status == 404
    assert hand(club, club.made("organisation/", {"name": "Shop"})["uid"], 1).status == 404


def test_a_member_sees_its_own_points_and_nobody_elses(club: Club) -> None:
    me, other = club.residents.member["contact"], club.person()["uid"]
    hand(club, me, 1)

    assert club.got(f"person/{me}/points/", role="member")["total"] == 1
    assert club.got(f"person/{me}/points/balance/", role="member")["points"] == 1
    for path in (f"person/{other}/points/", f"person/{other}/points/balance/"):
        assert club.ask("GET", path, role="member").status == 404


def test_the_ledger_lists_what_gave_them_oldest_first(club: Club) -> None:
    uid = club.person()["uid"]
    award = given(club, uid, name="Five points")
    club.house.settle()
    for place in range(4):
        wait(club.house, seconds=1)
        hand(club, uid, place + 1)

    first = club.got(f"person/{uid}/points/?page_size=2")
    rest = club.got(f"person/{uid}/points/?page_size=2&page=2")

    assert (first["total"], first["pages"]) == (5, 3)
    assert [(one["points"], one["source"], one["award"], one["reason"]) for one in first["results"]] == [
        (5, "award", award, "Five points"),
        (1, "hand", None, "helped"),
    ]
    assert [one["points"] for one in rest["results"]] == [2, 3]
    assert agreed(club, uid) == 15


def test_an_award_of_no_points_enters_none(club: Club) -> None:
    uid = club.person()["uid"]
    given(club, uid, key="badge", gives="badge")
    given(club, uid, key="nothing", value=Decimal(0))

    club.house.settle()

    assert points.audit(table_of(club), uid).summed.entries == 0


def test_an_audit_finds_a_balance_that_was_spoilt_and_a_rebuild_rights_it(club: Club) -> None:
    uid = club.person()["uid"]
    hand(club, uid, 5)
    hand(club, uid, 0.25)
    table_of(club).update(Update(keys.points(club.tenant, uid), adds={"points": 7}))

    found = points.audit(table_of(club), uid)
    points.rebuild(table_of(club), uid)

    assert not found.agrees and (found.kept.points, found.summed.points) == (
        Decimal("12.25"),
        Decimal("5.25"),
    )
    assert agreed(club, uid) == Decimal("5.25")
    before = club.items()
    points.rebuild(table_of(club), uid)
    assert club.items() == before, "what agrees is not written"


def test_a_balance_that_is_gone_is_rebuilt(club: Club) -> None:
    uid = club.person()["uid"]
    hand(club, uid, 5)
    client = club.house.engine.client("dynamodb")
    client.delete_item(
        TableName=club.house.settings.table,
        Key={name: {"S": value} for name, value in keys.points(club.tenant, uid)._asdict().items()},
    )

    points.rebuild(table_of(club), uid)

    assert agreed(club, uid) == 5


def test_giving_points_is_one_transaction_of_two(club: Club) -> None:
    uid = club.person()["uid"]
    hand(club, uid, 5)
    assert club.house.meter is not None
    club.house.meter.reset()

    hand(club, uid, -1)

    used = club.house.meter.total
    assert dict(used.by_call) == {"GetItem": 1, "BatchGetItem": 1, "TransactWriteItems": 1}, "key, both"
    assert used.wru == 5, "entry 2, its place with its owner 1, balance 2"
