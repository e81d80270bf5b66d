"""Routes that need no key but a link: a Face whose views get a Visit (contract, promises 4.3)."""

from collections.abc import Callable, Mapping
from typing import Any

from ...actions.visits import Visit, tenant_of
from ...domain import links
from ...domain.refusals import Invalid
from ...watch.work import know
from ...wiring import wiring
from ..blueprint import SECURITY, Face, View, query
from ..call import Answer, Endpoint
from ..sheep.dialect import Sheep

LONGEST = 200
SIGNED = {
    "exp": "Until when a signed link is good, in seconds since 1970.",
    "sig": "The signature of a signed link.",
}


class Door(Face):
    """Everything that it answers is for one reader alone: kept by no cache, found by no search engine."""

    headers: Mapping[str, str] = {
        **SECURITY,
        "Cache-Control": "private, no-store",
        "X-Robots-Tag": "noindex",
    }

    def __init__(self) -> None:
        super().__init__(Sheep("public"))

    def page(
        self,
        path: str,
        *,
        summary: str,
        query: Mapping[str, str] | None = None,
        answers: Any = None,
        media: str = "application/json",
        also: Mapping[int, str] | None = None,
        draws: bool = False,
        formats: tuple[str, ...] = (),
    ) -> Callable[[View], View]:
        """Declare a route under the tenant's public path; `{uid}` in it is the link."""
        return self.endpoint(
            "GET",
            f"/api/v1/public/{{flock}}{path}",
            who=None,
            summary=summary,
            answers=answers,
            query={**(query or {}), **SIGNED},
            media=media,
            also=also,
            draws=draws,
            formats=formats,
        )

    def _asked(
        self,
        endpoint: Endpoint,
        view: View,
        request: dict[str, Any],
        headers: dict[str, str],
        parameters: dict[str, str],
    ) -> Answer:
        wired, given = wiring(), _short(query(endpoint, request))
        table = wired.table.of(parameters["flock"])
        link = links.read(parameters["uid"], given.get("exp"), given.get("sig"))
        visit = Visit(
            table=table,
            tenant=tenant_of(table),
            link=link,
            template=given.get("template"),
            base_url=wired.settings.base_url,
            now=wired.clock(),
            query=given,
        )
        know(tenant=visit.tenant.slug)
        answer: Answer = view(visit, headers)
        return answer


def _short(given: dict[str, str]) -> dict[str, str]:
    """Nothing that a link may say is long."""
    long = {name: f"at most {LONGEST} characters" for name, value in given.items() if len(value) > LONGEST}
    if long:
        raise Invalid("A query parameter is too long.", long)
    return given
