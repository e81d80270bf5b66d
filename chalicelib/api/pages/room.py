"""A Face for people: sessions in a cookie, forms with a token of their own, refusals as pages (issue 10)."""

import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ...actions import signing_in
from ...documents import pages
from ...documents.pages import Reader
from ...domain.api_key import Role
from ...domain.ids import is_slug
from ...domain.refusals import Forbidden, Invalid, NoTenant, Refusal, nearest
from ...domain.sign_in import form_token
from ...store import tenants
from ...watch.work import know
from ...wiring import Wiring, wiring
from .. import telling
from ..blueprint import ANYONE, MOST_FAULTS, SECURITY, Face, View, query
from ..body import BadBody
from ..call import Answer, Endpoint, timed
from ..front import PAGES
from ..sheep.dialect import WORDS, Sheep
from . import forms
from .forms import CSRF, Form
from .visitor import HTML, Visitor, root

COOKIE = "laurel_session"
_SECRET = re.compile(r"[0-9A-Za-z]{32}")
# Nothing is run but our own file, nothing loaded from elsewhere, nothing shown within another page.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    **SECURITY,
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # With `no-referrer` browsers would send `Origin: null` with our own forms.
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}


class NotSignedIn(Refusal):
    """A page for who is signed in, and nobody is."""

    def __init__(self) -> None:
        super().__init__("Please sign in.")


class Pages(Face):
    """A view gets a Visitor and the path's parameters, and answers with a page or another one to go to."""

    headers: Mapping[str, str] = HEADERS

    def __init__(self) -> None:
        super().__init__(Sheep(PAGES))

    def page(
        self,
        path: str,
        *,
        who: frozenset[Role] | None = ANYONE,
        summary: str,
        query: Mapping[str, str] | None = None,
    ) -> Callable[[View], View]:
        """Declare what is shown under the tenant's pages. `who`: the roles that get it; None: everybody."""
        where = f"/site/{{flock}}{path}"
        return self.endpoint("GET", where, who=who, summary=summary, query=query, media="text/html")

    def form(
        self, path: str, *, who: frozenset[Role] | None = ANYONE, summary: str, takes: type[Form] = Form
    ) -> Callable[[View], View]:
        """Declare what a form of these pages does; `takes` is its model."""
        where = f"/site/{{flock}}{path}"
        return self.endpoint("POST", where, who=who, summary=summary, body=takes, media="text/html")

    def _asked(
        self,
        endpoint: Endpoint,
        view: View,
        request: dict[str, Any],
        headers: dict[str, str],
        parameters: dict[str, str],
    ) -> Answer:
        visitor = _visitor(wiring(), request, headers, parameters.pop("flock"))
        try:
            with telling.refusals():
                if endpoint.who is not None:
                    _check_role(visitor, endpoint)
                visitor = _understood(visitor, endpoint, request, headers)
                answer: Answer = view(visitor, **parameters)
                return answer
        except NotSignedIn:
            return _sign_in_first(visitor, endpoint, request)
        except BadBody as bad:
            return _sorry(visitor, bad.status, bad.detail, {})
        except Refusal as refusal:
            return _said(self, visitor, refusal)

    def _refused(
        self,
        status: int,
        detail: str,
        fields: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        answer = nowhere(status, detail)
        return Answer(answer.body, status, {**answer.headers, **(headers or {})})


def nowhere(status: int, detail: str) -> Answer:
    """A page where not even the tenant is known."""
    said = {"status": status, "title": WORDS[status], "detail": detail}
    said["stylesheet"] = f"{root(wiring().settings.base_url)}/style.css?v={pages.file('style.css')[1]}"
    html = pages.render("_nowhere.html", Reader(pages.ENGLISH, "UTC"), said)
    return Answer(html, status, {"Content-Type": HTML})


def cookie(visitor: Visitor, secret: str, *, seconds: int) -> dict[str, str]:
    """The header that puts a session into the browser, for this tenant's pages alone; 0 takes it away."""
    kept = f"{COOKIE}={secret}; Path={visitor.path()}; Max-Age={seconds}"
    return {"Set-Cookie": f"{kept}; HttpOnly; Secure; SameSite=Lax"}


def _visitor(wired: Wiring, request: dict[str, Any], headers: Mapping[str, str], slug: str) -> Visitor:
    table = wired.table.of(slug)
    tenant = tenants.load(table, consistent=False) if is_slug(slug) else None
    if tenant is None:
        raise NoTenant(slug)
    secret, now = _presented(headers), wired.clock()
    person = signing_in.known(table, secret, at=now) if secret else None
    know(tenant=tenant.slug, role=person.role if person else None)
    identity = request.get("requestContext", {}).get("identity", {})
    csrf = form_token(secret) if person else ""
    return Visitor(wired, table, tenant, now, person, secret, csrf, source=str(identity.get("sourceIp", "")))


def _presented(headers: Mapping[str, str]) -> str:
    """The session in the cookies; two of them are none."""
    pairs = (pair.strip().partition("=") for pair in headers.get("cookie", "").split(";"))
    found = {value for name, _, value in pairs if name == COOKIE and _SECRET.fullmatch(value)}
    return found.pop() if len(found) == 1 else ""


def _check_role(visitor: Visitor, endpoint: Endpoint) -> None:
    if visitor.person is None:
        raise NotSignedIn
    if visitor.person.role not in (endpoint.who or ()):
        raise Forbidden("This page is not for you.")


def _understood(
    visitor: Visitor, endpoint: Endpoint, request: dict[str, Any], headers: Mapping[str, str]
) -> Visitor:
    asked = query(endpoint, request)
    if endpoint.method != "POST" or endpoint.body is None:
        return replace(visitor, query=asked)
    _check_origin(visitor, headers)
    assert issubclass(endpoint.body, Form)
    fields = forms.read(request, headers, endpoint.body)
    brought = fields.pop(CSRF, [""])[0]
    if visitor.person is not None and not hmac.compare_digest(brought.encode(), visitor.csrf.encode()):
        raise Forbidden("This page was open too long. Go back, load it again, and send it once more.")
    return replace(visitor, query=asked, form=forms.validated(endpoint.body, fields))


def _check_origin(visitor: Visitor, headers: Mapping[str, str]) -> None:
    """Forms come from our own pages (Fetch Metadata; older browsers say the origin)."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    foreign = site not in (None, "same-origin", "none")
    if site is None and origin is not None:
        foreign = not (visitor.wired.settings.base_url + "/").startswith(f"{origin}/")
    if foreign:
        raise Forbidden("This form came from another site.")


def _sign_in_first(visitor: Visitor, endpoint: Endpoint, request: dict[str, Any]) -> Answer:
    """A page that was asked for comes after signing in; a form cannot, and says so."""
    if endpoint.method != "GET":
        return visitor.show("signed_out.html", status=401)
    given = request.get("pathParameters") or {}
    wanted = endpoint.path.removeprefix("/site/{flock}").strip("/").format(**given)
    return visitor.goto("sign-in", **({"then": wanted} if wanted else {}))


def _said(face: Pages, visitor: Visitor, refusal: Refusal) -> Answer:
    status = nearest(refusal, face.dialect.statuses)
    fields = refusal.fields if isinstance(refusal, Invalid) else {}
    return timed(_sorry(visitor, status, refusal.detail, fields), refusal)


def _sorry(visitor: Visitor, status: int, detail: str, fields: Mapping[str, str]) -> Answer:
    faults = dict(list(fields.items())[:MOST_FAULTS])
    return visitor.show("refused.html", status=status, detail=detail, faults=faults)
