"""Forms filled in by nobody's browser: refused with a page, or taken as words; never an error of ours."""

from collections.abc import Iterator

import pytest

from chalicelib.api.call import Endpoint
from tests.figures import tally
from tests.hostile.attacks import LETTERS, MARKUP, PLACES, STORE
from tests.pages.walls.addresses import route
from tests.pages.walls.found import Pairs
from tests.pages.walls.scene import POSTS, Scene
from tests.pages.walls.test_forgery import hand

VALUES = (
    "",
    " ",
    "0",
    "-1",
    "1e309",
    "9" * 400,
    "NaN",
    "null",
    "\ufeff",
    "a" * 20_000,
    MARKUP["script"],
    MARKUP["entities"],
    PLACES["path"],
    STORE["key"],
    STORE["Mongo"],
    LETTERS["right to left"],
    LETTERS["no characters"],
    "2026-02-30",
    "9999-12-31T23:59:59+99:99",
    "00000000-0000-0000-0000-000000000000",
    "f" * 24,
    f"{'f' * 24}.1.2",
)
BY_POST = pytest.mark.parametrize("form", POSTS, ids=route)


def wrong(fields: Pairs) -> Iterator[Pairs]:
    """Each field with each value, twice, and left out; a field that nobody knows."""
    for place, (name, value) in enumerate(fields):
        rest = [*fields[:place], *fields[place + 1 :]]
        yield from ([*rest, (name, text)] for text in VALUES)
        yield [*fields, (name, value)]
        yield rest
    yield [*fields, ("what", "1")]
    yield [*fields, ("csrf", "1")]
    yield [*fields, *[("who", str(n)) for n in range(2_990)]]


@BY_POST
def test_whatever_a_form_says_it_is_refused_whole_or_taken(scene: Scene, form: Endpoint) -> None:
    who = hand(form)
    before, token, tried = scene.before, scene.token_of(who), 0

    for fields in wrong(scene.fields(form)):
        page, after = scene.post_and_look(form, who, [*fields, ("csrf", token)])
        tried += 1

        assert page.status < 500, fields
        assert page.status in (200, 303) or after == before, (page.status, fields)

    tally("hostile forms of pages (no 5xx, nothing written when refused)", tried)


@BY_POST
@pytest.mark.parametrize("uid", ["0" * 24, "x", "..", "%2e%2e", "%00", "a" * 300, "child%23EV", "é"])
def test_a_form_about_what_does_not_exist_does_nothing(scene: Scene, form: Endpoint, uid: str) -> None:
    if "{uid}" not in form.path:
        return
    who, before = hand(form), scene.before
    own = scene.target(form)
    place = form.path.split("/").index("{uid}")
    parts = own.split("/")
    there = "/".join([*parts[:place], uid, *parts[place + 1 :]])

    page, after = scene.post_there(there, who, [*scene.fields(form), ("csrf", scene.token_of(who))])

    assert 400 <= page.status < 500
    assert after == before


@pytest.mark.parametrize("uid", ["0" * 24, "x", "%2e%2e", "%00", "a" * 300, "%ff", "é", "1%2F2"])
def test_a_page_about_what_does_not_exist_is_not_found(scene: Scene, uid: str) -> None:
    for one in scene.pages_of_records():
        parts, place = scene.target(one).split("/"), one.path.split("/").index("{uid}")
        query = parts[-1].partition("?")[2]
        there = "/".join([*parts[:place], uid, *parts[place + 1 :]])

        page = scene.browsers["admin"].get(
            there if "?" in there or not query else f"{there}?{query}", follow=False
        )

        assert page.status in (400, 404), (there, page.status)
