"""Idempotency-Key on every POST (promises J29, J31, I1): one request, one record, one answer."""

import threading
from typing import Any

import pytest

from chalicelib.actions import claims
from chalicelib.api.call import Endpoint
from chalicelib.store.table import Unavailable
from sandbox.gateway import Reply
from tests.api import fresh
from tests.api.fresh import Asked
from tests.api.refusing import refused
from tests.api.routes import POSTS, UNKNOWN_UID, Furnished, name
from tests.asking import Club

EACH = pytest.mark.parametrize("endpoint", POSTS, ids=name)


def ask(rooms: Furnished, endpoint: Endpoint, key: str, **more: Any) -> Reply:
    asked = Asked(rooms.target(endpoint), more.get("body", rooms.body(endpoint)))
    return send(rooms, asked, key)


def send(rooms: Furnished, asked: Asked, key: str) -> Reply:
    return rooms.club.ask("POST", asked.target, asked.body, headers={"Idempotency-Key": key})


@EACH
def test_the_same_request_again_gets_the_first_answer_and_makes_nothing(
    rooms: Furnished, endpoint: Endpoint
) -> None:
    asked, key = fresh.asked(rooms, endpoint), f"again {name(endpoint)}".replace(" ", "-")
    first = send(rooms, asked, key)
    before = standing(rooms.club)

    again = send(rooms, asked, key)

    assert first.status == endpoint.status, first.body
    assert (again.status, again.body) == (first.status, first.body)
    assert standing(rooms.club) == before


OTHERS: dict[str, Any] = {
    "ContactBody": {"first_name": "Bea", "name": "Bea"},
    "GroupBody": {"name": "Another squad"},
    "AchievementTypeBody": {"name": "Badge 4", "steps": ["Cartwheel"]},
    "ApiKeyBody": {"role": "admin"},
    "SuppressionBody": {"email": "another@example.org"},
}


@pytest.mark.parametrize(
    "endpoint", [one for one in POSTS if one.body and one.body.__name__ in OTHERS], ids=name
)
def test_a_key_that_was_used_for_another_body_is_refused(rooms: Furnished, endpoint: Endpoint) -> None:
    assert endpoint.body is not None
    ask(rooms, endpoint, "other-body")

    refused(rooms.club, lambda: ask(rooms, endpoint, "other-body", body=OTHERS[endpoint.body.__name__]), 409)


@pytest.mark.parametrize(
    "key", ["", " ", "k" * 256, "k\r\nX: y", "k\n", "k k", "clé", "\x00", "\u202e", "k\t"], ids=ascii
)
@EACH
def test_a_key_that_is_none_is_refused(rooms: Furnished, endpoint: Endpoint, key: str) -> None:
    refused(rooms.club, lambda: ask(rooms, endpoint, key), 400, calls=1)


def test_the_longest_key_there_may_be_works(swift: Club) -> None:
    replies = [
        swift.ask("POST", "person/", {"first_name": "Ada"}, headers={"idempotency-key": "~" * 255})
        for _ in "12"
    ]

    assert replies[0].status == 201 and replies[0].body == replies[1].body


def test_the_same_key_of_another_tenant_caller_or_path_is_another(swift: Club) -> None:
    headers = {"Idempotency-Key": "everyone's"}
    body = {"name": "Ada", "first_name": "Ada"}
    asked = [
        ("/api/v1/example/person/", "admin"),
        ("/api/v1/other/person/", "other"),
        ("/api/v1/example/organisation/", "admin"),
    ]

    made = [swift.made(path, body, role=role, headers=headers)["uid"] for path, role in asked]

    assert len(set(made)) == 3


def test_a_refused_request_leaves_its_key_free(swift: Club) -> None:
    headers = {"Idempotency-Key": "free-again"}
    kind = swift.type()["uri"]
    refs = {"achievement_type_ref": kind, "contact_ref": f"/example/person/{UNKNOWN_UID}/"}
    refused(swift, lambda: swift.ask("POST", "achievement/", refs, headers=headers), 404)

    reply = swift.ask("POST", "achievement/", {**refs, "contact_ref": swift.person()["uri"]}, headers=headers)

    assert reply.status == 201


def test_the_trailing_slash_makes_no_other_request(swift: Club) -> None:
    headers = {"Idempotency-Key": "slash"}

    made = [swift.made(path, {"first_name": "Ada"}, headers=headers)["uid"] for path in ("person", "person/")]

    assert made[0] == made[1]


# Said twice, some things are written twice, and only this tells.
MARKS = frozenset({"op", "x", "version", "last_updated"})


def standing(club: Club) -> list[Any]:
    """All that is kept, but for the claims on the keys themselves."""
    kept = [item for item in club.items() if item["sk"]["S"] != "IK"]
    return [{name: value for name, value in item.items() if name not in MARKS} for item in kept]


class Died(BaseException):
    """The sandbox of the function ends: nothing in it can hold that up."""


@EACH
def test_a_request_that_dies_on_the_way_and_is_repeated_makes_one_record(
    rooms: Furnished, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The claim outlives the dead for half a minute; then the same request meets what it made."""
    club, key = rooms.club, f"died-{name(endpoint)}".replace(" ", "-")
    asked = fresh.asked(rooms, endpoint)

    def die(*_: Any, **__: Any) -> None:
        raise Died

    with monkeypatch.context() as patched:
        patched.setattr(claims, "settle", die)
        patched.setattr(claims, "let_go", die)
        with pytest.raises(Died):
            send(rooms, asked, key)
    before = standing(club)
    assert send(rooms, asked, key).status == 409
    club.house.clock.turn_to(club.house.clock.now() + claims.RUNS * 2)

    reply = send(rooms, asked, key)

    assert reply.status == endpoint.status, reply.body
    assert standing(club) == before, "nothing but what stood"


@pytest.mark.parametrize("endpoint", [one for one in POSTS if one.keep_answer], ids=name)
def test_a_request_that_could_not_be_answered_may_be_repeated_at_once(
    rooms: Furnished, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    club, key = rooms.club, f"away-{name(endpoint)}".replace(" ", "-")
    asked = fresh.asked(rooms, endpoint)

    def away(*_: Any) -> None:
        raise Unavailable("the table is away")

    with monkeypatch.context() as patched:
        patched.setattr(claims, "settle", away)
        first = send(rooms, asked, key)
    before = standing(club)

    reply = send(rooms, asked, key)

    assert first.status == 503 and first.headers["Retry-After"] == "1"
    assert reply.status == endpoint.status, reply.body
    assert standing(club) == before, "nothing but what stood"


def test_a_request_that_is_still_running_is_not_run_again(
    swift: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers, replies = {"Idempotency-Key": "running"}, []

    def while_running(*_: Any) -> None:
        replies.append(swift.ask("POST", "group/", {"name": "Squad"}, headers=headers))

    monkeypatch.setattr(claims, "settle", while_running)
    first = swift.ask("POST", "group/", {"name": "Squad"}, headers=headers)

    assert first.status == 201
    assert [reply.status for reply in replies] == [409]


def test_two_days_later_the_key_is_free_for_another_request(club: Club) -> None:
    headers = {"Idempotency-Key": "two-days"}
    first = club.made("group/", {"name": "Squad"}, headers=headers)
    club.house.clock.turn_to(club.house.clock.now() + claims.KEPT * 1.01)

    later = club.made("group/", {"name": "Another squad"}, headers=headers)

    assert later["name"] == "Another squad" and later["uid"] != first["uid"]


def test_fifty_at_once_with_one_key_start_one_achievement_and_without_fifty(swift: Club) -> None:
    refs = {"achievement_type_ref": swift.type()["uri"], "contact_ref": swift.person()["uri"]}
    replies: list[Reply] = []

    def start(headers: dict[str, str]) -> None:
        replies.append(swift.ask("POST", "achievement/", refs, headers=headers))

    def at_once(headers: dict[str, str]) -> int:
        threads = [threading.Thread(target=start, args=(headers,)) for _ in range(50)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return int(swift.got(f"achievement/?contact={refs['contact_ref']}")["total"])

    with_key = at_once({"Idempotency-Key": "at-once"})
    answers = {reply.json["uid"] for reply in replies if reply.status == 201}
    without = at_once({})

    assert with_key == 1 and len(answers) == 1
    assert {reply.status for reply in replies} <= {201, 409}
    assert without == 51
