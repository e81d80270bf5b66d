"""A request as operators see it: one line, whatever was answered."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ..watch.work import count, know, trace_of
from ..wiring import wiring

if TYPE_CHECKING:
    from chalice import Response

# What else is counted of an answer, beside its line.
COUNTED = {401: "auth_failures", 429: "throttled", 503: "unavailable"}
BUSY = 503


def told(route: str, event: dict[str, Any], serve: Callable[[], "Response"]) -> "Response":
    """Serve it, and tell of it. Its trace is the X-Request-Id that the caller gave, if that can be one."""
    own = str(event.get("requestContext", {}).get("requestId") or "")
    asked = next((value for name, value in _headers(event) if name.lower() == "x-request-id"), None)
    with wiring().teller.turn("api", "request", trace=trace_of(asked, own), request_id=own):
        know(route=route)
        try:
            response = serve()
        except Exception:
            count("errors_5xx")  # Chalice answers it with a 500 of its own
            raise
        _know(response.status_code)
        return response


@contextmanager
def refusals() -> Iterator[None]:
    """What is raised meanwhile is told by its kind."""
    try:
        yield
    except Exception as refused:
        know(err_code=type(refused).__name__)
        raise


def _headers(event: dict[str, Any]) -> Any:
    return (event.get("headers") or {}).items()


def _know(status: int) -> None:
    know(status=status, outcome=_outcome(status))
    if metric := COUNTED.get(status):
        count(metric)
    elif status >= 500:
        count("errors_5xx")


def _outcome(status: int) -> str:
    if status >= 500:
        return "unavailable" if status == BUSY else "failed"
    return "refused" if status >= 400 else "ok"
