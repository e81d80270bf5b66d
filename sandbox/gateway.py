"""API Gateway in front of the app, imitated: routes, proxy events, and what only the gateway answers."""

import base64
import json
import secrets
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
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
        self._resources = _tree(app.routes)

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
        """The route of this path, found as the gateway does: segment by segment, a word before a parameter,
        and never back: under /api/v1 nothing of /api/{space} is found. A trailing slash is as none."""
        asked = (path[:-1] if path.endswith("/") and path != "/" else path).split("/")
        parameters: dict[str, str] = {}
        here = self._resources
        for given in asked:
            if given in here.words:
                here = here.words[given]
            elif here.parameter and given:
                parameters[here.parameter[0]] = unquote(given, errors="replace")
                here = here.parameter[1]
            else:
                return None
        return (here.route, parameters) if here.route is not None else None


@dataclass
class _Resource:
    """One segment of paths, as API Gateway keeps them: fixed words below it, and at most one parameter."""

    route: str | None = None
    words: dict[str, "_Resource"] = field(default_factory=dict)
    parameter: tuple[str, "_Resource"] | None = None

    def below(self, segment: str) -> "_Resource":
        if not segment.startswith("{"):
            return self.words.setdefault(segment, _Resource())
        name = segment[1:-1]
        if self.parameter is None:
            self.parameter = name, _Resource()
        if self.parameter[0] != name:
            raise ValueError(f"{{{name}}} beside {{{self.parameter[0]}}}: API Gateway takes one of them")
        return self.parameter[1]


def _tree(routes: Iterable[str]) -> _Resource:
    root = _Resource()
    for route in routes:
        here = root
        for segment in route.split("/"):
            here = here.below(segment)
        here.route = route
    return root


def refusal(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Reply:
    """A GatewayResponse: the deployed gateway says it in the same words."""
    words = {400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed", 413: "Request Entity Too Large"}
    body = json.dumps({"error": words[status], "error_detail": detail}).encode()
    always = {
        "Content-Type": "application/json",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Request-Id": secrets.token_hex(16),
    }
    return Reply(status, {**always, **(headers or {})}, body)


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
