"""What pages load: the one stylesheet, the script, a tenant's colours and its logo."""

from typing import Any

from ...actions import logos
from ...documents import looks, pages
from ...domain.colours import is_colour
from ...domain.refusals import Invalid
from ..blueprint import View
from ..call import Answer, Endpoint
from .room import Pages
from .visitor import Visitor

CSS = "text/css; charset=utf-8"
SCRIPT = "text/javascript; charset=utf-8"
ICON = "image/svg+xml"
# Its address bears its version.
KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}
VERSION = {"v": "Its version."}
TRIED = {"colour": "Another colour to look at, as #rrggbb.", "accent": "Another accent, likewise."}
# Mails show it, too; and whoever opens it by itself sees a picture that does nothing.
HARMLESS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
SHORTLY = {"Cache-Control": "public, max-age=300"}


class Looks(Pages):
    """Files are the same for every tenant, and need none."""

    def _asked(
        self,
        endpoint: Endpoint,
        view: View,
        request: dict[str, Any],
        headers: dict[str, str],
        parameters: dict[str, str],
    ) -> Answer:
        if "flock" in parameters:
            return super()._asked(endpoint, view, request, headers, parameters)
        answer: Answer = view()
        return answer

    def file(self, name: str, media: str, *, summary: str) -> None:
        """Declare a file of templates/pages/."""

        def show() -> Answer:
            return Answer(pages.file(name)[0].decode(), 200, {**KEPT, "Content-Type": media})

        declare = self.endpoint(
            "GET", f"/site/{name}", who=None, summary=summary, query=VERSION, media="text/html"
        )
        declare(show)


face = Looks()
face.file("style.css", CSS, summary="The one stylesheet.")
face.file("icon.svg", ICON, summary="What stands in a tab; else browsers ask for one that is not there.")
face.file(
    "register.js", SCRIPT, summary="The one script: the register's, which keeps taps that no network takes."
)


@face.page("/look.css", who=None, summary="The tenant's colours.", query={**VERSION, **TRIED})
def look(visitor: Visitor) -> Answer:
    """In them, or in those that somebody is trying out: shades that can be read (domain/looks.py)."""
    tenant, asked = visitor.tenant, visitor.query
    colour, accent = asked.get("colour", tenant.colour), asked.get("accent", tenant.accent)
    faults = {name: "not #rrggbb" for name in TRIED if name in asked and not is_colour(asked[name])}
    if faults:
        raise Invalid("This is not a colour.", faults)
    return Answer(looks.stylesheet(colour, accent)[0], 200, {**KEPT, "Content-Type": CSS})


@face.page("/logo", who=None, summary="The tenant's logo.", query=VERSION)
def logo(visitor: Visitor) -> Answer:
    """An address of an earlier one, as old mails have it, shows the one of now."""
    picture = logos.show(visitor.table, visitor.tenant)
    kept = KEPT if visitor.query.get("v") == visitor.tenant.logo_file else SHORTLY
    return Answer(picture.file, 200, {**kept, **HARMLESS, "Content-Type": picture.media})
