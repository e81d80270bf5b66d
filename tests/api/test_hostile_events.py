"""Hostile events: each faulty one is told on its own, nothing of it is written, and nothing is ever a 500."""

from typing import Any

import pytest

from tests.asking import Club
from tests.competing import EVENTS

GOOD = {"memberRefId": "hostile", "action": "win"}
FAULTY: dict[str, Any] = {
    "no object": 7,
    "a list": [],
    "null": None,
    "text": "win",
    "empty": {},
    "no member": {"action": "win"},
    "two members": {**GOOD, "memberId": "0" * 24},
    "empty member": {"memberRefId": "", "action": "win"},
    "blank member": {"memberRefId": "  ", "action": "win"},
    "member too long": {"memberRefId": "m" * 201, "action": "win"},
    "member is a number": {"memberRefId": 7, "action": "win"},
    "unknown member": {"memberId": "0" * 24, "action": "win"},
    "member id is no id": {"memberId": "../../etc", "action": "win"},
    "member id with a newline": {"memberId": "0" * 24 + "\n", "action": "win"},
    "no action": {"memberRefId": "hostile"},
    "empty action": {**GOOD, "action": ""},
    "blank action": {**GOOD, "action": "   "},
    "action too long": {**GOOD, "action": "a" * 201},
    "action is a list": {**GOOD, "action": ["win"]},
    "unknown field": {**GOOD, "$where": "1"},
    "prototype": {**GOOD, "__proto__": {"admin": True}},
    "reference too long": {**GOOD, "eventRefId": "r" * 201},
    "reference empty": {**GOOD, "eventRefId": ""},
    "reference is a number": {**GOOD, "eventRefId": 1},
    "value is text": {**GOOD, "sourceValue": "NaN"},
    "value is a flag": {**GOOD, "sourceValue": True},
    "value of 16 digits": {**GOOD, "sourceValue": 10**15},
    "value of 11 decimals": {**GOOD, "sourceValue": 0.00000000001},
    "time is a number": {**GOOD, "transactionTimestamp": 1700000000},
    "time is nonsense": {**GOOD, "transactionTimestamp": "yesterday"},
    "time of another age": {**GOOD, "transactionTimestamp": "0001-01-01T00:00:00.000+0000"},
    "time of the end": {**GOOD, "transactionTimestamp": "9999-12-31T23:59:59.999-1200"},
    "time of next week": {**GOOD, "transactionTimestamp": "2026-11-29T12:00:00.000+0000"},
    "metadata is a list": {**GOOD, "metadata": [1]},
    "metadata is deep": {**GOOD, "metadata": {"a": {"b": {"c": "d"}}}},
    "metadata of nothing": {**GOOD, "metadata": {"a": None}},
    "metadata has a key twice": {
        **GOOD,
        "metadata": [{"key": "a", "value": "1"}, {"key": "a", "value": "2"}],
    },
    "metadata has more than key and value": {**GOOD, "metadata": [{"key": "a", "value": "1", "x": 1}]},
    "metadata key is a number": {**GOOD, "metadata": [{"key": 1, "value": "1"}]},
    "metadata too many": {**GOOD, "metadata": {f"k{n}": "v" for n in range(51)}},
    "metadata too long": {**GOOD, "metadata": {"k": "v" * 1_001}},
    "metadata key too long": {**GOOD, "metadata": {"k" * 101: "v"}},
    "metadata key empty": {**GOOD, "metadata": {"": "v"}},
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_event_is_rejected_beside_a_good_one(swift: Club, name: str) -> None:
    good = {**GOOD, "eventRefId": f"beside {name}"}

    reply = swift.ask("POST", EVENTS, [FAULTY[name], good])

    assert reply.status == 200, reply.body
    bad, fine = reply.json["data"]
    assert (bad["index"], bad["status"], bad["id"] is None or bad["memberId"] is not None) == (
        0,
        "rejected",
        True,
    )
    assert bad["errors"] and all(400 <= fault["status"] < 500 for fault in bad["errors"])
    assert fine["status"] == "accepted" and "errors" not in fine


@pytest.mark.parametrize("name", FAULTY)
def test_alone_it_is_refused_in_the_face_s_words_and_nothing_is_written(swift: Club, name: str) -> None:
    before = swift.items()

    reply = swift.ask("POST", EVENTS, [FAULTY[name]])

    assert 400 <= reply.status < 500
    assert reply.json["errors"][0]["status"] == reply.status
    assert swift.items() == before


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"{}", 406),
        (b"7", 406),
        (b'"win"', 406),
        (b"null", 406),
        (b"[]", 404),
        (b"", 400),
        (b"[", 400),
        (b"[{]", 400),
        (b"[" * 100_000, 400),
        (b'[{"memberRefId":"a","action":"b","sourceValue":NaN}]', 400),
        (b'[{"memberRefId":"a","action":"b","sourceValue":-Infinity}]', 400),
        (b'[{"memberRefId":"a","action":"b","sourceValue":1e999}]', 400),
        (b'[{"memberRefId":"a","action":"b","sourceValue":' + b"9" * 39 + b"}]", 406),
        (b'[{"memberRefId":"a","action":"b","action":"c"}]', 400),
        (b'[{"memberRefId":"a","action":"\\ud800"}]', 400),
        (b'[{"memberRefId":"a","action":"\xff"}]', 400),
        (b'[{"memberRefId":"a\\u0000","action":"b"}]', 400),
        (b'[{"memberRefId":"a","action":"b","metadata":' + b'{"a":' * 30 + b"1" + b"}" * 30 + b"}]", 400),
        (b"x" * (6 * 1024 * 1024 + 1), 413),
    ],
)
def test_a_body_that_is_none_of_ours_is_refused_whole(swift: Club, raw: bytes, status: int) -> None:
    before = swift.items()

    reply = swift.ask("POST", EVENTS, raw=raw, headers={"Content-Type": "application/json"})

    assert reply.status == status, reply.body[:500]
    assert reply.json["errors"][0]["status"] == status
    assert swift.items() == before


@pytest.mark.parametrize("value", [0, -5, 0.1, 33.4, 999_999_999_999_999, -0.0000000001])
def test_exact_values_are_taken(swift: Club, value: float) -> None:
    [fate] = swift.ask("POST", EVENTS, [{**GOOD, "sourceValue": value}]).json["data"]

    assert fate["status"] == "accepted"


@pytest.mark.parametrize(
    "metadata",
    [{"a": "1"}, {"a": 1}, {"a": 1.5, "b": True}, [{"key": "a", "value": "1"}, {"key": "b", "value": 2}], []],
)
def test_metadata_is_taken_as_an_object_or_in_the_seeds_manner(swift: Club, metadata: object) -> None:
    [fate] = swift.ask("POST", EVENTS, [{**GOOD, "metadata": metadata}]).json["data"]

    assert fate["status"] == "accepted"


def test_texts_of_any_script_are_taken_as_they_are(swift: Club) -> None:
    words = {
        "action": "🏅 gagné\u202e",
        "entityRefId": "‮",
        "eventRefId": "Ω",
        "metadata": {"ключ": "値" * 500},
    }

    [fate] = swift.ask("POST", EVENTS, [{**GOOD, **words}]).json["data"]

    assert (fate["status"], fate["eventRefId"]) == ("accepted", "Ω")
