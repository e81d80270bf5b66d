"""A browser without a script: it keeps cookies, reads pages, fills forms in and follows where it is sent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

from sandbox.gateway import Reply
from sandbox.house import House

SITE = "/site/example"
FORM = "application/x-www-form-urlencoded"


@dataclass
class FoundForm:
    """A form of a page: where it goes to, and the fields that it would send as it stands."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class Page(HTMLParser):
    """A page as its reader finds it: its text, its links, its forms."""

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.reply, self.status = reply, reply.status
        self.source = reply.body.decode()
        self.links: list[tuple[str, str]] = []
        self.forms: list[FoundForm] = []
        self._text: list[str] = []
        self._link: list[str] | None = None
        self._select: str | None = None
        self._area: str | None = None
        self._option = False  # chosen, and its text is its value
        self.feed(self.source)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self._text).split())

    def form(self, action: str) -> FoundForm:
        """The one form whose address ends so."""
        found = [one for one in self.forms if urlsplit(one.action).path.endswith(action)]
        assert len(found) == 1, (action, [one.action for one in self.forms])
        return found[0]

    def link(self, words: str) -> str:
        found = [href for href, said in self.links if words in said]
        assert found, (words, self.links)
        return found[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        match tag:
            case "a":
                self._link = []
                self.links.append((given.get("href", ""), ""))
            case "form":
                self.forms.append(FoundForm(given.get("action", ""), given.get("method", "get").lower()))
            case "button" if "name" in given and self.forms:
                self.forms[-1].buttons.append((given["name"], given.get("value", "")))
            case "input" if "name" in given and self.forms:
                if given.get("type") not in ("checkbox", "radio") or "checked" in given:
                    self.forms[-1].fields.append((given["name"], given.get("value", "")))
            case "select":
                self._select = given.get("name")
            case "option" if self._select and "selected" in given:
                self.forms[-1].fields.append((self._select, given.get("value", "")))
                self._option = "value" not in given
            case "textarea":
                self._area = given.get("name")
                self.forms[-1].fields.append((given.get("name", ""), ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link is not None:
            href, _ = self.links[-1]
            self.links[-1] = href, " ".join(" ".join(self._link).split())
            self._link = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            name, value = self.forms[-1].fields[-1]
            self.forms[-1].fields[-1] = name, value + data.removeprefix("\n")
            return
        if self._option:
            name, _ = self.forms[-1].fields[-1]
            self.forms[-1].fields[-1], self._option = (name, data.strip()), False
        self._text.append(data)
        if self._link is not None:
            self._link.append(data)


class Browser:
    """One person's, at one house; `headers` go with every request."""

    def __init__(self, house: House, **headers: str) -> None:
        self.house, self.cookies, self.headers = house, dict[str, str](), headers

    def get(self, path: str, *, follow: bool = True) -> Page:
        return self._answered(self._ask("GET", path), follow)

    def post(
        self, path: str, fields: Sequence[tuple[str, str]], *, follow: bool = True, **headers: str
    ) -> Page:
        body = urlencode(list(fields)).encode()
        return self._answered(self._ask("POST", path, body, {"Content-Type": FORM, **headers}), follow)

    def bring(self, path: str, body: bytes, **headers: str) -> Page:
        """A form that was written elsewhere, as one with a file; the answer itself."""
        return Page(self._ask("POST", path, body, headers))

    def send(self, page: Page, action: str, *, follow: bool = True, **fields: Any) -> Page:
        """The page's form whose address ends so, with these fields filled in; a list is given several times."""
        form = page.form(action)
        kept = [(name, value) for name, value in form.fields if name not in fields]
        return self.post(form.action, [*kept, *_pairs(fields)], follow=follow)

    def sign_in(self, address: str, *, tenant: str = "example") -> Page:
        """By the mail that comes; the page that follows."""
        asked = self.send(self.get(f"/site/{tenant}/sign-in"), "/sign-in", email=address)
        assert asked.status == 200, asked.text
        self.house.settle()
        return self.follow_link(address)

    def follow_link(self, address: str) -> Page:
        """Open the newest link that was sent to this address, and go on."""
        return self.send(self.get(link_for(self.house, address)), "/enter")

    def _ask(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Reply:
        """A path, or a whole address, as links in mails are."""
        split = urlsplit(path)
        target = f"{split.path}?{split.query}" if split.query else split.path
        sent = {"Accept": "text/html", **self.headers, **(headers or {})}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        reply = self.house.ask(method, target, sent, body)
        self._keep(reply)
        return reply

    def _keep(self, reply: Reply) -> None:
        for name, morsel in SimpleCookie(reply.headers.get("Set-Cookie", "")).items():
            if morsel["max-age"] == "0":
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = morsel.value

    def _answered(self, reply: Reply, follow: bool) -> Page:
        for _ in range(5):
            if not follow or reply.status not in (302, 303):
                break
            reply = self._ask("GET", reply.headers["Location"])
        return Page(reply)


def link_for(house: House, address: str) -> str:
    """The link in the newest mail to sign in that went to this address."""
    texts = [mail.text for mail in house.mails() if mail.to == [address] or tuple(mail.to) == (address,)]
    found = [word for text in texts for word in text.split() if "/enter?token=" in word]
    assert found, f"no link was sent to {address}"
    return found[-1]


def _pairs(fields: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        for one in value if isinstance(value, list | tuple) else [value]:
            yield name, str(one)
