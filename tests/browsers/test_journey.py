"""What must be shown: from a coach's last tap at the pool side to the code on the certificate that verifies."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import axe, measuring
from tests.browsers.lessons import STEPS, Class, lesson
from tests.browsers.lookers import SHOTS, Looked, Lookers, sign_in
from tests.browsers.papers import Paper
from tests.browsers.stand import Letter, Stand
from tests.pages.walls.records import address

PHONE = {"width": 390, "height": 844}


@pytest.fixture(params=[True, False], ids=["with its script", "without any script"])
def script(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def pool(stand: Stand, script: bool) -> Class:
    stand.speak("en")
    return lesson(stand, "Nele" if script else "Nils")


@pytest.fixture
def phone(lookers: Lookers, stand: Stand, script: bool) -> Iterator[Any]:
    """A new one in somebody's hand, each time it is asked for."""
    made = []

    def new() -> Looked:
        made.append(lookers.context(script=script, viewport=PHONE, has_touch=True, is_mobile=True))
        return Looked(made[-1].new_page(), stand).listen()

    yield new
    for context in made:
        context.close()


def test_a_last_tap_at_the_pool_side_becomes_a_certificate_that_verifies(
    stand: Stand, pool: Class, phone: Any, script: bool
) -> None:
    name = f"journey.{'script' if script else 'plain'}"
    coach = phone()
    sign_in(coach.page, stand, address("coach"))
    _ticks_and_finishes(coach, pool, name)

    letter = _letter(stand, pool)
    family = phone()
    _reads(family, letter, pool, name)
    paper = _certificate(family.page, name)
    _verifies(family, paper, pool, stand, name)


def _ticks_and_finishes(coach: Looked, pool: Class, name: str) -> None:
    page = coach.page
    page.get_by_role("link", name="Registers", exact=True).first.click()
    _looks_good(coach, f"{name}.1-groups")
    page.get_by_role("link", name=pool.group).click()
    _looks_good(coach, f"{name}.2-group")
    page.get_by_role("link", name=pool.kind).first.click()
    _looks_good(coach, f"{name}.3-register")

    tap = page.get_by_role("button", name=re.compile(f"{pool.child}.*{STEPS[-1]}"))
    expect(tap).to_have_attribute("aria-pressed", "false")
    tap.tap()
    expect(tap).to_have_attribute("aria-pressed", "true")
    expect(page.locator("button.waiting")).to_have_count(0)
    _looks_good(coach, f"{name}.4-ticked")

    page.get_by_role("button", name=re.compile(f"Finish.*{pool.child}")).tap()
    expect(page.get_by_role("row", name=re.compile(pool.child))).to_contain_text("Finished")
    _looks_good(coach, f"{name}.5-finished")


def _letter(stand: Stand, pool: Class) -> Letter:
    """What the family got, once it was sent."""
    stand.house.advance("PT2M")
    found = [mail for mail in stand.house.mails() if pool.parent in mail.to]
    assert [mail.template for mail in found] == ["achievement_completed"]
    return found[0]


def _reads(family: Looked, letter: Letter, pool: Class, name: str) -> None:
    """On a phone where nobody ever signed in."""
    links = [word for word in letter.text.split() if "/site/example/achievement/" in word]
    assert len(links) == 1
    assert links[0] in letter.html.replace("&amp;", "&")
    assert family.goto(links[0]).status == 200
    expect(family.page.get_by_role("heading", level=1)).to_contain_text(pool.kind)
    expect(family.page.locator("main")).to_contain_text("Finished on")
    _looks_good(family, f"{name}.6-family")


def _certificate(page: Page, name: str) -> Paper:
    link = page.get_by_role("link", name=re.compile("certificate", re.IGNORECASE)).first
    answer = page.request.get(
        page.evaluate("href => new URL(href, location).href", link.get_attribute("href"))
    )
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    paper = Paper(answer.body())
    paper.keep(SHOTS / f"{name}.7-certificate.pdf")
    return paper


def _verifies(family: Looked, paper: Paper, pool: Class, stand: Stand, name: str) -> None:
    (code,) = paper.codes()
    assert code.startswith(stand.url + "/"), code
    assert family.goto(code).status == 200
    expect(family.page.get_by_role("heading", level=1)).to_have_text("This achievement is valid")
    expect(family.page.locator("main")).to_contain_text(pool.kind)
    _looks_good(family, f"{name}.8-verified")
    badge = family.page.get_by_role("link", name="Badge for a wallet").get_attribute("href")
    answer = family.page.request.get(family.page.evaluate("href => new URL(href, location).href", badge))
    assert answer.status == 200
    assert answer.text().count(".") == 2, "a signed badge has three parts"


def _looks_good(looked: Looked, name: str) -> None:
    """A picture, and nothing to find fault with; what was said and loaded so far is our own."""
    looked.shoot(name)
    assert measuring.sideways(looked.page) == []
    assert (looked.said, looked.abroad) == ([], [])
    if ".script." in name:  # where no script runs, axe-core waits for ever
        assert (axe.faults(looked.page), looked.refused) == ([], [])
