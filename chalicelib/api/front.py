"""The routes before anybody asks: each is known by its row, and its module imported at its first request."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from . import telling
from .routes import ROUTES

if TYPE_CHECKING:
    from chalice import Response

    from .call import Endpoint

PAGES = "pages"
# The gateway's event that is being served.
Request = Callable[[], dict[str, Any]]


class Served(Protocol):
    """What every module of the table has as its `face`."""

    endpoints: Sequence["Endpoint"]

    def serve(self, route: str, request: dict[str, Any], parameters: dict[str, str]) -> "Response": ...


def views(request: Request) -> Iterator[tuple[str, str, Callable[..., "Response"]]]:
    """Method, path and view of every route, as Chalice wants them."""
    for module, rows in ROUTES.items():
        for *methods, path in (row.split(" ") for row in rows):
            for method in methods:
                yield method, path, _view(module, f"{method} {path}", request)


def _view(module: str, route: str, request: Request) -> Callable[..., "Response"]:
    def serve(**parameters: str) -> "Response":
        event = request()
        return telling.told(route, event, lambda: face(module).serve(route, event, parameters))

    return serve


@cache
def face(module: str) -> Served:
    return cast(Served, import_module(f".{module}", __package__).face)


@cache
def endpoints() -> tuple["Endpoint", ...]:
    """Every declaration but the pages', in the order of the table; this imports all that serves them."""
    return tuple(one for one in _every() if one.face != PAGES)


@cache
def pages() -> tuple["Endpoint", ...]:
    """Those of the pages, which people see: their callers have a session, and no key."""
    return tuple(one for one in _every() if one.face == PAGES)


def _every() -> Iterator["Endpoint"]:
    return (one for module in ROUTES for one in face(module).endpoints)
