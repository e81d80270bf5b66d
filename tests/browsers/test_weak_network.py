"""The register where the network comes and goes: no tap is lost, and the coach is told what waits."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browsers.lessons import STEPS, Class, lesson
from tests.browsers.lookers import Lookers
from tests.browsers.stand import Stand


@pytest.fixture
def pool(stand: Stand) -> Class:
    stand.speak("en")
    return lesson(stand, "Nora")


def cut(page: Page) -> None:
    """Taps reach nobody any more; pages still do, as they would from what the browser kept."""
    page.route(re.compile("/mark$"), lambda route: route.abort())


def mend(page: Page) -> None:
    page.unroute(re.compile("/mark$"))
    page.evaluate("dispatchEvent(new Event('online'))")


def test_a_tap_without_a_network_is_told_survives_a_reload_and_is_sent_when_there_is_one(
    lookers: Lookers, stand: Stand, pool: Class
) -> None:
    with lookers.page("coach") as looked:
        looked.goto(pool.register)
        cut(looked.page)
        tap = looked.page.get_by_role("button", name=re.compile(f"{pool.child}.*{STEPS[-1]}"))

        tap.click()
        expect(looked.page.locator("#unsaved")).to_contain_text("Not saved yet: 1")
        looked.page.reload()
        expect(looked.page.locator("#unsaved")).to_contain_text("Not saved yet: 1")
        expect(tap).to_have_attribute("aria-pressed", "true")
        looked.shoot("weak-network.waiting")
        mend(looked.page)

        expect(looked.page.locator("button.waiting")).to_have_count(0)
        looked.page.reload()
        expect(looked.page.locator("#unsaved")).not_to_contain_text("Not saved yet")
        expect(tap).to_have_attribute("aria-pressed", "true")


def test_who_was_signed_out_meanwhile_keeps_the_taps_and_is_told_so(
    lookers: Lookers, stand: Stand, pool: Class
) -> None:
    context = lookers.known("coach")
    page = context.new_page()
    page.goto(stand.url + pool.register)
    context.clear_cookies()

    page.get_by_role("button", name=re.compile(f"{pool.child}.*{STEPS[-1]}")).click()

    expect(page.locator("#unsaved")).to_contain_text("Sign in again")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('laurel.')).length") == 1
    context.close()
