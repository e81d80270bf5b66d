"""API Gateway in front of the app, imitated: routes, proxy events, and what only the gateway answers."""

import base64
import json
import secrets
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import parse_qsl, unquote

from chalice.local import LocalChalice

MOST_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Context:
    """Lambda's context, as far as anything here asks."""

    aws_request_id: str
    function_name: str = "api"

    def get_remaining_time_in_millis(self) -> int:
        return 29_000


class Metered(Protocol):
    def operation(self, name: str) -> AbstractContextManager[Any]: ...


class Unmetered:
    def operation(self, name: str) -> AbstractContextManager[Any]:
        return nullcontext()


class Gateway:
    """Hands requests to a Chalice app as API Gateway's REST proxy does; many threads may ask at once."""

    def __init__(self, app: Any, meter: Metered | None = None) -> None:
        app.__class__ = LocalChalice  # its current request is one a thread, as `chalice local` has it
        self._app = app
        self._meter = meter or Unmetered()
        self._routes = sorted((_segments(route), route) for route in app.routes)

    def ask(self, method: str, target: str, headers: Mapping[str, str], body: bytes = b"") -> Reply:
        """`target` is the path as it came, percent-encoded, with its query."""
        path, _, query = target.partition("?")
        found = self._match(path)
        if found is None:
            return refusal(404, "There is no such path.")
        route, parameters = found
        allowed = self._app.routes[route]
        if method not in allowed:
            return refusal(405, "This path does not know this method.", {"Allow": ", ".join(sorted(allowed))})
        if len(body) > MOST_BYTES:
            return refusal(413, "The request is too large.")
        event = _event(method, route, path, query, parameters, headers, body)
        with self._meter.operation(f"{method} {route}"):
            answer = self._app(event, Context(event["requestContext"]["requestId"]))
        return _reply(answer)

    def _match(self, path: str) -> tuple[str, dict[str, str]] | None:
        """The most concrete route that fits; a trailing slash is as none."""
        asked = tuple((path[:-1] if path.endswith("/") and path != "/" else path).split("/"))
        best: tuple[str, dict[str, str]] | None = None
        for segments, route in self._routes:
            parameters = _fit(segments, asked)
            if parameters is not None and (best is None or len(parameters) < len(best[1])):
                best = route, parameters
        return best


def refusal(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Reply:
    """A GatewayResponse: the deployed gateway says it in the same words."""
    words = {404: "Not Found", 405: "Method Not Allowed", 413: "Request Entity Too Large"}
    body = json.dumps({"error": words[status], "error_detail": detail}).encode()
    always = {
        "Content-Type": "application/json",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Request-Id": secrets.token_hex(16),
    }
    return Reply(status, {**always, **(headers or {})}, body)


def _segments(route: str) -> tuple[str, ...]:
    return tuple(route.split("/"))


def _fit(segments: tuple[str, ...], asked: tuple[str, ...]) -> dict[str, str] | None:
    if len(segments) != len(asked):
        return None
    parameters = {}
    for wanted, given in zip(segments, asked, strict=True):
        if wanted.startswith("{") and given:
            parameters[wanted[1:-1]] = unquote(given, errors="replace")
        elif wanted != given:
            return None
    return parameters


def _event(
    method: str,
    route: str,
    path: str,
    query: str,
    parameters: dict[str, str],
    headers: Mapping[str, str],
    body: bytes,
) -> dict[str, Any]:
    pairs: dict[str, list[str]] = {}
    for name, value in parse_qsl(query, keep_blank_values=True, errors="replace"):
        pairs.setdefault(name, []).append(value)
    try:
        text, encoded = body.decode(), False
    except UnicodeDecodeError:
        text, encoded = base64.b64encode(body).decode(), True
    return {
        "resource": route,
        "path": path,
        "httpMethod": method,
        "requestContext": {
            "httpMethod": method,
            "resourcePath": route,
            "path": path,
            "requestId": secrets.token_hex(16),
            "identity": {"sourceIp": "127.0.0.1"},
        },
        "headers": dict(headers),
        "multiValueQueryStringParameters": pairs or None,
        "pathParameters": parameters or None,
        "stageVariables": {},
        "body": text or None,
        "isBase64Encoded": encoded,
    }


def _reply(answer: dict[str, Any]) -> Reply:
    headers = {**answer.get("headers", {})}
    for name, values in answer.get("multiValueHeaders", {}).items():
        headers[name] = ", ".join(values)
    body = answer.get("body") or ""
    data = base64.b64decode(body) if answer.get("isBase64Encoded") else body.encode()
    return Reply(answer["statusCode"], headers, data)
