"""Every page and every form answers every visitor as the table says."""

from chalicelib.api.front import pages
from tests.figures import tally
from tests.pages.walls import table
from tests.pages.walls.addresses import route
from tests.pages.walls.records import PEOPLE
from tests.pages.walls.scene import GETS, POSTS, Scene

WRITE = "after a look: python -m tests.pages.walls"
# Whose page it is, by role: the columns of one role.
ROLES = {"parent": "member", "coach": "coach", "staff": "coach", "admin": "admin"}


def test_every_page_has_its_row_and_every_row_its_page() -> None:
    routes = [route(one) for one in pages()]

    assert sorted(table.read()) == sorted(routes), WRITE


def test_the_table_and_the_roles_that_pages_declare_say_the_same() -> None:
    rows = table.read()

    for one in pages():
        cells = rows[route(one)]
        for who, role in ROLES.items():
            named = one.who is None or role in one.who
            assert (cells[who] == "403") != named, (route(one), who)
        if one.who is not None:
            assert {cells["nobody"], cells["foreign admin"]} <= {"in", "401"}, route(one)


def test_everybody_is_shown_what_the_table_says(scene: Scene) -> None:
    rows = table.read()
    asked = [(one, who) for one in [*GETS, *POSTS] for who in PEOPLE]

    told = {(route(one), who): table.asked(scene, one, who) for one, who in asked}

    tally("pages and forms, by everybody", len(told))
    wrong = [
        f"{where} by {who}: {cell}, not {rows[where][who]}"
        for (where, who), cell in told.items()
        if cell != rows[where][who]
    ]
    assert wrong == [], WRITE
