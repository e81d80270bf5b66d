"""Writes the table of routes from what the modules declare: `python -m tests.house.routing`."""

import pkgutil
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

from chalicelib import api
from chalicelib.api.call import Endpoint
from chalicelib.api.routes import ROUTES

TABLE = Path(api.__file__).with_name("routes.py")
HEAD = '''"""Every route, under the module of this room that serves it; written by `python -m tests.house.routing`.

app.py serves from this table alone, so that a function which starts imports no face that nobody asks.
"""

'''


def modules() -> list[str]:
    """Those that declare routes: in the table's order, the new ones at its end."""
    found = [info.name for info in pkgutil.walk_packages(api.__path__, f"{api.__name__}.") if not info.ispkg]
    serving = {name.removeprefix(f"{api.__name__}.") for name in found if _serves(name)}
    return [name for name in ROUTES if name in serving] + sorted(serving - ROUTES.keys())


def _serves(name: str) -> bool:
    return hasattr(getattr(import_module(name), "face", None), "endpoints")


def declared() -> dict[str, tuple[str, ...]]:
    """The table as it should be."""
    faces = {name: import_module(f"{api.__name__}.{name}").face for name in modules()}
    return {name: tuple(_rows(face.endpoints)) for name, face in faces.items()}


def _rows(endpoints: Sequence[Endpoint]) -> Iterator[str]:
    """A row for each path, behind the methods that it takes."""
    for path in dict.fromkeys(one.path for one in endpoints):
        yield " ".join([*(one.method for one in endpoints if one.path == path), path])


def text() -> str:
    rows = (
        line
        for module, routes in declared().items()
        for line in (f'    "{module}": (', *(f'        "{route}",' for route in routes), "    ),")
    )
    return "\n".join([HEAD + "ROUTES: dict[str, tuple[str, ...]] = {", *rows, "}", ""])


if __name__ == "__main__":
    TABLE.write_text(text(), encoding="utf-8")
