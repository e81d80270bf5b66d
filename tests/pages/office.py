"""A membership secretary at the pages: somebody with the role, signed in."""

from tests.asking import Club
from tests.pages.browser import SITE, Browser, Page

ADDRESS = "olga.office@example.org"


class Desk:
    """The secretary's browser, signed in."""

    def __init__(self, club: Club) -> None:
        self.club = club
        club.person(first_name="Olga", last_name="Office", email=ADDRESS, role="admin")
        self.browser = Browser(club.house)
        self.browser.sign_in(ADDRESS)

    def page(self, path: str, status: int = 200) -> Page:
        found = self.browser.get(f"{SITE}/{path}")
        assert found.status == status, (path, found.status, found.text)
        return found

    def named(self, state: str, **more: str) -> list[str]:
        """The members that the list shows, in its order."""
        query = "&".join(f"{name}={value}" for name, value in {"state": state, **more}.items())
        return listed(self.page(f"members?{query}"))


def listed(page: Page) -> list[str]:
    return [words for href, words in page.links if "/membership/" in href]
