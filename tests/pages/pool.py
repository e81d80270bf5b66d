"""A group at the pool side, with its coach in front of its register."""

from typing import Any

from tests.asking import Club
from tests.pages.browser import SITE, Browser, Page

MIKE, NORA, PARENT = "mike@example.org", "nora@example.org", "parent@example.org"


class Pool:
    """Ada and Ben have begun Badge 3, Cleo has not. Mike and Nora coach them."""

    def __init__(self, club: Club) -> None:
        self.club = club
        self.kind = club.type()
        parent = club.person(first_name="Paula", last_name="Berger", email=PARENT)
        self.mike = club.person(first_name="Mike", last_name="Hall", email=MIKE)
        nora = club.person(first_name="Nora", last_name="Hill", email=NORA)
        names = (("Ben", "Castro"), ("Ada", "Berger"), ("Cleo", "Dupont"))
        self.people = [
            club.person(first_name=first, last_name=last, guardians=[parent["uri"]]) for first, last in names
        ]
        self.group = self.grouped(self.people, [self.mike, nora])
        self.ben, self.ada = (club.start(self.kind, one)["uid"] for one in self.people[:2])

    def grouped(self, people: list[Any], coaches: list[Any], name: str = "Tuesday squad") -> str:
        members, keep = ([one["uri"] for one in some] for some in (people, coaches))
        uid: str = self.club.made("group/", {"name": name, "members": members, "coaches": keep})["uid"]
        return uid

    @property
    def path(self) -> str:
        return f"{SITE}/group/{self.group}"

    @property
    def register(self) -> str:
        return f"{self.path}?type={self.kind['uid']}"

    def browser(self, address: str = MIKE) -> Browser:
        browser = Browser(self.club.house)
        browser.sign_in(address)
        return browser

    def tap(self, browser: Browser, page: Page, value: str, **more: str) -> Page:
        """A cell of a page that was seen."""
        return browser.send(page, "/mark", tap=value, **more)

    def cell(self, page: Page, uid: str, step: int) -> str:
        """What the button of this cell would send."""
        found = [
            value
            for name, value in page.form("/mark").buttons
            if (name, value[:27]) == ("tap", f"{uid}.{step}.")
        ]
        assert len(found) == 1, (uid, step, page.form("/mark").buttons)
        return found[0]

    def rows(self, page: Page) -> list[str]:
        """What the checkboxes of the rows would send."""
        return [part.partition('"')[0] for part in page.source.split('form="many" name="who" value="')[1:]]

    def steps(self, uid: str) -> list[Any]:
        steps: list[Any] = self.club.got(f"achievement/{uid}/")["steps"]
        return steps

    def done(self, uid: str) -> list[int]:
        return [one["number"] for one in self.steps(uid) if one["completed"]]

    def complete(self, *uids: str) -> None:
        for uid in uids:
            self.club.done(f"achievement/{uid}/complete_all_steps/", role="coach")

    def started(self) -> list[Any]:
        found: list[Any] = self.club.got("achievement/?page_size=100")["results"]
        return found
