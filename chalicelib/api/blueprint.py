"""A Face authenticates, authorises, reads strictly and says refusals in its caller's words."""

import base64
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol
from unicodedata import normalize
from urllib.parse import quote

from chalice import Response
from pydantic import BaseModel, ValidationError

from ..domain.api_key import Caller, Role
from ..domain.ids import is_slug
from ..domain.refusals import Forbidden, Invalid, NoTenant, Refusal, nearest
from ..watch.work import know, trace
from ..wiring import Ids, Unavailable, wiring
from . import access, body, faulty, idempotency, telling, wire
from .access import NoAccess, TwoCredentials
from .body import BadBody
from .call import Answer, Call, Endpoint, timed

log = logging.getLogger(__name__)

ADMIN: frozenset[Role] = frozenset({"admin"})
STAFF: frozenset[Role] = frozenset({"admin", "coach"})
ANYONE: frozenset[Role] = frozenset({"admin", "coach", "member"})
# Money is the office's and the payer's own; coaches have no part in it.
PAYERS: frozenset[Role] = frozenset({"admin", "member"})

# A refusal names faults in the words of the request, but never echoes all of a hostile one.
MOST_FAULTS = 20
LONGEST_NAME = 100

SECURITY = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}


class Dialect(Protocol):
    """How a face says no: a status for each refusal, and its body."""

    name: str
    tenant_parameter: str | None
    statuses: Mapping[type[Refusal], int]

    def refusal(self, status: int, detail: str, fields: Mapping[str, str]) -> Any: ...


View = Callable[..., Any]


class Face:
    """One dialect's routes. A view gets a Call and the path's parameters; it raises refusals freely."""

    headers: Mapping[str, str] = SECURITY

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.endpoints: list[Endpoint] = []
        self._views: dict[str, tuple[Endpoint, View]] = {}

    def endpoint(
        self,
        method: str,
        path: str,
        *,
        who: frozenset[Role] | None,
        summary: str,
        body: type[BaseModel] | None = None,
        answers: Any = None,
        status: int = 200,
        query: Mapping[str, str] | None = None,
        keep_answer: bool = True,
        bodiless: bool = False,
        media: str = "application/json",
        most: int = body.MOST_BYTES,
        twin: bool = False,
        also: Mapping[int, str] | None = None,
        draws: bool = False,
        formats: tuple[str, ...] = (),
    ) -> Callable[[View], View]:
        """Declare a route. `keep_answer=False`: an answer that holds a secret is made again, never stored.

        `bodiless`: the body may be left out. `most`: how many bytes it may have. `twin`: the same route
        under another path, declared beside it. `also`: what it may answer beside `status`, and when.
        `draws`: it needs the engine of papers, so that the gateway leads it to the function that has one.
        `formats`: as what it comes beside `media`, where the caller asks for it.
        """
        endpoint = Endpoint(
            method,
            path,
            who,
            self.dialect.name,
            summary,
            body,
            answers,
            status,
            query or {},
            bodiless or body is None,
            keep_answer,
            media,
            most,
            twin,
            also or {},
            draws,
            formats,
        )

        def declare(view: View) -> View:
            self.endpoints.append(endpoint)
            self._views[f"{method} {path}"] = endpoint, view
            return view

        return declare

    def serve(self, route: str, request: dict[str, Any], parameters: dict[str, str]) -> Response:
        """Answer the gateway's event, which is for `route` ("GET /health") and has these in its path."""
        endpoint, view = self._views[route]
        headers = {name.lower(): value for name, value in (request.get("headers") or {}).items()}
        try:
            with telling.refusals():
                answer = self._asked(endpoint, view, request, headers, parameters)
        except NoAccess:
            answer = self._refused(
                401, "A valid API key is needed.", headers={"WWW-Authenticate": 'Bearer realm="laurel"'}
            )
        except TwoCredentials:
            answer = self._refused(400, "Send one credential, not two different ones.")
        except BadBody as bad:
            answer = self.unreadable(bad)
        except Refusal as refusal:
            answer = timed(self.said(refusal), refusal)
        except Unavailable:
            log.warning("the table is unavailable")
            answer = self._refused(
                503, "The service cannot answer just now. Try again.", headers={"Retry-After": "1"}
            )
        except Exception:
            log.exception("a request failed")
            answer = self._refused(500, "Something went wrong on our side.")
        return respond(answer, request, self.headers)

    def _asked(
        self,
        endpoint: Endpoint,
        view: View,
        request: dict[str, Any],
        headers: dict[str, str],
        parameters: dict[str, str],
    ) -> Answer:
        call = self._call(endpoint, request, headers, parameters)
        return self._answer(endpoint, view, call, headers, parameters)

    def _call(
        self, endpoint: Endpoint, request: dict[str, Any], headers: dict[str, str], parameters: dict[str, str]
    ) -> Call:
        wired = wiring()
        now = wired.clock()
        caller = access.caller(wired, headers, at=now)
        know(tenant=caller.tenant, role=caller.role, key_id=caller.key)
        self._check_tenant(caller, parameters)
        if endpoint.who is not None and caller.role not in endpoint.who:
            raise Forbidden("Your key's role does not allow this.")
        return Call(
            wired=wired,
            caller=caller,
            table=wired.table.of(caller.tenant),
            now=now,
            ids=wired.ids,
            body=self._body(endpoint, request, headers),
            query=query(endpoint, request),
            path=_path(endpoint, request),
            scope=f"{endpoint.method} {endpoint.path}",
        )

    def _body(self, endpoint: Endpoint, request: dict[str, Any], headers: dict[str, str]) -> Any:
        """The body as the endpoint's model. A call that takes none still refuses a broken one."""
        data = body.raw(request, endpoint.most)
        if endpoint.method not in ("POST", "PUT") or (endpoint.bodiless and not data.strip(body.SPACE)):
            return None
        body.check_headers(headers)
        value = body.parse(data, endpoint.most)
        if endpoint.body is None:
            if value not in ({}, None):
                raise Invalid("This call takes no body.", {"body": "expected none"})
            return None
        return self.validated(endpoint.body, value)

    def validated(self, model: type[BaseModel], value: Any) -> Any:
        """The value as the model has it; a face may word the faults in its own way."""
        return validated(model, value)

    def _check_tenant(self, caller: Caller, parameters: dict[str, str]) -> None:
        """Another tenant's path is as one that does not exist."""
        if self.dialect.tenant_parameter is None:
            return
        asked = parameters.pop(self.dialect.tenant_parameter)
        if not is_slug(asked) or asked != caller.tenant:
            raise NoTenant(asked)

    def _answer(
        self, endpoint: Endpoint, view: View, call: Call, headers: dict[str, str], parameters: dict[str, str]
    ) -> Answer:
        def run(ids: Ids) -> Answer:
            ours = {wire.snake(name): value for name, value in parameters.items()}
            given = view(replace(call, ids=ids), **ours)
            answer = given if isinstance(given, Answer) else Answer(given)
            return answer if answer.status else Answer(answer.body, endpoint.status, answer.headers)

        key = headers.get("idempotency-key")
        if endpoint.method != "POST" or key is None:
            return run(call.ids)
        return idempotency.once(call, key, keep=endpoint.keep_answer, run=run)

    def unreadable(self, bad: BadBody) -> Answer:
        """What this face says to a body that is no JSON, or none of ours."""
        return self._refused(bad.status, bad.detail)

    def said(self, refusal: Refusal) -> Answer:
        """A refusal in this face's words; the nearest class in the MRO gives the status."""
        status = nearest(refusal, self.dialect.statuses)
        fields = list(refusal.fields.items()) if isinstance(refusal, Invalid) else []
        shown = {name[:LONGEST_NAME]: fault for name, fault in fields[:MOST_FAULTS]}
        return self._refused(status, refusal.detail, shown)

    def _refused(
        self,
        status: int,
        detail: str,
        fields: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        return Answer(self.dialect.refusal(status, detail, fields or {}), status, headers or {})


class Bytes(Response):  # type: ignore[misc]  # Chalice has no types
    """A body of bytes, sent as such whatever the caller accepts: Chalice would ask for a fitting Accept.

    So Chalice does not see what it is, where that is one of those it knows as binary (image/png).
    """

    def __init__(self, body: bytes, headers: Mapping[str, str], status_code: int) -> None:
        seen = {name: value for name, value in headers.items() if name != "Content-Type"}
        super().__init__(body, headers=seen, status_code=status_code)
        self._sent = dict(headers)

    def to_dict(self, binary_types: list[str] | None = None) -> dict[str, Any]:
        return {
            "statusCode": self.status_code,
            "headers": self._sent,
            "multiValueHeaders": {},
            "body": base64.b64encode(self.body).decode(),
            "isBase64Encoded": True,
        }


def respond(answer: Answer, request: dict[str, Any], always: Mapping[str, str] = SECURITY) -> Response:
    """The answer as Chalice's response: JSON made here, with the headers that every answer has."""
    request_id = trace() or str(request.get("requestContext", {}).get("requestId") or "")
    headers = {**always, **({"X-Request-Id": request_id} if request_id else {}), **answer.headers}
    if answer.body is None:
        return Response("", headers=headers, status_code=answer.status or 204)
    if isinstance(answer.body, bytes):
        return Bytes(answer.body, headers=headers, status_code=answer.status or 200)
    if "Content-Type" not in headers:
        headers["Content-Type"] = "application/json"
        return Response(wire.dumps(answer.body), headers=headers, status_code=answer.status or 200)
    return Response(answer.body, headers=headers, status_code=answer.status or 200)


def _path(endpoint: Endpoint, request: dict[str, Any]) -> str:
    """The path as clients write it: the gateway's own has the stage in it, which BASE_URL has already."""
    given = request.get("pathParameters") or {}
    return endpoint.path.format(**{name: quote(value, safe="") for name, value in given.items()})


def validated(model: type[BaseModel], value: Any) -> Any:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise Invalid("The request is not valid.", faulty.fields(error, value)) from None


def query(endpoint: Endpoint, request: dict[str, Any]) -> dict[str, str]:
    """The query parameters, each once and each known to the endpoint; in NFC, as the records are."""
    given: dict[str, list[str]] = request.get("multiValueQueryStringParameters") or {}
    unknown = [name for name in given if name not in endpoint.query]
    if unknown:
        raise Invalid("Unknown query parameter.", dict.fromkeys(sorted(unknown), "not known here"))
    twice = [name for name, values in given.items() if len(values) > 1]
    if twice:
        raise Invalid("A query parameter stands twice.", dict.fromkeys(twice, "give it once"))
    return {name: normalize("NFC", values[0]) for name, values in given.items()}
