"""OpenAPI 3.1, made from the declarations and models that the code itself works by."""

import re
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from ..settings import settings
from .call import Endpoint
from .front import endpoints

REF = "#/components/schemas/{model}"
ERRORS = {
    "400": "Malformed, or parts that contradict each other.",
    "401": "No valid key.",
    "403": "The key's role does not allow it.",
    "404": "It does not exist, or is not the caller's to know of.",
    "409": "The state of things does not allow it now.",
    "413": "Too large.",
    "415": "Not JSON in UTF-8.",
    "422": "Not valid; `fields` names the faults.",
    "503": "Cannot answer just now.",
}
# Face 001's own words for what the others say with 400 and 422.
COMPETITION_ERRORS = {
    **{code: said for code, said in ERRORS.items() if code != "422"},
    "400": "Malformed.",
    "404": "It does not exist, is not the caller's to know of, or a needed value is missing.",
    "406": "Not acceptable: the message says why.",
}
# Face 002 says 422 in its own words, and remembers what was deleted.
GAMIFICATION_ERRORS = {
    **ERRORS,
    "410": "It was deleted.",
    "422": "Not valid; there is an error for each field.",
}
# Face 004 has a code of its own for what is not valid, and one status for all that its API refuses.
TARGET_ERRORS = {code: said for code, said in ERRORS.items() if code != "422"} | {
    "400": "Malformed, not valid or not to be had: `errors` say why, each with its code."
}
ERRORS_OF = {
    "competitions": COMPETITION_ERRORS,
    "gamification": GAMIFICATION_ERRORS,
    "targets": TARGET_ERRORS,
}


@cache
def document() -> dict[str, Any]:
    """The whole document. It is the same for everybody and holds nothing of any tenant."""
    schemas = _schemas()
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in endpoints():
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint)
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "Laurel",
            "version": settings().version,
            "description": "Memberships, achievements, rewards, leaderboards and streak targets.",
        },
        "servers": [{"url": settings().base_url}],
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": _SECURITY},
        "security": [{"bearer": []}, {"apiKey": []}, {"basic": []}, {"oauth": []}],
    }


_SECURITY: dict[str, Any] = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "apiKey": {"type": "apiKey", "in": "header", "name": "X-API-KEY"},
    "basic": {"type": "http", "scheme": "basic", "description": "The password is the key."},
    "oauth": {
        "type": "oauth2",
        "flows": {"clientCredentials": {"tokenUrl": "/oauth/token", "scopes": {}}},
    },
}


def _models() -> list[tuple[type[BaseModel], Any]]:
    wanted: dict[str, tuple[type[BaseModel], Any]] = {}
    for endpoint in endpoints():
        refused = _error_body(endpoint)
        wanted[refused.__name__] = refused, "serialization"
        for model, mode in ((endpoint.body, "validation"), (endpoint.answers, "serialization")):
            if isinstance(model, type) and issubclass(model, BaseModel):
                wanted.setdefault(model.__name__, (model, mode))
    return list(wanted.values())


def _error_body(endpoint: Endpoint) -> type[BaseModel]:
    """How this route's face refuses."""
    from .competitions.dialect import Faults
    from .gamification.dialect import GamificationFaults
    from .sheep.dialect import Refused
    from .targets.dialect import TargetFaults

    bodies: dict[str, type[BaseModel]] = {
        "competitions": Faults,
        "gamification": GamificationFaults,
        "targets": TargetFaults,
    }
    return bodies.get(endpoint.face, Refused)


def _schemas() -> dict[str, Any]:
    _, defs = models_json_schema(_models(), ref_template=REF, schema_generator=GenerateJsonSchema)
    found: dict[str, Any] = defs["$defs"]
    return found


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    path = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)}", endpoint.path)
    ]
    query = [
        {"name": name, "in": "query", "required": False, "description": said, "schema": {"type": "string"}}
        for name, said in endpoint.query.items()
    ]
    operation: dict[str, Any] = {
        "operationId": _operation_id(endpoint),
        "summary": endpoint.summary,
        "tags": [endpoint.face],
        "parameters": [*path, *query, *(_IDEMPOTENCY if endpoint.method == "POST" and endpoint.who else ())],
        "responses": _responses(endpoint),
    }
    if endpoint.who is None:
        operation["security"] = []
    else:
        operation["description"] = f"Roles: {', '.join(sorted(endpoint.who))}."
    if endpoint.body is not None:
        content = {"application/json": {"schema": {"$ref": REF.format(model=endpoint.body.__name__)}}}
        operation["requestBody"] = {"required": not endpoint.bodiless, "content": content}
    if endpoint.path == "/oauth/token":
        operation["requestBody"] = _FORM
    return operation


_IDEMPOTENCY: tuple[dict[str, Any], ...] = (
    {
        "name": "Idempotency-Key",
        "in": "header",
        "required": False,
        "description": "The same key and body get the first answer; the key with another body is refused.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 255},
    },
)

_FORM = {
    "required": True,
    "content": {
        "application/x-www-form-urlencoded": {
            "schema": {
                "type": "object",
                "required": ["grant_type"],
                "properties": {
                    "grant_type": {"const": "client_credentials"},
                    "client_id": {"type": "string"},
                    "client_secret": {"type": "string"},
                },
            }
        }
    },
}


def _operation_id(endpoint: Endpoint) -> str:
    path = endpoint.path.replace("/api/{space}", "competitions").replace("{flock}", "")
    words = re.findall(r"[A-Za-z0-9_]+", path.removeprefix("/api/v1"))
    return "_".join([endpoint.method.lower(), *words])


def _responses(endpoint: Endpoint) -> dict[str, Any]:
    good: dict[str, Any] = {"description": "Done."}
    if endpoint.status != 204:
        good["content"] = _content(endpoint)
    responses = {str(endpoint.status): good}
    body = REF.format(model=_error_body(endpoint).__name__)
    refused = {"application/json": {"schema": {"$ref": body}}}
    for code, when in endpoint.also.items():
        more = good if code < 300 else {"content": refused} if code >= 400 else {}
        responses[str(code)] = {**more, "description": when}
    if endpoint.who is None and "{flock}" in endpoint.path:
        said = {code: ERRORS[code] for code in ("404", "422", "503")}
        responses |= {code: {"description": words, "content": refused} for code, words in said.items()}
    elif endpoint.who is not None:
        said = ERRORS_OF.get(endpoint.face, ERRORS)
        responses |= {code: {"description": words, "content": refused} for code, words in said.items()}
    elif endpoint.path == "/oauth/token":
        responses |= {code: {"description": "RFC 6749 §5.2."} for code in ("400", "401", "413", "415", "503")}
    return responses


def _content(endpoint: Endpoint) -> dict[str, Any]:
    """Each media type as which the answer may come, with its shape."""
    content = {media: {"schema": _shape(media)} for media in (endpoint.media, *endpoint.formats)}
    if endpoint.answers is not None:
        content["application/json"] = {"schema": {"$ref": REF.format(model=endpoint.answers.__name__)}}
    return content


def _shape(media: str) -> dict[str, str]:
    """What ends in +json is JSON, too (RFC 6839, 3.1)."""
    if media.endswith(("/json", "+json")):
        return {"type": "object"}
    return {"type": "string", "format": "binary"}
