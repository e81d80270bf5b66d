"""Whose groups and targets they are, how they are asked for, and what is said to others."""

import base64
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.api.front import endpoints
from tests.api.aiming import GROSS, GROUPS, MONTHS, faults, group, place, posted, target
from tests.asking import Club


def test_e16_a_target_of_another_group_and_a_group_of_another_tenant_are_not_found(
    club: Club, ours: Any
) -> None:
    made, other = target(club, ours), group(club, name="elsewhere")
    replies = [
        club.ask("GET", f"{GROUPS}/{other['id']}/targets/{made['id']}"),
        club.ask("GET", f"{GROUPS}/1/targets/999"),
        club.ask("GET", place(made), role="other"),
        club.ask("GET", f"{GROUPS}/{ours['id']}", role="other"),
    ]

    assert [faults(one, 404) for one in replies] == [[900004]] * 4
    assert club.got(GROUPS, role="other")["data"] == []


ODD_IDS = ["01", "%2B1", "-1", "0", "1.0", str(10**30), "%D9%A1", "1%20", "null", "1e3", "0x1"]


@pytest.mark.parametrize("odd", ODD_IDS)
def test_e17_what_is_no_id_is_not_found(club: Club, ours: Any, odd: str) -> None:
    for path in (odd, f"{ours['id']}/targets/{odd}"):
        assert faults(club.ask("GET", f"{GROUPS}/{path}"), 404) == [900004]


def test_everything_stands_under_v3_too_and_is_the_same(club: Club, ours: Any) -> None:
    made = posted(club, f"/v3{GROUPS}", {**MONTHS, "name": "made under v3"})
    of_v3 = posted(club, f"/v3{GROUPS}/{ours['id']}/targets", [GROSS])

    assert club.got(f"{GROUPS}/{made['id']}") == club.got(f"/v3{GROUPS}/{made['id']}")
    assert club.got(f"{GROUPS}/{ours['id']}/targets")["data"] == of_v3


def test_basic_and_oauth_open_it_as_the_seed_has_it(club: Club, ours: Any) -> None:
    key = club.keys["admin"]
    basic = "Basic " + base64.b64encode(f"till 7:{key}".encode()).decode()
    token = club.ask(
        "POST",
        "/oauth/token",
        raw=b"grant_type=client_credentials",
        role=None,
        headers={"Authorization": basic, "Content-Type": "application/x-www-form-urlencoded"},
    ).json["access_token"]

    for header in (basic, f"Bearer {token}", f"Bearer {key}"):
        for prefix in ("", "/v3"):
            reply = club.ask(
                "GET", f"{prefix}{GROUPS}/{ours['id']}", role=None, headers={"Authorization": header}
            )
            assert reply.status == 200

    nobody = club.ask("GET", GROUPS, role=None)
    assert faults(nobody, 401) == [900401] and "WWW-Authenticate" in nobody.headers


def test_coaches_look_and_only_admins_set_up(club: Club, ours: Any) -> None:
    made = target(club, ours)

    assert club.ask("GET", place(made), role="coach").status == 200
    assert faults(club.ask("POST", GROUPS, MONTHS, role="coach"), 403) == [900005]
    assert faults(club.ask("DELETE", place(made), role="coach"), 403) == [900005]
    for path in (GROUPS, place(made)):
        assert faults(club.ask("GET", path, role="member"), 403) == [900005]


def test_a_repeated_request_makes_one_group_and_one_target(club: Club) -> None:
    said = {"Idempotency-Key": "till-7"}

    first = club.ask("POST", GROUPS, {**MONTHS, "name": "once"}, headers=said)
    again = club.ask("POST", GROUPS, {**MONTHS, "name": "once"}, headers=said)
    other = club.ask("POST", GROUPS, {**MONTHS, "name": "twice"}, headers=said)

    assert first.json == again.json and faults(other, 409) == [900006]


def test_what_cannot_be_read_is_said_in_the_faces_words(club: Club) -> None:
    broken = club.ask("POST", GROUPS, raw=b"{")
    large = club.ask("POST", GROUPS, raw=b'{"name":"' + b"x" * 300_000 + b'"}')
    plain = club.ask("POST", GROUPS, raw=b"{}", headers={"Content-Type": "text/plain"})

    assert (faults(broken), faults(large, 413), faults(plain, 415)) == ([900400], [900413], [900415])


def test_every_route_of_the_face_has_its_twin_and_no_other_face_has_any() -> None:
    ours = [one for one in endpoints() if one.face == "targets"]
    plain = {(one.method, f"/v3{one.path}"): one for one in ours if not one.twin}

    twins = {(one.method, one.path): one for one in endpoints() if one.twin}

    assert plain.keys() == twins.keys() and plain
    for place_, one in plain.items():
        assert replace(twins[place_], path=one.path, twin=False) == one
