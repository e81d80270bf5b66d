"""Values of the wrong type, kind or size for every field of every body, found by looking at the models."""

import json
from typing import Any

import pytest
from pydantic import RootModel

from chalicelib.api.achievements.wire import Settable
from chalicelib.api.call import Endpoint
from tests.api.refusing import fields, refused
from tests.api.routes import WITH_BODY as EVERY_BODY
from tests.api.routes import Furnished, name, statuses
from tests.asking import Club

# Face 001 passes over what it does not know, and has a message of its own for most that is wrong: its own
# tests walk its tables.
WITH_BODY = [endpoint for endpoint in EVERY_BODY if endpoint.face != "competitions"]
TYPES: dict[str, Any] = {
    "string": "3",
    "integer": 7,
    "number": 2.5,
    "boolean": True,
    "array": [],
    "object": {"$ne": 1},
}
FIELDS = [
    (endpoint, field)
    for endpoint in WITH_BODY
    if endpoint.body is not None and not issubclass(endpoint.body, RootModel)
    for field in endpoint.body.model_fields
]


def schema(endpoint: Endpoint, field: str) -> list[dict[str, Any]]:
    """The alternatives that a field's JSON Schema has."""
    assert endpoint.body is not None
    found = endpoint.body.model_json_schema()["properties"][field]
    alternatives: list[dict[str, Any]] = found.get("anyOf", [found])
    return alternatives


def wrong(endpoint: Endpoint, field: str) -> dict[str, Any]:
    """Values that this field must refuse, by what they are called."""
    kinds = {alternative.get("type", "any") for alternative in schema(endpoint, field)}
    if "number" in kinds:
        kinds.add("integer")
    values = {f"a {kind}": value for kind, value in TYPES.items() if kind not in kinds}
    if kinds == {"integer", "null"} or kinds == {"integer"}:
        values |= {"3.0": 3.0, "far too large": 2**63, "negative": -(2**60)}
    if "string" in kinds:
        values |= {"a text of 50,000": "x" * 50_000}
    if "array" in kinds:
        values |= {
            f"an array of {kind}s": [value]
            for kind, value in TYPES.items()
            if kind not in ("string", "object")
        }
        values |= {"an array of 10,001": ["/e/"] * 10_001, "an array of null": [None], "nested": [[["x"]]]}
    if "null" not in kinds:
        values["null"] = None
    return values


@pytest.mark.parametrize(
    ("endpoint", "field"), FIELDS, ids=lambda one: name(one) if isinstance(one, Endpoint) else one
)
def test_a_wrong_value_is_refused_under_its_field_s_name(
    rooms: Furnished, endpoint: Endpoint, field: str
) -> None:
    for called, value in wrong(endpoint, field).items():
        body = {**rooms.body(endpoint), field: value}

        said = refused(
            rooms.club,
            lambda b=body: rooms.club.ask(endpoint.method, rooms.target(endpoint), b),
            *statuses(endpoint, 422),
            # a payment plan's numbers are judged together with those that stand
            calls=2 if endpoint.path.endswith("/payment_plan/{uid}") else 1,
        )

        assert any(one.split(".")[0] == field for one in fields(said)), (called, said)


@pytest.mark.parametrize("endpoint", WITH_BODY, ids=name)
def test_an_unknown_field_is_refused(rooms: Furnished, endpoint: Endpoint) -> None:
    for unknown in ("shoe_size", "Name", "tenant_secret", "digest", "", "a.b", "версия"):
        known = rooms.body(endpoint)
        body = [{**known[0], unknown: "x"}] if isinstance(known, list) else {**known, unknown: "x"}

        refused(
            rooms.club,
            lambda b=body: rooms.club.ask(endpoint.method, rooms.target(endpoint), b),
            *statuses(endpoint, 422),
            calls=2,
        )


def test_what_only_the_server_sets_is_passed_over(swift: Club) -> None:
    made = swift.person(uid="0" * 24, uri="/other/person/1/", created="1999-01-01T00:00:00")

    assert made["uid"] != "0" * 24
    assert made["created"] == "2026-11-21T12:00:00"
    assert "uid" in Settable.served


EMAILS = [
    "",
    " ",
    "nobody",
    "@example.org",
    "a@",
    "a@b",
    "a b@example.org",
    "a@b@example.org",
    "a@example.org,b@example.org",
    "a@b.c\r\nBcc: x@y.z",
    "a@b.c\n",
    "<a@b.c>",
    "Ada <a@b.c>",
    "a@b.c;d@e.f",
    "a" * 65 + "@example.org",
    "a@" + "b" * 250 + ".org",
    "a@b.c\u2028",
    "a@\u202eb.c",
    "a@b.c\u200b",
]


@pytest.mark.parametrize("address", EMAILS, ids=ascii)
@pytest.mark.parametrize(
    "endpoint", [one for one in WITH_BODY if one.body and "email" in one.body.model_fields], ids=name
)
def test_what_is_no_address_is_refused(rooms: Furnished, endpoint: Endpoint, address: str) -> None:
    body = {**rooms.body(endpoint), "email": address}

    refused(rooms.club, lambda: rooms.club.ask(endpoint.method, rooms.target(endpoint), body), 422, calls=1)


TIMES = [
    "",
    "now",
    "2026-13-01",
    "2026-02-30T00:00:00",
    "21.11.2026",
    "2026-11-21T25:00:00",
    "1763726400",
    "P1D",
    "2026-11-21T12:00:00+99:00",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59",
    "1899-12-31T23:59:59",
    "9999-12-31T00:00:00",
    "10000-01-01T00:00:00",
    "-2026-11-21",
    "٢٠٢٦-١١-٢١",
    "2026-11-21T12:00:00 UTC",
    "2" * 5000,
]


@pytest.mark.parametrize("time", TIMES)
def test_what_is_no_time_is_refused(rooms: Furnished, time: str) -> None:
    club, uid = rooms.club, rooms.records["achievement"]["uid"]
    step = {"number": 1, "completed_date": time}

    refused(club, lambda: club.ask("PUT", f"achievement/{uid}/complete_step/", step), 422, calls=1)
    refused(club, lambda: club.ask("POST", "api_key/", {"role": "coach", "expires": time}), 422, calls=1)


# (method, path, a body that is right in its types and wrong in what it says, the field that is named)
WRONG = [
    ("POST", "person/", {}, "first_name"),
    ("POST", "person/", {"email": "ada@example.org"}, "first_name"),
    ("POST", "person/", {"first_name": ""}, "first_name"),
    ("POST", "person/", {"first_name": "   "}, "first_name"),
    ("POST", "person/", {"first_name": "\u00a0\u2003"}, "first_name"),
    ("POST", "person/", {"first_name": "x" * 201}, "first_name"),
    ("POST", "person/", {"first_name": "Ada", "number": 0}, "number"),
    ("POST", "person/", {"first_name": "Ada", "number": -1}, "number"),
    ("POST", "person/", {"first_name": "Ada", "number": 2**53}, "number"),
    ("POST", "person/", {"first_name": "Ada", "timezone": "Mars/Olympus"}, "timezone"),
    ("POST", "person/", {"first_name": "Ada", "timezone": "../../etc/passwd"}, "timezone"),
    ("POST", "person/", {"first_name": "Ada", "locale": "not a locale"}, "locale"),
    ("POST", "person/", {"first_name": "Ada", "profile_picture": "javascript:alert(1)"}, "profile_picture"),
    ("POST", "person/", {"first_name": "Ada", "profile_picture": "data:text/html,x"}, "profile_picture"),
    ("POST", "person/", {"first_name": "Ada", "emails": [f"a{n}@example.org" for n in range(6)]}, "emails"),
    (
        "POST",
        "person/",
        {"first_name": "Ada", "email": "x@y.zz", "emails": [f"a{n}@b.cc" for n in range(5)]},
        "emails",
    ),
    (
        "POST",
        "person/",
        {"first_name": "Ada", "guardians": ["/example/person/" + "0" * 24] * 11},
        "guardians",
    ),
    ("POST", "person/", {"first_name": "Ada", "guardians": ["nobody"]}, "guardians"),
    ("POST", "organisation/", {}, "name"),
    ("POST", "organisation/", {"first_name": "Ada"}, "name"),
    ("POST", "group/", {}, "name"),
    ("POST", "group/", {"name": "Squad", "members": ["/example/person/"]}, "members"),
    ("POST", "achievement_type/", {}, "name"),
    ("POST", "achievement_type/", {"name": "Badge"}, "steps"),
    ("POST", "achievement_type/", {"name": "Badge", "steps": []}, "steps"),
    ("POST", "achievement_type/", {"name": "Badge", "steps": None}, "steps"),
    ("POST", "achievement_type/", {"name": "Badge", "steps": ["a", "b", "a"]}, "steps"),
    ("POST", "achievement_type/", {"name": "Badge", "steps": ["Zo\u00eb", "Zoe\u0308"]}, "steps"),
    ("POST", "achievement_type/", {"name": "Badge", "steps": [str(n) for n in range(101)]}, "steps"),
    ("POST", "achievement_type/", {"name": "Badge", "steps": [str(n) for n in range(10_000)]}, "steps"),
    ("POST", "achievement_type/", {"name": "Badge", "steps": [""]}, "steps"),
    ("POST", "achievement_type/", {"name": "Badge", "steps": ["x" * 501]}, "steps"),
    ("POST", "achievement_type/", {"name": "Badge", "steps": [{"title": "a"}]}, "steps"),
    ("POST", "achievement_type/", {"name": "Badge", "steps": ["a"], "points": -1}, "points"),
    ("POST", "achievement_type/", {"name": "Badge", "steps": ["a"], "points": 1e13}, "points"),
    ("POST", "achievement_type/", {"name": "Badge", "steps": ["a"], "points": 0.0000001}, "points"),
    (
        "POST",
        "achievement_type/",
        {"name": "Badge", "steps": ["a"], "email_template": "../../etc"},
        "email_template",
    ),
    (
        "POST",
        "achievement_type/",
        {"name": "Badge", "steps": ["a"], "email_template": "{{7*7}}"},
        "email_template",
    ),
    ("POST", "achievement_type/", {"name": "Badge", "steps": ["a"], "rewards": [{"value": 1}]}, "rewards"),
    ("POST", "achievement/", {}, "achievement_type_ref"),
    ("POST", "achievement/", {"contact_ref": "/example/person/" + "0" * 24 + "/"}, "achievement_type_ref"),
    ("POST", "api_key/", {}, "role"),
    ("POST", "api_key/", {"role": "king"}, "role"),
    ("POST", "api_key/", {"role": "Admin"}, "role"),
    ("POST", "api_key/", {"role": "member"}, "contact"),
    ("POST", "api_key/", {"role": "coach", "expires": "2026-11-21T12:00:00"}, "expires"),
    ("PUT", "tenant/", {"colour": "red"}, "colour"),
    ("PUT", "tenant/", {"colour": "#1F5F4A;x"}, "colour"),
    ("PUT", "tenant/", {"timezone": "Nowhere"}, "timezone"),
    ("PUT", "tenant/", {"logo": "file:///etc/passwd"}, "logo"),
    ("PUT", "tenant/", {"reply_to": "a@b.c\r\nBcc: x@y.z"}, "reply_to"),
    ("PUT", "triggers/", {"no_such_event": []}, "no_such_event"),
    (
        "PUT",
        "triggers/",
        {"achievement_completed": [{"action": "http", "template": "x"}]},
        "achievement_completed",
    ),
    ("PUT", "triggers/", {"achievement_completed": {"action": "x"}}, "achievement_completed"),
    ("PUT", "triggers/", {"achievement_completed": [{}]}, "achievement_completed"),
]


@pytest.mark.parametrize(("method", "path", "body", "field"), WRONG, ids=lambda one: str(one)[:40])
def test_what_is_wrong_in_itself_is_named_by_its_field(
    swift: Club, method: str, path: str, body: Any, field: str
) -> None:
    data = json.dumps(body).encode()

    said = refused(swift, lambda: swift.ask(method, path, raw=data), 400 if "\r" in str(data) else 422)

    assert any(one.split(".")[0] == field for one in said["fields"]), said
