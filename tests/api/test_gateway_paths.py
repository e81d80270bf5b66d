"""Paths are matched as API Gateway matches them: a word before a parameter, and never back."""

import pytest

from sandbox.gateway import _tree
from tests.asking import Club


def test_a_word_is_preferred_to_a_parameter_beside_it(swift: Club) -> None:
    icons = swift.ask("GET", "/api/example/achievements/icons")
    one = swift.ask("GET", "/api/example/achievements/Icons")

    assert icons.status == 200 and "meta" in icons.json
    assert one.status == 404 and "errors" in one.json


@pytest.mark.parametrize(
    "path", ["/api/v1/achievements", "/api/v1/events", "/api/v1/members/x", "/api/v1/reward-types"]
)
def test_nothing_of_a_space_is_found_below_v1(swift: Club, path: str) -> None:
    reply = swift.ask("GET", path)

    assert reply.status == 404
    assert reply.json == {"error": "Not Found", "error_detail": "There is no such path."}


@pytest.mark.parametrize("space", ["v3", "public", "nobody"])
def test_a_space_that_is_none_is_refused_in_the_face_s_words(swift: Club, space: str) -> None:
    reply = swift.ask("GET", f"/api/{space}/achievements")

    assert reply.json["errors"] == [
        {"message": f"No account found for space name - [{space}]", "code": 1007, "status": 404}
    ]


def test_a_segment_has_one_parameter_as_api_gateway_demands() -> None:
    with pytest.raises(ValueError, match="beside"):
        _tree(["/api/{space}/members", "/api/{flock}/events"])
