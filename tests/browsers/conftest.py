"""One sandbox and one browser for all, and a context for everybody who looks at pages."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browsers import chromium
from tests.browsers.lookers import Lookers
from tests.browsers.phone import Phone
from tests.browsers.stand import Stand

LANGUAGES = ("en", "de")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of this room: it needs a browser, and `make test` has none."""
    for item in items:
        if "tests/browsers/" in item.nodeid:
            item.add_marker(pytest.mark.pages)


@pytest.fixture(scope="session")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    made = Stand(tmp_path_factory.mktemp("sandbox"))
    try:
        yield made
    finally:
        made.close()


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium.find().launch)  # type: ignore[arg-type]
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def lookers(chrome: Browser, stand: Stand) -> Lookers:
    return Lookers(chrome, stand)


@pytest.fixture
def phone(lookers: Lookers, stand: Stand) -> Iterator[Phone]:
    """A coach's, in front of the register, with nothing left on it from before."""
    stand.speak("en")
    with lookers.page("coach") as looked:
        phone = Phone(looked.page, stand)
        yield phone
        phone.page.evaluate("localStorage.clear()")


@pytest.fixture(scope="session", params=LANGUAGES)
def language(request: pytest.FixtureRequest, stand: Stand) -> str:
    """Asked for first, so that each is spoken once."""
    stand.speak(request.param)
    return str(request.param)
