"""Words that want to be markup, in every name, step, note and group: pages show them as words, no otherwise."""

from collections.abc import Iterator

import pytest

from tests.hostile.attacks import JINJA, MARKUP, PLACEHOLDERS
from tests.pages.walls.addresses import route
from tests.pages.walls.conftest import furnished
from tests.pages.walls.found import Seen
from tests.pages.walls.records import PEOPLE
from tests.pages.walls.scene import GETS, Scene

WORDS = {
    "elements": MARKUP["script"] + MARKUP["image"] + MARKUP["title's end"],
    "attributes": MARKUP["attribute's end"] + MARKUP["base"][:50],
    "comments": MARKUP["comment"] + MARKUP["CDATA"] + MARKUP["entities"],
    "templates": JINJA["product"]
    + JINJA["tenant's secret"]
    + PLACEHOLDERS["str.format class"]
    + "{name} {0}",
    "addresses": MARKUP["javascript"],
    "expressions": MARKUP["conditional comment"] + PLACEHOLDERS["EL"],
}
# What `make test` has no time for.
RARE = frozenset({"comments", "expressions"})
SCHEMES = ("javascript:", "data:", "vbscript:", "file:", "//")
Seens = dict[tuple[str, str], Seen]


def opened(scene: Scene) -> Seens:
    """Every page that is one, as everybody sees it."""
    pages = {(route(one), who): scene.open(one, who) for one in GETS for who in PEOPLE}
    return {
        at: Seen(page.source)
        for at, page in pages.items()
        if page.reply.headers["Content-Type"].startswith("text/html")
    }


@pytest.fixture(scope="module")
def plain() -> Seens:
    """How the pages are built where people write as people do."""
    with furnished() as club:
        return opened(Scene(club))


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(word, id=name, marks=[pytest.mark.prove] if name in RARE else [])
        for name, word in WORDS.items()
    ],
)
def hostile(request: pytest.FixtureRequest, plain: Seens) -> Iterator[Seens]:
    with furnished() as club:
        yield opened(Scene(club, lambda _: request.param))


def test_a_page_is_built_of_the_same_elements_whatever_people_write(plain: Seens, hostile: Seens) -> None:
    assert hostile.keys() == plain.keys()
    for at, seen in hostile.items():
        assert seen.shape == plain[at].shape, at


def test_no_address_in_a_page_is_anything_but_a_page(hostile: Seens) -> None:
    for at, seen in hostile.items():
        assert not [link for link in seen.links if link.strip().lower().startswith(SCHEMES)], at


def test_nothing_that_people_write_is_computed(hostile: Seens) -> None:
    for at, seen in hostile.items():
        assert "1787569" not in seen.text, at  # 1337 times 1337
        assert "a seed for tests" not in seen.text, at  # what a tenant's secret is made of
        assert "<class " not in seen.text, at
