"""The house as a WSGI application, so that a fuzzer of HTTP can ask it as any client would."""

from collections.abc import Callable, Iterable
from typing import Any

from sandbox.house import House

Start = Callable[[str, list[tuple[str, str]]], object]
# What Werkzeug's client says of itself, and no client of ours does.
UNSAID = {"host"}


class Front:
    """WSGI before the house that stands now; a module's tests put theirs here."""

    house: House | None = None

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        assert self.house is not None, "a house must stand"
        reply = self.house.ask(environ["REQUEST_METHOD"], _target(environ), _headers(environ), _body(environ))
        start(f"{reply.status} -", list(reply.headers.items()))
        return [reply.body]


def _target(environ: dict[str, Any]) -> str:
    """As it was sent: the path of WSGI is decoded, which would lose an encoded slash."""
    raw: str = environ["REQUEST_URI"]
    return raw


def _headers(environ: dict[str, Any]) -> dict[str, str]:
    said = {name[5:]: value for name, value in environ.items() if name.startswith("HTTP_")}
    said |= {name: environ[name] for name in ("CONTENT_TYPE",) if environ.get(name)}
    named = {name.replace("_", "-").title(): value for name, value in said.items()}
    return {name: value for name, value in named.items() if name.lower() not in UNSAID}


def _body(environ: dict[str, Any]) -> bytes:
    data: bytes = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    return data
