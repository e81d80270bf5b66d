"""The OpenAPI document is a valid one of 3.1, and whatever it points to is there."""

import json
import re
from collections import Counter
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

import app
from chalicelib.api import openapi
from chalicelib.api.front import endpoints
from tests.asking import Club

assert app.app.routes, "the routes declare themselves when the app is imported"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """As a client gets it: through JSON."""
    said: dict[str, Any] = json.loads(json.dumps(openapi.document()))
    return said


def each(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method} {path}", operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
    ]


def test_it_is_valid_openapi_3_1(document: dict[str, Any]) -> None:
    faults = list(OpenAPIV31SpecValidator(document).iter_errors())

    assert document["openapi"] == "3.1.0"
    # Patterns are ECMA-262's, with its \\p{…}; the validator would judge them by Python's, which has none.
    assert [fault.message for fault in faults if fault.validator_value != "regex"] == []


def test_every_ref_points_to_a_schema_that_is_there(document: dict[str, Any]) -> None:
    refs = set(re.findall(r'"\$ref": "([^"]+)"', json.dumps(document)))

    assert refs, "a document without refs would prove nothing"
    for ref in refs:
        found: Any = document
        for part in ref.removeprefix("#/").split("/"):
            found = found[part]
        assert found


def test_no_schema_stands_there_for_nobody(document: dict[str, Any]) -> None:
    refs = re.findall(r'"\$ref": "#/components/schemas/([^"]+)"', json.dumps(document))

    assert set(document["components"]["schemas"]) == set(refs)


def test_operation_ids_are_unique(document: dict[str, Any]) -> None:
    ids = Counter(operation["operationId"] for _, operation in each(document))

    assert [name for name, times in ids.items() if times > 1] == []


def test_every_parameter_of_a_path_is_declared_and_no_other(document: dict[str, Any]) -> None:
    for name, operation in each(document):
        said = [one["name"] for one in operation["parameters"] if one["in"] == "path"]
        assert said == re.findall(r"{(\w+)}", name), name


def test_every_endpoint_with_a_body_says_its_schema(document: dict[str, Any]) -> None:
    for endpoint in endpoints():
        operation = document["paths"][endpoint.path][endpoint.method.lower()]
        if endpoint.body is not None:
            schema = operation["requestBody"]["content"]["application/json"]["schema"]
            assert schema == {"$ref": f"#/components/schemas/{endpoint.body.__name__}"}


def test_every_operation_with_a_policy_says_how_it_refuses(document: dict[str, Any]) -> None:
    for endpoint in endpoints():
        if endpoint.who is not None:
            responses = document["paths"][endpoint.path][endpoint.method.lower()]["responses"]
            assert {"401", "403", "404", "503"} <= set(responses)


def test_a_number_that_is_answered_is_not_said_to_be_a_text(document: dict[str, Any]) -> None:
    """Decimals are pydantic's texts unless a record says that it answers JSON numbers."""
    points = document["components"]["schemas"]["AchievementTypeRecord"]["properties"]["points"]

    assert [kind["type"] for kind in points["anyOf"]] == ["number", "null"]


def test_what_is_answered_beside_the_usual_is_said_too(document: dict[str, Any]) -> None:
    rehearsal = document["paths"]["/api/v1/{flock}/import"]["post"]["responses"]["200"]
    papers = [
        (name, operation["responses"])
        for name, operation in each(document)
        if name.startswith("get /api/v1/public/{flock}") and name.endswith(("certificate", "invoice", "pdf"))
    ]

    assert "content" in rehearsal
    for name, responses in papers:
        assert responses["200"]["content"].keys() == {"application/pdf"}, name
        assert "content" not in responses["304"], name


def test_it_is_served_to_everybody_and_names_no_tenant(club: Club) -> None:
    reply = club.ask("GET", "/openapi.json", role=None)

    assert reply.status == 200
    assert reply.json["paths"].keys() == openapi.document()["paths"].keys()
    assert "example/" not in reply.body.decode()


def test_each_media_type_of_an_answer_is_told_with_its_shape(document: dict[str, Any]) -> None:
    def told(path: str) -> dict[str, Any]:
        answer = document["paths"][f"/api/v1/public/{{flock}}{path}"]["get"]["responses"]["200"]
        return {media: one["schema"].get("type") for media, one in answer["content"].items()}

    badge = {"application/jwt": "string", "image/svg+xml": "string", "application/json": "object"}
    assert told("/achievement/{uid}/credential") == badge
    assert told("/jwks") == {"application/jwk-set+json": "object"}
    assert told("/verify/{uid}").keys() == {"application/json", "text/html"}
