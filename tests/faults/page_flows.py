"""The flows of the pages: asking for a link, coming in by it, leaving."""

from tests.faults.flow import Flow, deliver
from tests.faults.stage import Stage
from tests.pages.browser import SITE, Browser, Page, link_for

MIA = "mia.member@example.org"


def at_the_door(stage: Stage) -> None:
    browser = stage.notes["browser"] = Browser(stage.house)
    stage.notes["page"] = browser.get(f"{SITE}/sign-in")


def asked(stage: Stage) -> None:
    """The link is in the mail box, and its page is open."""
    at_the_door(stage)
    browser: Browser = stage.notes["browser"]
    assert browser.post(f"{SITE}/sign-in", [("email", MIA)]).status == 200
    deliver(stage, False)
    stage.notes["page"] = browser.get(link_for(stage.house, MIA))


def signed_in(stage: Stage) -> None:
    asked(stage)
    stage.notes["page"] = stage.notes["browser"].send(stage.notes["page"], "/enter")


def ask(stage: Stage, retried: bool) -> bool:
    """The same page, sent again by an impatient finger."""
    return _done(stage.notes["browser"].send(stage.notes["page"], "/sign-in", email=MIA), 200)


def enter(stage: Stage, retried: bool) -> bool:
    """Whoever lost the answer finds the link used, and asks for another one."""
    page = stage.notes["browser"].send(stage.notes["page"], "/enter", follow=False)
    return _done(page, 303, *((400,) if retried else ()))


def leave(stage: Stage, retried: bool) -> bool:
    page = stage.notes["browser"].send(stage.notes["page"], "/sign-out", follow=False)
    return _done(page, 303, *((401,) if retried else ()))


def _done(page: Page, *allowed: int) -> bool:
    if page.status == 503:
        return False
    assert page.status in allowed, (page.status, page.text)
    return True


FLOWS: tuple[Flow, ...] = (
    Flow(
        "ask for a link",
        at_the_door,
        ask,
        ("POST /site/{flock}/sign-in",),
        varies=frozenset({"TB#sign_in", "TB#sign_in_from"}),
    ),
    Flow(
        "come in by a link",
        asked,
        enter,
        ("POST /site/{flock}/enter",),
        varies=frozenset({"SE", "SU"}),
    ),
    Flow("leave the pages", signed_in, leave, ("POST /site/{flock}/sign-out",)),
)
