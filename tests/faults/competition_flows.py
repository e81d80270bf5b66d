"""The flows of achievements by rules, of what they are made with, and of the members they are for."""

import json

from tests.api.competing import REWARDED
from tests.faults import competitions
from tests.faults.flow import Arrange, Flow, Request

API = "/api/{space}/"
PATH = "/api/example/"
FROZEN = frozenset({406})
_FILE = "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA5IDkiLz4="
_MEMBERS = [{"memberRefId": "M-1", "name": "Ada"}, {"memberRefId": "M-2", "email": "two@example.org"}]


def _flow(name: str, route: str, request: Request, arrange: Arrange = lambda _: None) -> Flow:
    return Flow(name, arrange, request.act, (f"{request.method} {API}{route}",))


ONE = "achievements/{achievementId}"
GOES_LIVE = {"achievement": {"achievementLiveStatus": "Live"}, "deleteRewards": []}

FLOWS: tuple[Flow, ...] = (
    _flow(
        "define an achievement",
        "achievements",
        Request("POST", f"{PATH}achievements", raw=lambda _: json.dumps(competitions.LIVE).encode()),
    ),
    _flow(
        "go live",
        ONE,
        Request("PUT", f"{PATH}achievements/{{achievement}}", 200, GOES_LIVE, again=FROZEN),
        competitions.a_definition({**REWARDED, "rewards": []}),
    ),
    _flow(
        "archive an achievement",
        ONE,
        Request("DELETE", f"{PATH}achievements/{{achievement}}"),
        competitions.a_definition(competitions.LIVE),
    ),
    _flow(
        "upload an icon",
        "achievements/icon-uploads",
        Request("POST", f"{PATH}achievements/icon-uploads", 200, {"fileName": "mine", "file": _FILE}),
    ),
    _flow(
        "add a reward type",
        "reward-types",
        Request("POST", f"{PATH}reward-types", 200, {"key": "stars", "name": "Stars"}),
    ),
    _flow(
        "bring members",
        "members",
        Request("POST", f"{PATH}members", 200, _MEMBERS),
        competitions.a_member_of_two,
    ),
)
