"""Which pages are looked at, by whom: every route that shows one, and what comes after a form."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chalicelib.api.call import Endpoint
from chalicelib.api.front import pages
from tests.browsers.stand import Stand
from tests.pages.browser import Browser, link_for
from tests.pages.walls import addresses, table
from tests.pages.walls.records import address

# Those who see most and those who see least of a page.
LOOKERS = ("nobody", "parent", "coach", "admin")
VERIFY = "/api/v1/public/example/verify"
# Pages that are at no route of their own: of who lost the way, who reads a mail, who holds a code up.
ELSEWHERE: dict[str, tuple[str, Callable[[Stand], str], int]] = {
    "link is over": ("parent", lambda _: "/site/example/enter?token=0", 400),
    "no such tenant": ("nobody", lambda _: "/site/nowhere", 404),
    "by a mail": ("nobody", lambda stand: _passed(stand), 200),
    "verified": ("nobody", lambda stand: f"{VERIFY}/{stand.records['membership']['link_id']}/", 200),
    "not verified": ("nobody", lambda _: f"{VERIFY}/{'0' * 30}/", 404),
}


@dataclass(frozen=True)
class Visit:
    """`name` is what its picture is called."""

    name: str
    who: str
    page: Endpoint | None
    status: int = 200
    further: int | None = None

    def target(self, stand: Stand) -> str:
        if self.page is None:
            return ELSEWHERE[self.name][1](stand)
        if self.further is not None:
            return addresses.further(self.page, stand.records)[self.further]
        here = addresses.address(self.page, stand.records)
        if addresses.short(self.page) == "/enter":
            return f"{here}?token={_token(stand)}"
        return here + addresses.query(self.page, stand.records)


def visits() -> list[Visit]:
    elsewhere = (Visit(name, who, None, status) for name, (who, _, status) in ELSEWHERE.items())
    return [*_declared(), *_barred(), *elsewhere]


def _declared() -> Iterator[Visit]:
    rows = table.read()
    for one in pages():
        if one.method != "GET" or not _html(one):
            continue
        route = addresses.route(one)
        seeing = [who for who in LOOKERS if rows[route][who] == "200"]
        assert seeing, f"{route}: nobody is shown it, says {table.FILE.name}"
        for who in dict.fromkeys((seeing[0], seeing[-1])):
            yield Visit(_name(one, who), who, one)
        for number, _ in enumerate(addresses.FURTHER.get(addresses.short(one), ())):
            yield Visit(f"{_name(one, seeing[-1])}.{number + 2}", seeing[-1], one, further=number)


def _barred() -> Iterator[Visit]:
    """The first page that a parent is refused, and the first that is as if it did not exist."""
    rows = table.read()
    for status, name in ((403, "not for you"), (404, "no such page")):
        found = (one for one in pages() if one.method == "GET" and _html(one))
        refused = [one for one in found if rows[addresses.route(one)]["other parent"] == str(status)]
        if refused:
            yield Visit(name, "other parent", refused[0], status)


def _html(one: Endpoint) -> bool:
    """Files that pages load are not looked at by themselves."""
    return "." not in one.path.rpartition("/")[2] and addresses.short(one) != "/logo"


def _name(one: Endpoint, who: str) -> str:
    words = [part for part in addresses.short(one).split("/") if part and not part.startswith("{")]
    return f"{'-'.join(words) or 'start'}.{who}"


def _token(stand: Stand) -> str:
    """Of a link to sign in, for this visit."""
    browser = Browser(stand.house)  # type: ignore[arg-type]  # it asks no more than Remote answers
    browser.send(browser.get("/site/example/sign-in"), "/sign-in", email=address("parent"))
    stand.house.settle()
    return link_for(stand.house, address("parent")).rpartition("=")[2]  # type: ignore[arg-type]


def _passed(stand: Stand) -> str:
    """The page of an achievement that the family's mail leads to."""
    texts = [mail.text for mail in stand.house.mails() if address("parent") in mail.to]
    return next(word for text in texts for word in text.split() if "?pass=" in word)
