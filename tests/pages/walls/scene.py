"""Everybody at a furnished club's pages; whatever a request changes is put back after it."""

import pickle
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from chalicelib.api.call import Endpoint
from chalicelib.api.front import pages
from sandbox import ministack
from sandbox.residents import OTHER, TENANT
from tests.asking import Club
from tests.pages.browser import SITE, Browser, Page, link_for
from tests.pages.walls import addresses, records
from tests.pages.walls.found import Form, Pairs, Seen
from tests.pages.walls.records import PEOPLE, Say, address

GETS = [one for one in pages() if one.method == "GET"]
POSTS = [one for one in pages() if one.method == "POST"]
# What a person types into a field that stands empty.
TYPED = {
    "email": address("parent"),
    "q": "Berger",
    "reason": "moved abroad",
    "note": "Both sides, and well",
    "evidence": "https://example.org/film",
}
# A form that no page of the scene shows: what it would send.
UNSEEN: dict[str, dict[str, str]] = {"POST /sign-out": {}, "POST /settings/logo/remove": {}}
# What a form shall speak of, where its page lets choose: a field and the record.
CHOSEN = {"POST /group/{uid}/finish": {"who": "complete"}}

Items = dict[tuple[str, str], Any]


class Scene:
    """`open` and `send` ask one page or form as one of PEOPLE."""

    def __init__(self, club: Club, say: Say = str) -> None:
        self.club = club
        self.records: dict[str, Any] = records.furnish(club, say)
        self.browsers = {who: self._signed_in(who) for who in PEOPLE}
        self.token = self._token()
        self._kept = pickle.dumps(self._table)

    def target(self, one: Endpoint) -> str:
        """The path of a route, with its query."""
        here = addresses.address(one, self.records)
        if addresses.route(one) == "GET /enter":
            return f"{here}?token={self.token}"
        return here + addresses.query(one, self.records)

    def open(self, one: Endpoint, who: str) -> Page:
        with self.put_back():
            return self.browsers[who].get(self.target(one), follow=False)

    def fields(self, one: Endpoint) -> Pairs:
        """What its form would send, but for the token of the session."""
        route = addresses.route(one)
        if route in UNSEEN:
            return list(UNSEEN[route].items())
        form = self._forms.get(self.target(one))
        if form is None:
            raise addresses.Unknown(f"{route}: no page shows its form; say in {__name__} what it would send")
        chosen = {name: self.records[one]["uid"] for name, one in CHOSEN.get(route, {}).items()}
        return [(name, chosen.get(name, value)) for name, value in form.sent(TYPED) if name != "csrf"]

    def send(
        self, one: Endpoint, who: str, fields: Sequence[tuple[str, str]] | None = None, **more: str
    ) -> Page:
        """As the form stands on its page, with the person's own token; `more` are headers."""
        sent = [*(self.fields(one) if fields is None else fields), ("csrf", self.token_of(who))]
        return self.post(one, who, sent, **more)

    def post(self, one: Endpoint, who: str, fields: Sequence[tuple[str, str]], **more: str) -> Page:
        with self.put_back():
            return self.browsers[who].post(self.target(one), fields, follow=False, **more)

    def post_and_look(
        self, one: Endpoint, who: str, fields: Sequence[tuple[str, str]], **more: str
    ) -> tuple[Page, Items]:
        """The answer, and the table as it is then."""
        return self.post_there(self.target(one), who, fields, **more)

    def post_there(
        self, path: str, who: str, fields: Sequence[tuple[str, str]], **more: str
    ) -> tuple[Page, Items]:
        with self.put_back():
            page = self.browsers[who].post(path, fields, follow=False, **more)
            return page, _items(self._table)

    @property
    def before(self) -> Items:
        """The table as each request finds it."""
        return _items(pickle.loads(self._kept))

    def pages_of_records(self) -> list[Endpoint]:
        return [one for one in GETS if "{uid}" in one.path]

    def token_of(self, who: str) -> str:
        """What the person's own forms bring; nothing of who has no session here."""
        here = SITE.replace(TENANT, OTHER) if who == PEOPLE[-1] else SITE
        seen = Seen(self.browsers[who].get(here).source)
        return next((value for form in seen.forms for name, value in form.pairs if name == "csrf"), "")

    @contextmanager
    def put_back(self) -> Iterator[None]:
        """The table, and everybody's cookies."""
        cookies = {who: dict(one.cookies) for who, one in self.browsers.items()}
        try:
            yield
        finally:
            for who, kept in cookies.items():
                self.browsers[who].cookies = kept
            with ministack.LOCK:
                table = self._table
                table.clear()
                table.update(pickle.loads(self._kept))

    @property
    def _table(self) -> Any:
        tables = ministack.load()["dynamodb"]._tables  # type: ignore[attr-defined]  # copied whole: quicker
        return tables[self.club.house.settings.table]

    def _signed_in(self, who: str) -> Browser:
        browser = Browser(self.club.house)
        if who != PEOPLE[0]:
            tenant = OTHER if who == PEOPLE[-1] else TENANT
            assert browser.sign_in(address(who), tenant=tenant).status == 200, who
        return browser

    def _token(self) -> str:
        """Of a link to sign in that is still good."""
        browser = Browser(self.club.house)
        browser.send(browser.get(f"{SITE}/sign-in"), "/sign-in", email=address("parent"))
        self.club.house.settle()
        return link_for(self.club.house, address("parent")).rpartition("=")[2]

    @cached_property
    def _forms(self) -> dict[str, Form]:
        """By their addresses: the forms of all pages, as whoever sees most of it is shown them."""
        found: dict[str, Form] = {}
        for who in ("admin", "coach", "parent", "nobody"):
            doors = [self.target(one) for one in GETS]
            doors += [door for one in GETS for door in addresses.further(one, self.records)]
            opened = [self.browsers[who].get(door, follow=False) for door in [*doors, *self._links()]]
            for form in (form for page in opened for form in Seen(page.source).forms):
                if form.method == "post":
                    found.setdefault(form.path, form)
        return found

    def _links(self) -> list[str]:
        """Those to the tenant's pages that stand in mails, but for those that sign in."""
        words = (word for mail in self.club.house.mails() for word in mail.text.split())
        return [word for word in dict.fromkeys(words) if f"{SITE}/" in word and "/enter?" not in word]


def _items(table: Any) -> Items:
    """But for the buckets that hold callers back."""
    rows = ((pk, sk, item) for pk, kept in table["items"].items() for sk, item in kept.items())
    return {(pk, sk): item for pk, sk, item in rows if not sk.startswith("TB#")}
