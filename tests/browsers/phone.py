"""A coach's phone with a register on it, and what its script keeps."""

import json
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, Route

from tests.browsers.stand import Stand
from tests.pages.walls.records import address

MARK = "**/mark"
NO_NETWORK = "Not saved yet: {}. No network. It is kept on this device, and sent when there is one."
SAVED = "All is saved."


def cut(route: Route) -> None:
    """No network."""
    route.abort()


class Phone:
    """The coach's, with a register of two open on it; taps go by the name and the step."""

    def __init__(self, page: Page, stand: Stand) -> None:
        self.page, self.club = page, stand.club
        coach = self.club.got(f"person/?email={address('coach')}")["results"][0]
        people = [self.club.person(first_name=name, last_name="Lane") for name in ("Ada", "Ben")]
        said = {"name": "Pool", "members": [one["uri"] for one in people], "coaches": [coach["uri"]]}
        group, kind = self.club.made("group/", said), self.club.type(name="Seahorse")
        self.uids = {one["first_name"]: self.club.start(kind, one)["uid"] for one in people}
        self.register = f"{stand.url}/site/example/group/{group['uid']}?type={kind['uid']}"
        page.goto(self.register)

    def tap(self, name: str, step: int) -> None:
        self.page.locator(f"button[value^='{self.uids[name]}.{step}.']").click()

    def pressed(self, name: str, step: int) -> bool:
        cell = self.page.locator(f"button[value^='{self.uids[name]}.{step}.']")
        return cell.get_attribute("aria-pressed") == "true"

    def done(self, name: str) -> list[int]:
        steps = self.club.got(f"achievement/{self.uids[name]}/")["steps"]
        return [one["number"] for one in steps if one["completed"]]

    def kept(self) -> list[Any]:
        """What waits on the device, in its order."""
        kept: dict[str, str] = self.page.evaluate("({...localStorage})")
        return [json.loads(kept[key]) for key in sorted(kept) if key.startswith("laurel.example.")]

    def go_on(self) -> None:
        """There is a network again, says the browser."""
        self.page.evaluate("dispatchEvent(new Event('online'))")

    def says(self, text: str) -> None:
        """Waits until the live region does."""
        self.page.wait_for_function("text => document.getElementById('unsaved').innerText === text", arg=text)

    def rests(self) -> None:
        self.until(lambda: not self.kept())

    def until(self, holds: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 10
        while not holds():
            assert time.monotonic() < deadline, (self.kept(), self.page.locator("main").inner_text())
            self.page.wait_for_timeout(50)
