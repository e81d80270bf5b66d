"""Every route answers every caller, in every style of key, as the table says (promises S2, S3, S5)."""

from collections.abc import Iterable

import pytest

from chalicelib.api.call import Endpoint
from chalicelib.api.front import endpoints
from tests.api.matrix import table
from tests.api.matrix.callers import CALLERS, STYLES
from tests.api.matrix.scene import TOKEN, Scene
from tests.figures import tally

# Those among whom most routes tell a difference, for the suite that is run all day.
FEW = ("member", "owner", "guardian", "coach", "admin", "foreign admin")
ONCE = [one for one in endpoints() if not one.twin]
# A coach has no contact of its own here, and gives a high five in nobody else's name.
IN_ITS_OWN_NAME = {("/gamification/stream/{event_id}/high-five", "coach")}


def test_every_route_has_its_row_and_every_row_its_route() -> None:
    routes = [table.route(one) for one in endpoints()]

    assert sorted(table.read()) == sorted(routes), "after a look: python -m tests.api.matrix"


def test_a_route_that_is_served_twice_has_the_same_row_twice() -> None:
    rows = table.read()

    for one in endpoints():
        if one.twin:
            assert rows[table.route(one)] == rows[table.route(one).replace(" /v3/", " /")], one.path


def test_the_table_and_the_policies_that_routes_declare_say_the_same() -> None:
    """Whose role a route does not name is refused; beyond that a route may refuse whoever is not concerned."""
    rows = table.read()

    for one in endpoints():
        row = rows[table.route(one)]
        for role in ("member", "owner", "coach", "admin"):
            named = one.who is None or ("member" if role == "owner" else role) in one.who
            assert named or row[role] == "403", (one.path, role)
            if role != "member" and (one.path, role) not in IN_ITS_OWN_NAME:
                assert not named or row[role] != "403", (one.path, role)
        assert (row["nobody"] == "401") == (one.who is not None or one.path == TOKEN), one.path


def test_the_callers_that_differ_most_are_told_what_the_table_says(scene: Scene) -> None:
    styles = [*STYLES]
    asked = [(one, who) for one in ONCE for who in FEW]

    told = ((one, who, styles[turn % len(styles)]) for turn, (one, who) in enumerate(asked))

    assert differing(scene, told) == []


@pytest.mark.prove
@pytest.mark.parametrize("style", STYLES)
def test_every_caller_is_told_the_same_in_every_style(scene: Scene, style: str) -> None:
    assert differing(scene, ((one, who, style) for one in endpoints() for who in CALLERS)) == []


def differing(scene: Scene, asked: Iterable[tuple[Endpoint, str, str]]) -> list[str]:
    """The cells that are not as the table has them."""
    rows, wrong, tried = table.read(), [], 0
    for one, who, style in asked:
        if style not in scene.styles(one):
            continue
        tried += 1
        said, expected = table.cell(scene.ask(one, who, style)), rows[table.route(one)][who]
        if said != expected:
            wrong.append(f"{table.route(one)}, {who} by {style}: {expected} in the table, {said} told")
    tally("requests of the authorization matrix", tried, len(wrong))
    return wrong
