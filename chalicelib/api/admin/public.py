"""Routes that need no key: the token endpoint, the OpenAPI document, health."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs

from chalice import Response

from ...actions import recognising
from ...wiring import Unavailable, wiring
from .. import access, body
from ..blueprint import respond
from ..body import BadBody
from ..call import Answer, Endpoint
from . import wire

FORM = frozenset({"application/x-www-form-urlencoded"})


class OAuthError(Exception):
    """RFC 6749 §5.2."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(error)
        self.answer = Answer(
            {"error": error, "error_description": description},
            status,
            {"WWW-Authenticate": 'Basic realm="laurel"'} if status == 401 else {},
        )


def oauth_token(request: dict[str, Any]) -> Answer:
    try:
        return _token(request)
    except OAuthError as error:
        return error.answer
    except BadBody as bad:
        return Answer({"error": "invalid_request", "error_description": bad.detail}, bad.status)
    except Unavailable:
        return Answer({"error": "temporarily_unavailable"}, 503, {"Retry-After": "1"})


def openapi(_: dict[str, Any]) -> Answer:
    from ..openapi import document  # only who asks for it pays for all routes and their models

    return Answer(document(), 200, {"Cache-Control": "public, max-age=300"})


def health(_: dict[str, Any]) -> Answer:
    return Answer(wire.Health(status="ok", version=wiring().settings.version), 200)


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


class Unlocked:
    """Routes that know no caller, so that they need nothing of a Face but its answers' headers."""

    VIEWS: Mapping[str, Callable[[dict[str, Any]], Answer]] = {
        "POST /oauth/token": oauth_token,
        "GET /openapi.json": openapi,
        "GET /health": health,
    }
    endpoints = (
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
    )

    def serve(self, route: str, request: dict[str, Any], _: dict[str, str]) -> Response:
        return respond(self.VIEWS[route](request), request)


face = Unlocked()
