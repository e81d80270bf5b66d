"""Tenants, members and paths kept apart (promises X14 to X28): what is not yours is as nothing."""

from collections.abc import Callable
from urllib.parse import quote
from uuid import UUID

import pytest

from chalicelib.api.call import Endpoint
from chalicelib.domain.ids import is_short_id, is_slug, is_uid, is_uuid
from tests.api import competing
from tests.api.refusing import bare, refused
from tests.api.routes import AUTHENTICATED, OF_A_TENANT, UNKNOWN_UID, WITH_UID, Furnished, name

EACH = pytest.mark.parametrize("endpoint", AUTHENTICATED, ids=name)
UIDS = pytest.mark.parametrize("endpoint", [one for one in WITH_UID if one.path.count("{") == 2], ids=name)


@pytest.mark.parametrize("endpoint", OF_A_TENANT, ids=name)
def test_another_tenant_s_path_is_as_one_that_does_not_exist(rooms: Furnished, endpoint: Endpoint) -> None:
    club, replies = rooms.club, []

    def ask(tenant: str) -> object:
        target = rooms.target(endpoint, tenant=tenant)
        replies.append(club.ask(endpoint.method, target, rooms.body(endpoint)))
        return replies[-1]

    for tenant in ("other", "nobody-at-all"):
        refused(club, lambda t=tenant: ask(t), 404, calls=1)  # type: ignore[misc]

    said = [
        repr(bare(reply)).replace(t, "…")
        for reply, t in zip(replies, ("other", "nobody-at-all"), strict=True)
    ]
    assert said[0] == said[1], "nothing but the name that was asked for"


LOOK_ALIKES = [
    "EXAMPLE",
    "exаmple",
    "example ",
    " example",
    "example\n",
    "example\x00",
    "example.",
    "éxample",
    "v1",
    "v3",
    "public",
    "exam\u00adple",
    "example#",
    "example/..",
    "*",
    "ｅxample",
    "example" * 20,
    "-",
    "%",
    "{flock}",
]


@pytest.mark.parametrize("tenant", LOOK_ALIKES, ids=ascii)
def test_a_tenant_s_look_alike_does_not_exist(rooms: Furnished, tenant: str) -> None:
    club = rooms.club

    refused(club, lambda: club.ask("GET", f"/api/v1/{quote(tenant, safe='')}/person/"), 404, calls=1)
    refused(club, lambda: club.ask("GET", f"/api/{quote(tenant, safe='')}/members/"), 404, calls=1)


ODD_UIDS = [
    "abc%0A",
    UNKNOWN_UID + "%0A",
    "..%2f..%2fother",
    "%2e%2e",
    "..",
    ".",
    "F" * 24,
    "f" * 23,
    "f" * 25,
    "f" * 4000,
    "%00",
    UNKNOWN_UID[:23] + "g",
    "0x" + "0" * 22,
    "%F0%9F%98%80" * 24,
    "%D9%A1" * 24,
    "%ff",
    "null",
    "undefined",
    "*",
    "%7Buid%7D",
    "' OR 1=1",
    "%20" + UNKNOWN_UID,
    UNKNOWN_UID + "%20",
    "%23",
    "%3Cscript%3E",
    UNKNOWN_UID,
]


@UIDS
def test_a_uid_that_is_none_is_not_found(rooms: Furnished, endpoint: Endpoint) -> None:
    club = rooms.club
    for uid in ODD_UIDS:
        target = rooms.target(endpoint, uid=uid)
        refused(club, lambda t=target: club.ask(endpoint.method, t, rooms.body(endpoint)), 404, calls=4)  # type: ignore[misc]


IDS = {is_uid: "0" * 24, is_short_id: "x" * 20, is_uuid: str(UUID(int=0)), is_slug: "example"}


@pytest.mark.parametrize("is_id", IDS, ids=lambda one: one.__name__)
def test_what_ends_with_a_line_break_is_no_id(is_id: Callable[[str], bool]) -> None:
    assert is_id(IDS[is_id])
    assert not is_id(IDS[is_id] + "\n")


@UIDS
def test_another_tenant_s_record_cannot_be_told_from_none(rooms: Furnished, endpoint: Endpoint) -> None:
    """The other tenant's admin asks for ours by its true uid, within its own path."""
    club, replies, calls = rooms.club, [], []

    def ask(uid: str | None) -> object:
        before = club.house.meter.calls.total()
        target = rooms.target(endpoint, tenant="other", uid=uid)
        replies.append(club.ask(endpoint.method, target, rooms.body(endpoint), role="other"))
        calls.append(club.house.meter.calls.total() - before)
        return replies[-1]

    for uid in (None, UNKNOWN_UID):
        refused(club, lambda u=uid: ask(u), 404)  # type: ignore[misc]

    assert bare(replies[0]) == bare(replies[1])
    assert calls[0] == calls[1]


def test_lists_of_one_tenant_hold_nothing_of_another(rooms: Furnished) -> None:
    for kind in ("person", "organisation", "group", "achievement_type", "achievement", "event", "mail"):
        found = rooms.club.ask("GET", f"/api/v1/other/{kind}/", role="other").json

        assert (found["total"], found["results"]) == (0, []), kind


UNKNOWN_METHODS = ("PATCH", "TRACE", "OPTIONS", "HEAD", "CONNECT", "PROPFIND", "get", "")


@EACH
def test_a_method_that_a_path_does_not_know_is_refused_with_those_it_does(
    rooms: Furnished, endpoint: Endpoint
) -> None:
    club = rooms.club
    for method in UNKNOWN_METHODS:
        reply = club.ask(method, rooms.target(endpoint), rooms.body(endpoint))

        assert reply.status == 405
        assert endpoint.method in reply.headers["Allow"]


def test_a_method_cannot_be_smuggled_in_a_header(rooms: Furnished) -> None:
    club = rooms.club
    for header in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        reply = club.ask("POST", "person/", {"first_name": "Ada"}, headers={header: "DELETE"})

        assert reply.status == 201
    target = f"person/{rooms.records['person']['uid']}/?_method=DELETE"
    refused(club, lambda: club.ask("PUT", target, {}), 422)


SHORT_IDS = [
    "x" * 19,
    "x" * 21,
    "x" * 20 + "%0A",
    "%00",
    "..",
    "..%2f..",
    "null",
    "x" * 4000,
    "é" * 20,
    "0" * 20,
    "%F0%9F%98%80" * 20,
]


@pytest.mark.parametrize(
    "path",
    [
        "achievements/{}",
        "reward/{}",
        "reward/entity/{}",
        "achievements/icons/{}",
        "members/{}",
        "members/reference/{}",
    ],
)
def test_an_id_of_face_001_that_is_none_is_not_found(rooms: Furnished, path: str) -> None:
    club = rooms.club
    for uid in SHORT_IDS:
        target = f"/api/example/{path.format(uid)}"
        refused(club, lambda t=target: club.ask("GET", t), 404, calls=3)  # type: ignore[misc]


@pytest.mark.parametrize("kind", ["achievements/{achievementId}", "reward/{rewardId}", "members/{memberId}"])
def test_a_record_of_face_001_is_no_other_tenant_s(rooms: Furnished, kind: str) -> None:
    names = competing.path(rooms.records)
    theirs = f"/api/other/{kind.format(**names)}"

    refused(rooms.club, lambda: rooms.club.ask("GET", theirs, role="other"), 404)


PATHS = [
    "/api/v1/achievements",
    "/api/v1/achievements/icons",
    "/api/v1/events",
    "/api/public/members",
    "/api/v3/achievements/",
    "/",
    "/api",
    "/api/v1",
    "/api/v1/example",
    "/api/v1/example/spaceship/",
    "/api/v1/example/person/x/y/z/",
    "//",
    "/api/v2/example/person/",
    "/api/v1//person/",
    "/api/v1/example//",
    "/.env",
    "/api/v1/example/person/%2e%2e/",
    "/API/V1/example/person/",
]


@pytest.mark.parametrize("path", PATHS)
def test_a_path_that_there_is_not_is_not_found(rooms: Furnished, path: str) -> None:
    refused(rooms.club, lambda: rooms.club.ask("GET", path), 404, calls=2)


def test_a_spoofed_host_reaches_no_link(rooms: Furnished) -> None:
    spoofed = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "ftp"}

    found = rooms.club.got("person/?page_size=1", headers=spoofed)

    assert "evil" not in repr(found)
    assert found["links"]["self"].startswith("http://127.0.0.1:8000/api/v1/example/person/?")
