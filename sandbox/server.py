"""The sandbox over HTTP: the product's routes through the gateway, and the sandbox's own beside them."""

import json
import logging
import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, unquote

from werkzeug.exceptions import BadRequest, HTTPException, RequestEntityTooLarge
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from sandbox import aws
from sandbox import clock as clocks
from sandbox.gateway import MOST_BYTES, refusal
from sandbox.house import House, Ran
from sandbox.page import PageState, render, render_mail

log = logging.getLogger(__name__)
Route = Callable[[Request], Response]


class Quiet(WSGIRequestHandler):
    """Keeps connections open, answers at once, and does not print a line a request."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # header and body in one packet

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


class Server:
    """Serves a house. `state` gives what the page for people shows; `restart` builds everything anew."""

    def __init__(
        self,
        house: House,
        *,
        port: int,
        state: Callable[[], PageState],
        restart: Callable[[], dict[str, Any]],
    ) -> None:
        self._house, self._state, self._restart = house, state, restart
        self._server = make_server("127.0.0.1", port, self._wsgi, threaded=True, request_handler=Quiet)
        self.port: int = self._server.server_port
        self._own: dict[tuple[str, str], Route] = {
            ("GET", "/"): self._page,
            ("GET", "/sandbox/clock"): self._clock,
            ("POST", "/sandbox/clock"): self._turn,
            ("GET", "/sandbox/emails"): self._emails,
            ("GET", "/sandbox/webhooks"): self._webhooks,
            ("POST", "/sandbox/settle"): self._settle,
            ("POST", "/sandbox/reset"): self._reset,
            ("GET", "/sandbox/usage"): self._usage,
            ("POST", "/sandbox/faults"): self._faults,
            ("POST", "/sandbox/aws"): self._aws,
            ("POST", "/sandbox/aws/v2/email/outbound-emails"): self._aws,
        }

    def run(self) -> None:
        self._server.serve_forever()

    def start(self) -> None:
        threading.Thread(target=self.run, name="http", daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()

    def _wsgi(self, environ: Any, start_response: Any) -> Any:
        request = Request(environ)
        path = request.path.rstrip("/") or "/"
        route = self._own.get((request.method, path))
        if request.method == "GET" and path.startswith("/sandbox/emails/"):
            route = self._email
        response = self._answered(route, request) if route else self._product(request)
        return response(environ, start_response)

    def _answered(self, route: Route, request: Request) -> Response:
        try:
            return route(request)
        except clocks.BadTime as error:
            return _json({"error": "Bad Request", "error_detail": str(error)}, 400)
        except (HTTPException, OSError):
            return _json({"error": "Bad Request", "error_detail": "the body is not as its headers say"}, 400)

    def _product(self, request: Request) -> Response:
        target = request.environ.get("RAW_URI") or request.environ["REQUEST_URI"]
        try:
            body = _body(request)
        except (HTTPException, OSError):
            reply = refusal(400, "The body is not as its headers say.")
        else:
            reply = self._house.ask(request.method, str(target), dict(request.headers), body)
        return Response(reply.body, reply.status, reply.headers)

    def _page(self, _: Request) -> Response:
        return Response(render(self._state()), mimetype="text/html")

    def _clock(self, _: Request) -> Response:
        return _json({"now": self._house.clock.now().isoformat(), "frozen": self._house.clock.frozen})

    def _turn(self, request: Request) -> Response:
        """`{"now": ISO}` or `{"advance": "P14D"}`; with `"jump": true` the clock stands there at once."""
        said = _said(request)
        now = self._house.clock.now()
        match (said.get("now"), said.get("advance")):
            case (str() as text, None):
                to = clocks.parse_now(text)
            case (None, str() as text):
                to = clocks.parse_advance(text, now)
            case _:
                raise clocks.BadTime("give now or advance")
        if to < now:
            raise clocks.BadTime("the clock never goes back")
        ran = self._house.jump_to(to) if said.get("jump") else self._house.turn_to(to)
        return _ran(ran, request)

    def _settle(self, request: Request) -> Response:
        return _ran(self._house.settle(), request)

    def _reset(self, _: Request) -> Response:
        return _json(self._restart())

    def _emails(self, _: Request) -> Response:
        return _json([_mail(mail) for mail in self._house.mails()])

    def _email(self, request: Request) -> Response:
        wanted = unquote(request.path.rpartition("/")[2])
        found = [mail for mail in self._house.mails() if mail.message_id == wanted]
        if not found:
            return _json({"error": "Not Found", "error_detail": "There is no such mail."}, 404)
        return Response(render_mail(found[0]), mimetype="text/html")

    def _webhooks(self, _: Request) -> Response:
        return _json([call.as_json() for call in self._house.inbox.received])

    def _usage(self, _: Request) -> Response:
        meter = self._house.meter
        if meter is None:
            return _json({"operations": {}, "total": {}})
        operations = {name: usage.as_json() for name, usage in sorted(meter.snapshot().items())}
        return _json({"operations": operations, "total": meter.total.as_json()})

    def _aws(self, request: Request) -> Response:
        """For programs that are told AWS_ENDPOINT_URL; they are answered as AWS would."""
        path, headers = request.path.rstrip("/"), dict(request.headers)
        status, answered, body = aws.answer(self._house.engine, path, headers, _body(request))
        return Response(body, status, dict(answered))

    def _faults(self, request: Request) -> Response:
        """`{"throttle": n, "lose": n, "duplicate": n, "fail": n}`: the next n calls, records, batches,
        invocations of the stream's function."""
        said = _said(request)
        counts = {name: said.get(name, 0) for name in ("throttle", "lose", "duplicate", "fail")}
        wrong = set(said) - set(counts)
        if wrong or not all(type(n) is int and 0 <= n <= 10_000 for n in counts.values()):
            return _json(
                {"error": "Bad Request", "error_detail": "throttle, lose, duplicate, fail: 0 to 10000"}, 400
            )
        self._house.engine.throttle_next = counts["throttle"]
        self._house.faults.lose_next = counts["lose"]
        self._house.faults.duplicate_next = counts["duplicate"]
        self._house.faults.fail_next = counts["fail"]
        return _json(counts)


def _body(request: Request) -> bytes:
    """All of it, however it is sent; of one that is too large just too much."""
    request.max_content_length = MOST_BYTES + 1  # what comes in chunks is cut there
    length = request.headers.get("Content-Length", "0")
    if not (length.isascii() and length.isdigit()):
        raise BadRequest
    try:
        return request.get_data(cache=False)
    except RequestEntityTooLarge:
        return b"x" * (MOST_BYTES + 1)  # the gateway refuses by size; nothing of it need be read


def _said(request: Request) -> dict[str, Any]:
    """A JSON object, whatever curl calls it, or a form of the page for people."""
    data = _body(request)
    if request.mimetype == "application/x-www-form-urlencoded" and not data.lstrip().startswith(b"{"):
        return {name: values[0] for name, values in parse_qs(data.decode("utf-8", "replace")).items()}
    try:
        said = json.loads(data or b"{}")
    except (ValueError, RecursionError) as error:
        raise clocks.BadTime("the body is not JSON") from error
    if not isinstance(said, dict):
        raise clocks.BadTime("a JSON object is expected")
    return said


def _ran(ran: Ran, request: Request) -> Response:
    if "text/html" in request.headers.get("Accept", ""):  # a button of the page for people
        return Response("", 303, {"Location": "/"})
    said = {"now": ran.now.isoformat(), "ran": ran.ran, "emails": ran.emails, "events": ran.events}
    return _json(said)


def _mail(mail: Any) -> dict[str, Any]:
    return {
        "to": ", ".join(mail.to),
        "subject": mail.subject,
        "text": mail.text,
        "html": mail.html,
        "template": mail.tags.get("template"),
        "sent_at": mail.sent_at.isoformat(),
        "message_id": mail.message_id,
        "from": mail.sender,
        "tags": dict(mail.tags),
    }


def _json(value: Any, status: int = 200) -> Response:
    return Response(json.dumps(value, ensure_ascii=False), status, mimetype="application/json")
