"""Who asks (promises X01 to X13, X29): every authenticated route, every way of not being known."""

import base64
import re
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.api import access
from chalicelib.api.call import Endpoint
from chalicelib.domain.api_key import mint
from tests.api.refusing import bare, logged, refused, said
from tests.api.routes import AUTHENTICATED, Furnished, name
from tests.asking import Club

EACH = pytest.mark.parametrize("endpoint", AUTHENTICATED, ids=name)


def basic(text: str | bytes) -> str:
    data = text.encode() if isinstance(text, str) else text
    return "Basic " + base64.b64encode(data).decode()


def flipped(key: str) -> str:
    return key[:-1] + ("0" if key[-1] != "0" else "1")


def wrong_secret(key: str) -> str:
    """A key of the right form and checksum that nobody holds."""
    return mint(key[4:16], "0" * 32)


def ask(rooms: Furnished, endpoint: Endpoint, headers: dict[str, str], query: str = "") -> Any:
    body = rooms.body(endpoint)
    return rooms.club.ask(endpoint.method, rooms.target(endpoint) + query, body, role=None, headers=headers)


# Headers made from a good key, and the most calls of DynamoDB that they may cost.
NOBODY: dict[str, tuple[Any, int]] = {
    "X01 no credential": (lambda key: {}, 0),
    "X02 empty bearer": (lambda key: {"Authorization": "Bearer "}, 0),
    "bearer alone": (lambda key: {"Authorization": "Bearer"}, 0),
    "empty header": (lambda key: {"Authorization": ""}, 0),
    "X04 bad checksum": (lambda key: {"Authorization": f"Bearer {flipped(key)}"}, 0),
    "X04 bad checksum as X-API-KEY": (lambda key: {"X-API-KEY": flipped(key)}, 0),
    "X07 non-ASCII key": (lambda key: {"Authorization": "Bearer clé"}, 0),
    "non-ASCII X-API-KEY": (lambda key: {"X-API-KEY": "clé\u202e"}, 0),
    "X08 Basic not base64": (lambda key: {"Authorization": "Basic !!!!"}, 0),
    "X10 Basic not UTF-8": (lambda key: {"Authorization": "Basic /////w=="}, 0),
    "Basic without colon": (lambda key: {"Authorization": basic(key)}, 0),
    "X11 Basic with a colon in the secret": (lambda key: {"Authorization": basic(f"user:{key}:ss")}, 0),
    "Basic with the key as user": (lambda key: {"Authorization": basic(f"{key}:")}, 0),
    "another scheme": (lambda key: {"Authorization": f"Digest {key}"}, 0),
    "the key without a scheme": (lambda key: {"Authorization": key}, 0),
    "X29 8 KB": (lambda key: {"Authorization": "Bearer " + "a" * 8192}, 0),
    "a good key and 8 KB more": (lambda key: {"Authorization": f"Bearer {key}" + "a" * 8192}, 0),
    "a key with a newline": (lambda key: {"Authorization": f"Bearer {key}\n{key}"}, 0),
    "an empty X-API-KEY": (lambda key: {"X-API-KEY": ""}, 0),
    "a key of nobody": (lambda key: {"Authorization": f"Bearer {wrong_secret(key)}"}, 1),
    "a token of nobody": (lambda key: {"Authorization": f"Bearer lrt_{key[4:16]}_9999999999_{'a' * 43}"}, 1),
    "a token with digits of Arabic": (
        lambda key: {"Authorization": f"Bearer lrt_{key[4:16]}_٩٩٩٩٩٩٩٩٩٩_{'a' * 43}"},
        0,
    ),
}


@pytest.mark.parametrize("case", NOBODY)
@EACH
def test_whoever_shows_no_good_key_is_nobody(rooms: Furnished, endpoint: Endpoint, case: str) -> None:
    make, calls = NOBODY[case]
    headers = make(rooms.club.keys["admin"])
    first = ask(rooms, endpoint, {})

    reply: list[Any] = []
    refused(rooms.club, lambda: reply.append(ask(rooms, endpoint, headers)) or reply[0], 401, calls=calls)

    assert bare(reply[0]) == bare(first), "every 401 is the same as that for no credential"
    assert first.headers["WWW-Authenticate"].startswith("Bearer")


@EACH
def test_a_key_in_the_query_opens_nothing_and_is_never_logged(
    rooms: Furnished, endpoint: Endpoint, caplog: pytest.LogCaptureFixture
) -> None:
    key = rooms.club.keys["admin"]

    refused(rooms.club, lambda: ask(rooms, endpoint, {}, f"?api_key={key}&access_token={key}"), 401, calls=0)

    assert key not in logged(caplog.records)


@EACH
def test_two_different_credentials_are_refused_as_ambiguous(rooms: Furnished, endpoint: Endpoint) -> None:
    keys = rooms.club.keys
    headers = {"Authorization": f"Bearer {keys['admin']}", "X-API-KEY": keys["coach"]}

    refused(rooms.club, lambda: ask(rooms, endpoint, headers), 400, calls=0)


GOOD = {
    "bearer": lambda key: {"Authorization": f"Bearer {key}"},
    "bearer in capitals": lambda key: {"AUTHORIZATION": f"BEARER {key}"},
    "X-API-KEY": lambda key: {"X-API-KEY": key},
    "x-api-key": lambda key: {"x-api-key": key},
    "Basic with the key id": lambda key: {"Authorization": basic(f"{key[4:16]}:{key}")},
    "Basic with any user": lambda key: {"Authorization": basic(f"any one:{key}")},
    "Basic without user": lambda key: {"Authorization": basic(f":{key}")},
    "the same key twice": lambda key: {"Authorization": f"Bearer {key}", "X-API-KEY": key},
}


@pytest.mark.parametrize("style", GOOD)
def test_one_key_works_in_every_style_at_one_read(rooms: Furnished, style: str) -> None:
    club = rooms.club
    before = club.house.meter.calls.total()

    reply = club.ask("GET", "tenant/", role=None, headers=GOOD[style](club.keys["coach"]))

    assert reply.status == 200, reply.body
    assert club.house.meter.calls.total() - before == 2, "the key, and the tenant that was asked for"


def test_a_basic_header_is_split_at_its_first_colon() -> None:
    assert access.basic(basic("user:pa:ss")) == ("user", "pa:ss")


def test_a_revoked_key_is_nobody_on_the_very_next_request(swift: Club) -> None:
    made = swift.made("api_key/", {"role": "coach"})
    bearer = {"Authorization": f"Bearer {made['key']}"}
    assert swift.ask("GET", "person/", role=None, headers=bearer).status == 200

    assert swift.ask("DELETE", f"api_key/{made['uid']}/").status == 204

    for endpoint in AUTHENTICATED:
        target = re.sub(r"{(flock|space)}", swift.tenant, endpoint.path)
        target = re.sub(r"{\w+}", "0" * 24, target)
        reply = swift.ask(endpoint.method, target, role=None, headers=bearer)
        assert reply.status == 401, name(endpoint)
        said(reply)


def test_a_key_that_expired_is_nobody(club: Club) -> None:
    now = club.house.clock.now()
    made = club.made("api_key/", {"role": "coach", "expires": "2026-11-21T13:00:00"})
    bearer = {"Authorization": f"Bearer {made['key']}"}
    assert club.ask("GET", "person/", role=None, headers=bearer).status == 200

    club.house.clock.turn_to(now + timedelta(hours=1))

    refused(club, lambda: club.ask("GET", "person/", role=None, headers=bearer), 401, calls=1)


def test_a_role_that_is_too_low_is_told_so_before_its_body_is_read(rooms: Furnished) -> None:
    club = rooms.club
    for endpoint in AUTHENTICATED:
        for role in {"coach", "member"} - set(endpoint.who or ()):
            asked = lambda e=endpoint, r=role: club.ask(  # noqa: E731
                e.method, rooms.target(e), role=r, raw=b"{" if e.body else None
            )
            refused(club, asked, 403, calls=1)


def test_no_answer_but_the_first_ever_shows_a_key(rooms: Furnished) -> None:
    club = rooms.club
    made = club.made("api_key/", {"role": "coach", "label": "shown once"})

    later = [club.got("api_key/?page_size=100"), club.got(f"api_key/{made['uid']}/")]

    assert made["key"].startswith("lrl_")
    assert made["key"] not in repr(later) and made["key"][17:] not in repr(club.items())
