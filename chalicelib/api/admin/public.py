"""Routes that need no key: the token endpoint, the OpenAPI document, health."""

from typing import Any
from urllib.parse import parse_qs

from chalice import Blueprint, Response

from ...actions import recognising
from ...wiring import Unavailable, wiring
from .. import access, body
from ..blueprint import ENDPOINTS, respond
from ..body import BadBody
from ..call import Answer, Endpoint
from ..openapi import document
from . import wire

face = Blueprint(__name__)
FORM = frozenset({"application/x-www-form-urlencoded"})

ENDPOINTS += [
    Endpoint(
        "POST",
        "/oauth/token",
        None,
        "oauth",
        "OAuth 2.0 client credentials (RFC 6749 §4.4).",
        None,
        wire.Token,
    ),
    Endpoint("GET", "/openapi.json", None, "public", "This document.", None, None),
    Endpoint("GET", "/health", None, "public", "Whether the service answers.", None, wire.Health),
]


class OAuthError(Exception):
    """RFC 6749 §5.2."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(error)
        self.answer = Answer(
            {"error": error, "error_description": description},
            status,
            {"WWW-Authenticate": 'Basic realm="laurel"'} if status == 401 else {},
        )


@face.route("/oauth/token", methods=["POST"], name="oauth_token", content_types=["*/*"])
def oauth_token() -> Response:
    request = face.current_request.to_original_event()
    try:
        answer = _token(request)
    except OAuthError as error:
        answer = error.answer
    except BadBody as bad:
        answer = Answer({"error": "invalid_request", "error_description": bad.detail}, bad.status)
    except Unavailable:
        answer = Answer({"error": "temporarily_unavailable"}, 503, {"Retry-After": "1"})
    return respond(answer, request)


@face.route("/openapi.json", methods=["GET"], name="openapi")
def openapi() -> Response:
    return respond(Answer(document(), 200, {"Cache-Control": "public, max-age=300"}), _event())


@face.route("/health", methods=["GET"], name="health")
def health() -> Response:
    return respond(Answer(wire.Health(status="ok", version=wiring().settings.version), 200), _event())


def _event() -> dict[str, Any]:
    event: dict[str, Any] = face.current_request.to_original_event()
    return event


def _token(request: dict[str, Any]) -> Answer:
    headers = {name.lower(): value for name, value in (request.get("headers") or {}).items()}
    form = _form(request, headers)
    credentials = access.basic(headers["authorization"]) if "authorization" in headers else None
    if "authorization" in headers and credentials is None:
        raise OAuthError("invalid_client", "The Authorization header is not Basic.", 401)
    if credentials and "client_secret" in form:
        raise OAuthError("invalid_request", "Authenticate in one way, not two.")
    if form.get("grant_type") != "client_credentials":
        kind = "unsupported_grant_type" if "grant_type" in form else "invalid_request"
        raise OAuthError(kind, "The grant_type must be client_credentials.")
    secret = credentials[1] if credentials else form.get("client_secret", "")
    now = wiring().clock()
    key = recognising.recognise(wiring().table, secret, at=now)
    if key is None or secret.startswith("lrt_"):
        raise OAuthError("invalid_client", "Unknown client.", 401)
    expires = int((key.token_ends(at=now) - now).total_seconds())
    token = wire.Token(access_token=key.token(at=now), token_type="Bearer", expires_in=expires)  # noqa: S106
    return Answer(token, 200, {"Pragma": "no-cache"})


def _form(request: dict[str, Any], headers: dict[str, str]) -> dict[str, str]:
    body.check_headers({"content-type": "", **headers}, FORM)
    try:
        text = body.raw(request, 16 * 1024).decode()
        fields = parse_qs(text, keep_blank_values=True, max_num_fields=20, errors="strict")
    except ValueError as error:
        raise OAuthError("invalid_request", "The body is not a form.") from error
    if any(len(values) > 1 for values in fields.values()):
        raise OAuthError("invalid_request", "A parameter stands twice.")
    return {name: values[0] for name, values in fields.items()}
