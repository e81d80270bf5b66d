"""Achievements by rules through face 001: the seed's own bodies, answers and error tables."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from sandbox.gateway import Reply
from tests.asking import Club

SEED: dict[str, Any] = json.loads((Path(__file__).parent.parent / "cases" / "seed_001.json").read_text())
PLAIN, REWARDED = SEED["requests"]
ANSWER, REWARDED_ANSWER = SEED["answers"]
SPACE = "/api/example"


def post(club: Club, body: Any, **more: Any) -> Reply:
    key = {"X-API-KEY": club.keys["admin"]}
    return club.ask("POST", f"{SPACE}/achievements", body, role=None, headers=key, **more)


def with_achievement(**changes: Any) -> dict[str, Any]:
    """The seed's body with these fields; None leaves a field out."""
    body = deepcopy(PLAIN)
    body["achievement"] |= changes
    body["achievement"] = {name: value for name, value in body["achievement"].items() if value is not None}
    return body


@pytest.mark.parametrize(("body", "answer"), [(PLAIN, ANSWER), (REWARDED, REWARDED_ANSWER)])
def test_the_seed_s_bodies_get_the_seed_s_answers(swift: Club, body: Any, answer: Any) -> None:
    reply = post(swift, body)

    assert reply.status == 200, reply.body
    data = reply.json["data"]
    assert list(reply.json) == ["data"]
    assert list(data) == list(answer["data"]), "the fields in the seed's order"
    assert data == answer["data"] | {"created": data["created"], "id": data["id"]}
    assert json.dumps(data["ruleSets"]) == json.dumps(answer["data"]["ruleSets"]), "and so within"
    assert data["created"] == "2026-11-21T12:00:00.000+0000"
    assert len(data["id"]) == 20
