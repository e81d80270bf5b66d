"""Every operation of the OpenAPI document answers as the document says, whatever Schemathesis thinks of."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi import checks

import app
from chalicelib.api import openapi
from tests.api.routes import Furnished
from tests.figures import tally
from tests.hostile.fitting import DECLARED, fit
from tests.hostile.keeping import kept
from tests.hostile.wsgi import Front

assert app.app.routes, "the routes declare themselves when the app is imported"

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]
# Schemathesis takes it for JSON, which it is not (RFC 7519, 10.3.1).
NO_JSON = "application/jwt"
# What is wrong is refused with one of these, and never with the 401 or 403 that would hide it.
REFUSED = ["400", "404", "405", "406", "409", "410", "413", "415", "422"]
FRONT = Front()


def schema() -> Any:
    made = schemathesis.openapi.from_dict(openapi.document())
    made.app = FRONT
    made.config.generation.with_security_parameters = False  # they are ours to say
    made.config.checks.negative_data_rejection.expected_statuses = REFUSED
    return made


OPERATIONS = [found.ok() for found in schema().get_all_operations()]
TWIN = {label for label, endpoint in DECLARED.items() if endpoint.twin}
# One of each face, and no dear ones: that the proof itself has not gone deaf is seen every day.
DAILY = {
    "POST /api/v1/{flock}/person",
    "PUT /api/v1/{flock}/achievement/{uid}/complete_step",
    "GET /api/v1/{flock}/member",
    "POST /api/{space}/reward-types",
    "PUT /gamification/ranks/{rank_id}",
    "POST /targetGroups/{targetGroupId}/targets/{targetId}/enroll",
    "POST /oauth/token",
    "GET /api/v1/public/{flock}/verify/{uid}",
}


def label(operation: APIOperation) -> str:
    return str(operation.label)


@pytest.fixture
def front(rooms: Furnished) -> Iterator[Furnished]:
    FRONT.house = rooms.club.house
    with kept(rooms.club):
        yield rooms
    FRONT.house = None


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.label in DAILY], ids=label)
def test_a_few_operations_answer_as_they_say(front: Furnished, operation: APIOperation) -> None:
    fuzz(front, operation, examples=8)


@pytest.mark.prove
@pytest.mark.parametrize("operation", OPERATIONS, ids=label)
def test_every_operation_answers_as_it_says(front: Furnished, operation: APIOperation) -> None:
    """A twin is the same code under another path: it is asked less."""
    tried = fuzz(front, operation, examples=10 if operation.label in TWIN else 50)

    tally("requests of Schemathesis, over every operation", tried)


def fuzz(rooms: Furnished, operation: APIOperation, *, examples: int) -> int:
    """Ask what is right and what is wrong by the document; the same requests each time. How many it were."""
    key = {"Authorization": f"Bearer {rooms.club.keys['admin']}"}
    headers = key if DECLARED[operation.label].who is not None else {}
    tried: list[int] = []
    either = [operation.as_strategy(generation_mode=mode) for mode in GenerationMode]

    @given(case=st.one_of(either))
    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: Any) -> None:
        fit(case, rooms)
        reply = case.call(headers=headers)
        first = 200 <= reply.status_code < 300 and not any(200 <= one < 300 for one in tried)
        tried.append(reply.status_code)
        # That a key is needed is seen once for each operation, at the first request that has succeeded.
        held = [*_fitting(reply), *([checks.ignored_auth] if first and headers else [])]
        try:
            case.validate_response(reply, checks=held, headers=headers)
        except FailureGroup as failures:
            said = [str(one)[:1_000] for one in failures.exceptions]
            pytest.fail(f"{said} {str(case.body)[:500]} {case.query} {reply.text[:500]}", pytrace=False)

    ask()
    return len(tried)


def _fitting(reply: Any) -> list[Any]:
    """All checks, but those that this answer cannot be held to."""
    unfit = set()
    if NO_JSON in reply.headers.get("content-type", []):
        unfit.add(checks.response_schema_conformance)
    elif reply.status_code == 200 and b'"status":"rejected"' in reply.content:
        unfit.add(checks.negative_data_rejection)  # a batch tells of each of its records by itself
    return [one for one in CHECKS if one not in unfit]
