"""The table as it is checked in: a row a route, a column a visitor, a cell for what that visitor is told.

A cell is the status; `in` says that the visitor is sent to sign in first. `python -m tests.pages.walls`
writes it; whoever reviews it, judges it.
"""

from collections.abc import Mapping
from pathlib import Path

from chalicelib.api.call import Endpoint
from tests.pages.browser import Page
from tests.pages.walls.addresses import route
from tests.pages.walls.records import PEOPLE
from tests.pages.walls.scene import GETS, POSTS, Scene

FILE = Path(__file__).resolve().parents[2] / "cases" / "pages.txt"
Row = dict[str, str]


def cell(page: Page) -> str:
    location = page.reply.headers.get("Location", "")
    sent_away = page.status == 303 and location.partition("?")[0].endswith("/sign-in")
    return "in" if sent_away else str(page.status)


def asked(scene: Scene, one: Endpoint, who: str) -> str:
    return cell(scene.open(one, who) if one.method == "GET" else scene.send(one, who))


def row(scene: Scene, one: Endpoint) -> Row:
    return {who: asked(scene, one, who) for who in PEOPLE}


def read() -> dict[str, Row]:
    lines = [line for line in FILE.read_text().splitlines() if line and not line.startswith("#")]
    split = [line.rsplit(maxsplit=len(PEOPLE)) for line in lines]
    return {one: dict(zip(PEOPLE, cells, strict=True)) for one, *cells in split}


def write(rows: Mapping[str, Row]) -> None:
    wide = max(map(len, rows))
    names = [name.rpartition(" ") for name in PEOPLE]
    lines = [
        "# Who is shown what. `python -m tests.pages.walls` writes it; whoever reviews it, judges it.",
        "",
        _line("#", [name[0] for name in names], wide),
        _line("#", [name[2] for name in names], wide),
        *(_line(one, list(cells.values()), wide) for one, cells in rows.items()),
    ]
    FILE.write_text("\n".join(lines) + "\n")


def rows(scene: Scene) -> dict[str, Row]:
    return {route(one): row(scene, one) for one in [*GETS, *POSTS]}


def _line(begins: str, cells: list[str], wide: int) -> str:
    said = " ".join(one.ljust(max(4, *map(len, who.split()))) for who, one in zip(PEOPLE, cells, strict=True))
    return f"{begins.ljust(wide)} {said}".rstrip()
