"""What must be shown: from a coach's last tap at the pool side to the code on the certificate that verifies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import axe, measuring
from tests.browsers.lookers import SHOTS, Looked, Lookers, sign_in
from tests.browsers.papers import Paper
from tests.browsers.stand import Letter, Stand
from tests.pages.walls.records import address

PHONE = {"width": 390, "height": 844}
STEPS = ["Floats on the back", "Dives for a ring", "Swims two lengths"]


@dataclass(frozen=True)
class Class:
    """A group with a child that has one step to go, and its parent."""

    group: str
    kind: str
    child: str
    parent: str


@pytest.fixture(params=[True, False], ids=["with its script", "without any script"])
def script(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def lesson(stand: Stand, script: bool) -> Class:
    club, name = stand.club, "Nele" if script else "Nils"
    stand.speak("en")
    kind = club.type(name=f"Seahorse of {name}", steps=STEPS)
    parent = club.person(
        first_name="Paula", last_name="Parent", email=f"parent.of.{name}@example.org".lower()
    )
    child = club.person(first_name=name, last_name="Brook", guardians=[parent["uri"]])
    others = [club.person(first_name=first, last_name="Brook") for first in ("Ole", "Pia")]
    running = [club.start(kind, one) for one in (child, *others)]
    for number in (1, 2):
        club.done(f"achievement/{running[0]['uid']}/complete_step/", {"number": number}, role="coach")
    members = [one["uri"] for one in (child, *others)]
    coach = stand.records["people"]["coach"]["uri"]
    group = club.made("group/", {"name": f"Pool of {name}", "members": members, "coaches": [coach]})
    return Class(group["name"], kind["name"], name, parent["email"])


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
    stand: Stand, lesson: Class, phone: Any, script: bool
) -> None:
    name = f"journey.{'script' if script else 'plain'}"
    coach = phone()
    sign_in(coach.page, stand, address("coach"))
    _ticks_and_finishes(coach, lesson, name, script)

    letter = _letter(stand, lesson)
    family = phone()
    _reads(family, letter, lesson, name)
    paper = _certificate(family.page, name)
    _verifies(family, paper, lesson, stand, name)


def _ticks_and_finishes(coach: Looked, lesson: Class, name: str, script: bool) -> None:
    page = coach.page
    page.get_by_role("link", name="Registers", exact=True).first.click()
    _looks_good(coach, f"{name}.1-groups")
    page.get_by_role("link", name=lesson.group).click()
    _looks_good(coach, f"{name}.2-group")
    page.get_by_role("link", name=lesson.kind).first.click()
    _looks_good(coach, f"{name}.3-register")

    tap = page.get_by_role("button", name=re.compile(f"{lesson.child}.*{STEPS[-1]}"))
    expect(tap).to_have_attribute("aria-pressed", "false")
    tap.tap()
    expect(tap).to_have_attribute("aria-pressed", "true")
    if script:
        expect(page.locator("#unsaved")).to_have_text("All is saved.")
    _looks_good(coach, f"{name}.4-ticked")

    page.get_by_role("button", name=re.compile(f"Finish.*{lesson.child}")).tap()
    expect(page.get_by_role("row", name=re.compile(lesson.child))).to_contain_text("Finished")
    _looks_good(coach, f"{name}.5-finished")


def _letter(stand: Stand, lesson: Class) -> Letter:
    """What the family got, once it was sent."""
    stand.house.advance("PT2M")
    found = [mail for mail in stand.house.mails() if lesson.parent in mail.to]
    assert [mail.template for mail in found] == ["achievement_completed"]
    return found[0]


def _reads(family: Looked, letter: Letter, lesson: Class, name: str) -> None:
    """On a phone where nobody ever signed in."""
    links = [word for word in letter.text.split() if "/site/example/achievement/" in word]
    assert len(links) == 1
    assert links[0] in letter.html.replace("&amp;", "&")
    assert family.goto(links[0]).status == 200
    expect(family.page.get_by_role("heading", level=1)).to_contain_text(lesson.kind)
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


def _verifies(family: Looked, paper: Paper, lesson: Class, stand: Stand, name: str) -> None:
    (code,) = paper.codes()
    assert code.startswith(stand.url + "/"), code
    assert family.goto(code).status == 200
    expect(family.page.get_by_role("heading", level=1)).to_have_text("This achievement is valid")
    expect(family.page.locator("main")).to_contain_text(lesson.kind)
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
