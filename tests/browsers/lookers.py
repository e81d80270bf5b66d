"""Who looks: a browser context for each person, signed in by hand once, and a page that tells what went on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from tests.browsers.stand import ROOT, Stand
from tests.pages.browser import link_for
from tests.pages.walls.records import address

SHOTS = ROOT / "build" / "pages"
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
# Told by the browser to the page itself, whatever its console says.
LISTEN = "addEventListener('securitypolicyviolation', e => (window.refused ??= []).push(e.violatedDirective))"


@dataclass
class Looked:
    """A page, and what was heard while it stood open."""

    page: Page
    stand: Stand
    said: list[str] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)

    @property
    def abroad(self) -> list[str]:
        """What was loaded from elsewhere."""
        return [one.url for one in self.answers if not one.url.startswith(self.stand.url + "/")]

    @property
    def weight(self) -> int:
        """Bytes of all that was loaded for it, before anything packs them."""
        return sum(len(one.body()) for one in self.answers if one.status == 200)

    @property
    def refused(self) -> list[str]:
        """What the page's policy did not let it do."""
        return list(self.page.evaluate("window.refused ?? []"))

    def goto(self, target: str) -> Response:
        self.said.clear()
        self.answers.clear()
        answer = self.page.goto(self.stand.url + target if target.startswith("/") else target)
        assert answer is not None, target
        return answer

    def shoot(self, name: str) -> Path:
        """A picture of the whole page, for somebody to look at."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        path = SHOTS / f"{name}.png"
        self.page.screenshot(path=path, full_page=True)
        return path

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.said.append(message.text)

    def listen(self) -> "Looked":
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("response", lambda answer: self.answers.append(answer))
        return self


class Lookers:
    """`page` opens one as somebody; who signed in once stays signed in."""

    def __init__(self, chrome: Browser, stand: Stand) -> None:
        self._chrome, self._stand = chrome, stand
        self._contexts: dict[tuple[str, bool], BrowserContext] = {}
        self._states: dict[str, Any] = {}

    @contextmanager
    def page(self, who: str = "nobody", *, script: bool = True) -> Iterator[Looked]:
        """On a phone. `script`: whether pages may run theirs."""
        if (who, script) not in self._contexts:
            self._contexts[who, script] = self.known(who, script=script)
        page = self._contexts[who, script].new_page()
        try:
            yield Looked(page, self._stand).listen()
        finally:
            page.close()

    def context(self, *, script: bool = True, **how: Any) -> BrowserContext:
        """Of somebody whom nobody knows yet."""
        made = self._chrome.new_context(
            **{"viewport": PHONE, "java_script_enabled": script, "locale": "en-GB", **how}
        )
        made.set_default_timeout(10_000)
        made.add_init_script(LISTEN)
        return made

    def known(self, who: str, *, script: bool = True) -> BrowserContext:
        """Of somebody who is signed in, for a test that does what the next one should not find."""
        return self.context(script=script, storage_state=self._state(who))

    def _state(self, who: str) -> Any:
        if who != "nobody" and who not in self._states:
            context = self.context()
            sign_in(context.new_page(), self._stand, address(who))
            self._states[who] = context.storage_state()
            context.close()
        return self._states.get(who)


def sign_in(page: Page, stand: Stand, email: str) -> None:
    """By hand, as people do."""
    page.goto(f"{stand.url}/site/example/sign-in")
    page.locator("input[name=email]").fill(email)
    page.locator("main button").click()
    stand.house.settle()
    page.goto(link_for(stand.house, email))  # type: ignore[arg-type]  # as Browser does
    page.locator("main button").click()
    page.wait_for_url(f"{stand.url}/site/example")
