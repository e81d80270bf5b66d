"""A visitor: somebody at a tenant's pages, signed in or not, and what a view needs to answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from ...actions.signing_in import Person
from ...documents import looks, pages
from ...documents.pages import Reader
from ...domain.api_key import Role
from ...domain.contact import Contact
from ...domain.tenant import Tenant
from ...wiring import Ids, TenantTable, Wiring
from ..call import Answer

HTML = "text/html; charset=utf-8"


def root(base_url: str) -> str:
    """The path under which all pages stand; a stage in the base URL's path belongs to it."""
    return f"{urlsplit(base_url).path.rstrip('/')}/site"


@dataclass(frozen=True)
class Visitor:
    """`person` is who is signed in, `form` what was sent, `csrf` what the visitor's own forms bring; `guest`
    is whom a mail's link shows a page to that needs no signing in."""

    wired: Wiring
    table: TenantTable
    tenant: Tenant
    now: datetime
    person: Person | None
    secret: str
    csrf: str
    query: Mapping[str, str] = field(default_factory=dict)
    form: Any = None
    source: str = ""
    guest: Contact | None = None

    @property
    def ids(self) -> Ids:
        return self.wired.ids

    @property
    def someone(self) -> Person:
        """Of a page that only who is signed in gets."""
        if self.person is None:
            raise AssertionError("this page is for who is signed in")
        return self.person

    @property
    def role(self) -> Role | None:
        return self.person.role if self.person else None

    @property
    def ref(self) -> str:
        """Who does it, as records say it."""
        one = self.someone.first
        return f"/{self.tenant.slug}/{one.resource}/{one.uid}/"

    @property
    def reader(self) -> Reader:
        own = self.person.first if self.person else self.guest
        spoken = pages.language(own.locale if own else None, self.tenant.locale)
        return Reader(spoken, (own.timezone if own else None) or self.tenant.timezone)

    def path(self, page: str = "", /, **query: str) -> str:
        """The address of one of the tenant's pages, within the host."""
        here = f"{root(self.wired.settings.base_url)}/{self.tenant.slug}/{page}".rstrip("/")
        return f"{here}?{urlencode(query)}" if query else here

    def url(self, page: str = "", /, **query: str) -> str:
        """The same, as a mail says it."""
        stage = urlsplit(self.wired.settings.base_url).path.rstrip("/")
        return self.wired.settings.base_url.rstrip("/") + self.path(page, **query).removeprefix(stage)

    def show(self, page: str, /, *, status: int = 200, **said: Any) -> Answer:
        """A page of templates/pages/. Every one has `here` (this visitor), `path` and the reader's words."""
        framed = {"here": self, "tenant": self.tenant, "path": self.path, "csrf": self.csrf, **assets(self)}
        html = pages.render(page, self.reader, {**framed, **said})
        return Answer(html, status, {"Content-Type": HTML})

    def goto(self, page: str = "", /, **query: str) -> Answer:
        """On to another page, after something was done (303: it is got, not sent again)."""
        return Answer("", 303, {"Location": self.path(page, **query), "Content-Type": HTML})


def assets(here: Visitor) -> dict[str, str]:
    """The addresses of what every page loads; each changes with its content, so that it may be kept long."""
    above, tenant = root(here.wired.settings.base_url), here.tenant
    logo = tenant.logo_file
    return {
        "stylesheet": f"{above}/style.css?v={pages.file('style.css')[1]}",
        "icon": f"{above}/icon.svg?v={pages.file('icon.svg')[1]}",
        "look": here.path("look.css", v=looks.stylesheet(tenant.colour, tenant.accent)[1]),
        "logo": here.path("logo", v=logo) if logo else "",
    }
