"""Every page in a real browser: for everybody's eyes, hands and machines, on a phone and on a desk."""

import pytest

from tests.browsers import axe, measuring
from tests.browsers.lookers import DESKTOP, PHONE, Looked, Lookers
from tests.browsers.stand import Stand
from tests.browsers.visits import Visit, visits
from tests.figures import tally

MOST_BYTES = 50_000
VISITS = pytest.mark.parametrize("visit", visits(), ids=lambda visit: visit.name)
# Every pair of size, scheme and language has its picture, and no page four more.
PICTURED_DARK = {("desktop", "en"), ("phone", "de")}


def opened(looked: Looked, visit: Visit, stand: Stand) -> None:
    assert looked.goto(visit.target(stand)).status == visit.status, visit


@VISITS
def test_a_page_is_open_to_everybody(language: str, lookers: Lookers, stand: Stand, visit: Visit) -> None:
    """axe-core finds nothing, in either scheme, narrow or wide, and nothing sticks out of a narrow window."""
    with lookers.page(visit.who) as looked:
        opened(looked, visit, stand)
        found: dict[str, list[str]] = {}

        for where, size in (("phone", PHONE), ("desktop", DESKTOP)):
            looked.page.set_viewport_size(size)  # type: ignore[arg-type]
            looked.page.emulate_media(color_scheme="dark")
            found[f"{where}, dark"] = axe.faint(looked.page)
            if (where, language) in PICTURED_DARK:
                looked.shoot(f"{visit.name}.{language}.{where}.dark")
            looked.page.emulate_media(color_scheme="light")
            found[f"{where}, light"] = axe.faults(looked.page)
            if (where, language) not in PICTURED_DARK:
                looked.shoot(f"{visit.name}.{language}.{where}.light")
        for width in (360, 320):
            looked.page.set_viewport_size({"width": width, "height": 740})
            found[f"sideways at {width}"] = measuring.sideways(looked.page)
        found["too small"] = measuring.small(looked.page)
        measuring.spaced(looked.page)
        found["sideways when spaced"] = measuring.sideways(looked.page)

        tally("pages looked at by axe-core, narrow and wide, light and dark", 4)
        assert {at: faults for at, faults in found.items() if faults} == {}
        if visit.name != "no such tenant":
            assert looked.page.locator("html").get_attribute("lang") == language


@VISITS
def test_a_page_keeps_to_itself(lookers: Lookers, stand: Stand, visit: Visit) -> None:
    """It is small, loads nothing from elsewhere, does nothing that its policy forbids, and says the same to
    who runs no script."""
    with lookers.page(visit.who) as looked:
        opened(looked, visit, stand)
        looked.page.wait_for_load_state("networkidle")

        assert looked.abroad == []
        assert looked.refused == []
        assert [line for line in looked.said if visit.status == 200] == []
        assert looked.weight < MOST_BYTES
        if looked.page.locator("script").count():
            assert looked.page.locator("main").inner_text() == without_script(lookers, stand, visit)


def without_script(lookers: Lookers, stand: Stand, visit: Visit) -> str:
    with lookers.page(visit.who, script=False) as looked:
        opened(looked, visit, stand)
        return looked.page.locator("main").inner_text()


@VISITS
def test_tab_reaches_everything_and_shows_where_it_is(lookers: Lookers, stand: Stand, visit: Visit) -> None:
    with lookers.page(visit.who) as looked:
        opened(looked, visit, stand)

        wanted, stops = measuring.walked(looked.page)

        assert [stop["walk"] for stop in stops] == wanted
        assert [stop["what"] for stop in stops if not (stop["marked"] and stop["seen"])] == []


def test_what_follows_a_form_is_as_open_as_the_page_before_it(
    language: str, lookers: Lookers, stand: Stand
) -> None:
    """What was sent, what was refused, and that somebody is signed out meanwhile."""
    context = lookers.known("admin")
    looked = Looked(context.new_page(), stand).listen()
    looked.goto(f"/site/example/membership/{stand.records['membership']['uid']}/cancel")
    context.clear_cookies()
    looked.page.locator("main form button").last.click()
    told = {"signed-out": (looked.page.locator("h1").inner_text(), axe.faults(looked.page))}
    looked.shoot(f"after.signed-out.{language}")

    looked.goto("/site/example/sign-in")
    looked.page.locator("input[name=email]").fill("somebody.with.a.long.address@a-long-domain.example.org")
    looked.page.locator("main button").click()
    told["sent"] = (looked.page.locator("h1").inner_text(), axe.faults(looked.page))
    looked.shoot(f"after.sent.{language}")
    sideways = measuring.sideways(looked.page)
    context.close()

    heads = {
        "en": ("Please sign in again", "Look into your mail"),
        "de": ("Bitte neu anmelden", "Bitte ins Postfach schauen"),
    }
    assert told == {"signed-out": (heads[language][0], []), "sent": (heads[language][1], [])}
    assert sideways == []


def test_the_first_stop_leads_past_the_band(lookers: Lookers, stand: Stand) -> None:
    with lookers.page("admin") as looked:
        looked.goto("/site/example")

        looked.page.keyboard.press("Tab")
        looked.page.keyboard.press("Enter")

        assert looked.page.evaluate("document.activeElement.id") == "main"
