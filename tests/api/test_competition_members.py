"""Members through face 001: brought by their references, found by id and by reference, seen by those who may."""

from typing import Any

import pytest

from chalicelib.store.contacts import CONTACTS
from tests.api.competing import SPACE, errors, post
from tests.asking import Club


def bring(club: Club, *members: Any) -> list[Any]:
    reply = post(club, list(members), "members")
    assert reply.status == 200, reply.body
    return list(reply.json["data"])


def contact(club: Club, uid: str) -> Any:
    return club.got(f"person/{uid}/")


def test_a_member_is_a_contact_of_the_other_faces(swift: Club) -> None:
    (fate,) = bring(swift, {"memberRefId": "one-contact", "name": "Ada Berger", "email": "ada.b@example.org"})

    assert fate == {"index": 0, "memberRefId": "one-contact", "id": fate["id"], "status": "created"}
    person = contact(swift, fate["id"])
    assert (person["name"], person["member_ref"], person["email"]) == (
        "Ada Berger",
        "one-contact",
        "ada.b@example.org",
    )
    assert swift.got(f"{SPACE}/members/{fate['id']}")["data"] == {
        "jsonClass": "Member",
        "memberType": "Individual",
        "name": "Ada Berger",
        "memberRefId": "one-contact",
        "groups": [],
        "created": "2026-11-21T12:00:00.000+0000",
        "id": fate["id"],
    }


def test_brought_again_it_takes_what_is_given_and_keeps_the_rest(swift: Club) -> None:
    (first,) = bring(swift, {"memberRefId": "again", "name": "Bea", "groups": ["vip"]})
    (same,) = bring(swift, {"memberRefId": "again", "name": "Bea"})
    before = CONTACTS.load(swift.house.wired.table.of("example"), first["id"])

    (second,) = bring(swift, {"memberRefId": "again", "groups": ["gold", "vip"]})

    after = CONTACTS.load(swift.house.wired.table.of("example"), first["id"])
    assert (same["status"], second["status"]) == ("updated", "updated")
    assert first["id"] == second["id"] == same["id"]
    assert (before.member_groups, after.member_groups) == (("vip",), ("gold", "vip"))
    assert after.name == "Bea" and after.version == before.version + 1


def test_without_a_name_it_is_known_by_its_reference(swift: Club) -> None:
    (fate,) = bring(swift, {"memberRefId": "nameless"})

    assert contact(swift, fate["id"])["display_name"] == "nameless"


def test_each_one_s_fate_is_told_in_the_order_of_the_request(swift: Club) -> None:
    fates = bring(
        swift,
        {"memberRefId": "good"},
        {"name": "without reference"},
        {"memberRefId": "twice"},
        {"memberRefId": "bad groups", "groups": [7]},
        7,
        {"memberRefId": "twice"},
        {"memberRefId": "a team", "memberType": "Team", "name": "The Team"},
    )

    assert [one["status"] for one in fates] == [
        *("created", "rejected", "rejected", "rejected", "rejected", "rejected", "created"),
    ]
    assert fates[1]["errors"] == [
        {"message": "No usable value for memberRefId", "code": 1002, "status": 404},
    ]
    assert fates[2]["errors"][0]["message"] == "The memberRefId stands twice in this call."
    assert [one["index"] for one in fates] == list(range(7))
    assert swift.got(f"organisation/{fates[6]['id']}/")["name"] == "The Team"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ([], 1003),
        ({}, 1003),
        ("x", 1003),
        ([{"name": "nobody"}, 7], 1002),
        ([{"memberRefId": " "}], 1003),
        ([{"memberRefId": "x" * 201}], 1003),
        ([{"memberRefId": "x", "email": "nobody"}], 1003),
        ([{"memberRefId": "x", "memberType": "Crowd"}], 1003),
    ],
)
def test_a_list_in_which_nobody_can_be_brought_is_refused(swift: Club, body: Any, code: int) -> None:
    before = swift.items()

    found = errors(post(swift, body, "members"))

    assert found[0][0] == code, found
    assert swift.items() == before


def test_more_than_ten_thousand_are_too_many(swift: Club) -> None:
    body = [{"memberRefId": f"m{number}"} for number in range(10_001)]

    assert errors(post(swift, body, "members"))[0][:2] == (9413, 413)


def test_the_type_of_a_member_is_settled(swift: Club) -> None:
    bring(swift, {"memberRefId": "settled"})

    found = bring(swift, {"memberRefId": "settled", "memberType": "Team"}, {"memberRefId": "new"})

    assert [one["status"] for one in found] == ["rejected", "created"]


def test_an_address_of_another_s_is_shared_but_a_taken_number_is_drawn_anew(swift: Club) -> None:
    fates = bring(
        swift,
        {"memberRefId": "shared-1", "email": "family@example.org"},
        {"memberRefId": "shared-2", "email": "family@example.org"},
    )

    numbers = {contact(swift, one["id"])["number"] for one in fates}
    assert len(numbers) == 2


def test_members_are_found_by_id_by_reference_and_by_what_is_known_of_them(swift: Club) -> None:
    one, two = bring(
        swift,
        {"memberRefId": "finder 1/ä", "name": "Find Me", "groups": ["finders", "found first"]},
        {"memberRefId": "finder-2", "name": "Me Too", "groups": ["finders"]},
    )

    def ids(query: str) -> list[str]:
        return [found["id"] for found in swift.got(f"{SPACE}/members?{query}")["data"]]

    assert swift.got(f"{SPACE}/members/reference/finder%201%2F%C3%A4")["data"]["id"] == one["id"]
    assert ids("groups=finders") == [one["id"], two["id"]]
    assert ids("groups=found%20first") == [one["id"]]
    assert ids("memberRefId=finder-2") == [two["id"]]
    assert ids("memberRefId=finder-2&groups=found%20first") == []
    assert ids("name=Find%20Me") == [one["id"]]
    for path in ("members/reference/nobody", f"members/{'0' * 24}", "members/x"):
        reply = swift.ask("GET", f"{SPACE}/{path}")
        assert errors(reply) == [
            (1007, 404, f"Invalid member ID [{path.rpartition('/')[2]}], record not found"),
        ]


def test_a_member_sees_itself_and_nobody_else(swift: Club) -> None:
    own = swift.residents.member
    (other,) = bring(swift, {"memberRefId": "somebody-else"})

    assert [one["id"] for one in swift.got(f"{SPACE}/members", role="member")["data"]] == [own["contact"]]
    assert swift.got(f"{SPACE}/members/{own['contact']}", role="member")["data"]["id"] == own["contact"]
    assert (
        swift.got(f"{SPACE}/members/reference/{own['member_ref']}", role="member")["data"]["id"]
        == own["contact"]
    )
    for path in (other["id"], "reference/somebody-else"):
        assert swift.ask("GET", f"{SPACE}/members/{path}", role="member").status == 404


def test_many_members_take_few_calls(swift: Club) -> None:
    before, units = swift.house.meter.calls, swift.house.meter.total.wru

    fates = bring(
        swift, *({"memberRefId": f"crowd-{number}", "name": f"N {number}"} for number in range(400))
    )

    spent = swift.house.meter.calls - before
    assert {one["status"] for one in fates} == {"created"}
    assert spent == {"GetItem": 1, "BatchGetItem": 4, "TransactWriteItems": 13}
    assert swift.house.meter.total.wru - units == 400 * 8
    assert swift.got(f"{SPACE}/members?memberRefId=crowd-399")["meta"]["totalRecordsFound"] == 1
