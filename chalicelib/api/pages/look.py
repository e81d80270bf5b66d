"""What pages load: the one stylesheet, the script, and a tenant's colours."""

from typing import Any

from ...documents import pages
from ..blueprint import View
from ..call import Answer, Endpoint
from .room import Pages
from .visitor import Visitor

CSS = "text/css; charset=utf-8"
SCRIPT = "text/javascript; charset=utf-8"
# Its address bears its version.
KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}
VERSION = {"v": "Its version."}


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
face.file(
    "register.js", SCRIPT, summary="The one script: the register's, which keeps taps that no network takes."
)


@face.page("/look.css", who=None, summary="The tenant's colours.", query=VERSION)
def look(visitor: Visitor) -> Answer:
    """Text stands on the tenant's colour in black or white, whichever reads better (WCAG 2.2, 1.4.3)."""
    tenant = visitor.tenant
    css = f":root{{--brand:{tenant.colour};--ink:{tenant.ink};--tint:{tenant.accent}}}\n"
    return Answer(css, 200, {**KEPT, "Content-Type": CSS})
