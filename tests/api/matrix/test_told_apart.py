"""What is foreign or hidden cannot be told from what there is not (promise S6): the same words, the same reads."""

from collections import Counter
from typing import Any
from urllib.parse import unquote

import pytest

from chalicelib.api.call import Endpoint
from chalicelib.api.front import endpoints
from sandbox.residents import OTHER, TENANT
from tests.api import playing
from tests.api.matrix import table
from tests.api.matrix.scene import Scene
from tests.api.refusing import bare
from tests.api.routes import UNKNOWN_UID
from tests.figures import tally

NOBODY_S = "999999999999"
# Of the right form, and nobody's. What is no record's (a tenant, an address) stays as it is.
UNKNOWN = {
    **dict.fromkeys(("uid", "contact", "memberId", "awardId", "quarantineId", "importId"), UNKNOWN_UID),
    **dict.fromkeys(("achievementId", "rewardId", "iconId"), "0" * 20),
    **dict.fromkeys(("rank_id", "path_id"), playing.UNKNOWN),
    **dict.fromkeys(("targetGroupId", "targetId", "periodId", "customerId", "event_id"), NOBODY_S),
    "memberRefId": "nobody-s",
}
QUERIES = {"user_id": NOBODY_S, "email": "nobody-s%40example.org"}
NAMING = [one for one in endpoints() if one.who is not None and not one.twin]
RARE = pytest.mark.prove


@pytest.mark.parametrize(
    "who",
    [
        "foreign admin",
        "member",
        *(pytest.param(one, marks=RARE) for one in ("foreign coach", "foreign member", "ward")),
    ],
)
def test_what_is_not_for_this_caller_is_as_what_there_is_not(scene: Scene, who: str) -> None:
    wrong, tried = [], 0
    for one in NAMING:
        target, body = scene.ready(one)
        there = target.replace(f"/{TENANT}/", f"/{OTHER}/") if who.startswith("foreign") else target
        nowhere = unknown(one, there)
        if nowhere == there:
            continue
        found, missed = (told(scene, one, who, asked, body) for asked in (there, nowhere))
        if found[0] < 400:
            continue  # for this caller it is there
        tried += 1
        if found != missed:
            wrong.append((table.route(one), found, missed))
    tally("foreign or hidden records compared with none", tried, len(wrong))
    assert wrong == []
    assert tried > 50


def unknown(endpoint: Endpoint, target: str) -> str:
    """The same path, with nobody's ids for all that it names."""
    path, _, query = target.partition("?")
    words = zip(endpoint.path.split("/"), path.rstrip("/").split("/"), strict=True)
    path = "/".join(UNKNOWN.get(word.strip("{}"), given) if "{" in word else given for word, given in words)
    names = (one.partition("=") for one in query.split("&") if one)
    said = "&".join(f"{name}={QUERIES.get(name, value)}" for name, _, value in names)
    return f"{path}/" + (f"?{said}" if said else "")


def told(
    scene: Scene, endpoint: Endpoint, who: str, target: str, body: Any
) -> tuple[int, bytes, dict[str, str], Counter[str]]:
    """The answer but for what was asked for, and what it cost to find."""
    before = scene.club.house.meter.calls
    status, said, headers = bare(scene.asked(endpoint, target, body, scene.callers[who], "Bearer"))
    parts = unquote(target).replace("?", "/").replace("=", "/").split("/")
    for part in sorted(parts, key=len, reverse=True):
        said = said.replace(part.encode(), b"...") if len(part) > 7 else said
    return status, said, headers, scene.club.house.meter.calls - before
