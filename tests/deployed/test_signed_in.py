"""The pages of the deployed stack: signed in by the mail's link, a register ticked, a mail's page, a badge."""

import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import cast
from urllib.parse import urlsplit

import pytest

from sandbox.gateway import Reply
from sandbox.house import House
from tests.deployed.emulator import until
from tests.deployed.stack import Stack
from tests.pages.browser import Browser, Page

pytestmark = pytest.mark.deployed
SITE, CLUB = "/site/club", "/api/v1/club"


class Staying(urllib.request.HTTPRedirectHandler):
    """Where it is sent to is the browser's to follow: its cookie comes with that answer."""

    def redirect_request(self, *_: object) -> None:
        return None


class Door:
    """A stack in a house's place: pages name their addresses with the stage in them."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._opener = urllib.request.build_opener(Staying())

    def ask(self, method: str, target: str, headers: Mapping[str, str], body: bytes = b"") -> Reply:
        base = urlsplit(self._stack.base_url)
        url = self._stack.base_url + target.removeprefix(base.path)
        request = urllib.request.Request(url, body or None, dict(headers), method=method)
        try:
            with self._opener.open(request, timeout=30) as answer:
                return Reply(answer.status, dict(answer.headers.items()), answer.read())
        except urllib.error.HTTPError as error:
            return Reply(error.code, dict(error.headers.items()), error.read())


@pytest.fixture
def browser(stack: Stack) -> Browser:
    return Browser(cast(House, Door(stack)))


def person(stack: Stack, **fields: object) -> str:
    uri: str = stack.made(f"{CLUB}/person/", fields)["uri"]
    return uri


def link(stack: Stack, address: str, containing: str) -> str:
    """The newest link with this in it that was mailed to the address."""

    def found() -> str:
        mails = [mail for mail in stack.emulator.mails() if address in str(mail["To"])]
        words = [word for mail in mails for word in mail["BodyText"].split() if containing in word]
        return words[-1] if words else ""

    return until(found, within=60)


def signed_in(stack: Stack, browser: Browser, address: str) -> Page:
    asked = browser.send(browser.get(f"{SITE}/sign-in"), "/sign-in", email=address)
    assert asked.status == 200, asked.source
    return browser.send(browser.get(link(stack, address, "/enter?token=")), "/enter")


def test_a_coach_finishes_and_the_parents_mail_opens_page_certificate_and_badge(
    stack: Stack, browser: Browser
) -> None:
    coach = person(stack, first_name="Mike", email="mike@pages.example")
    parent = person(stack, first_name="Paula", email="paula@pages.example")
    child = person(stack, first_name="Ada", last_name="Berger", guardians=[parent])
    kind = stack.made(f"{CLUB}/achievement_type/", {"name": "Badge 3", "steps": ["Roll"]})
    refs = {"achievement_type_ref": kind["uri"], "contact_ref": child}
    achievement = stack.made(f"{CLUB}/achievement/", refs)["uid"]
    group = stack.made(f"{CLUB}/group/", {"name": "Tuesdays", "members": [child], "coaches": [coach]})["uid"]
    home = signed_in(stack, browser, "mike@pages.example")
    register = f"{SITE}/group/{group}?type={kind['uid']}"

    browser.send(browser.get(register), "/mark", type=kind["uid"], tap=f"{achievement}.1.1")
    done = browser.send(
        browser.get(register), "/step", type=kind["uid"], who=achievement, step="Roll", wanted="done"
    )
    form = browser.get(register).form("/mark")
    finish = [*form.fields, ("type", kind["uid"]), ("who", achievement)]
    finished = browser.post(f"{SITE}/group/{group}/finish", list(dict.fromkeys(finish)))

    assert (home.status, done.status, finished.status) == (200, 200, 200), finished.text
    assert stack.ask("GET", f"{CLUB}/achievement/{achievement}/").json["finished"] is True
    page = Browser(browser.house).get(link(stack, "paula@pages.example", "/achievement/"))
    assert page.status == 200 and "Ada Berger" in page.text
    paper = stack.ask("GET", page.link("certificate"), key="", headers={"Accept": "*/*"})
    assert paper.status == 200 and paper.body.startswith(b"%PDF")
    badge = stack.ask("GET", page.link("certificate").replace("/certificate/", "/credential/"), key="")
    assert badge.status == 200 and badge.body.count(b".") == 2


@pytest.mark.parametrize("name", ["style.css", "register.js", "icon.svg"])
def test_what_pages_load_is_in_the_package(browser: Browser, name: str) -> None:
    reply = browser.house.ask("GET", f"/site/{name}", {})

    assert reply.status == 200 and reply.body and "max-age" in reply.headers["Cache-Control"]
