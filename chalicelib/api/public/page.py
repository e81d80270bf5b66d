"""The verification as a page for people, in the tenant's looks; it runs nothing and needs no session."""

from collections.abc import Mapping
from typing import Any

from ...actions.visits import Visit
from ...domain.ids import is_slug
from ...domain.refusals import Refusal
from ...domain.verification import Verification
from ...store import tenants
from ...wiring import wiring
from ..call import Answer
from ..pages import room
from ..pages.visitor import Visitor

# How the papers of a document are called in paths.
RESOURCES: Mapping[str, str] = {"membership": "member", "achievement": "achievement"}


def of(visit: Visit, found: Verification) -> Answer:
    """Whether it is ours and holds; with its paper and its badge, where the link opens those, too."""
    papers = "" if visit.link.signed else _papers(visit, found)
    held = found.valid or found.document == "membership"
    return _framed(_stranger(visit), "verification.html", found=found, papers=papers if held else "")


def refused(slug: str, refusal: Refusal, status: int) -> Answer:
    """In the same words whatever was wrong with the link; of a tenant that does not exist in no looks."""
    wired = wiring()
    table = wired.table.of(slug)
    tenant = tenants.load(table, consistent=False) if is_slug(slug) else None
    if tenant is None:
        return room.nowhere(status, refusal.detail)
    visitor = Visitor(wired, table, tenant, wired.clock(), None, "", "")
    return _framed(visitor, "not_verified.html", status=status)


def _papers(visit: Visit, found: Verification) -> str:
    """Where the document's papers stand: it opens them that was opened here."""
    public = f"{visit.base_url}/api/v1/public/{visit.tenant.slug}"
    return f"{public}/{RESOURCES[found.document]}/{visit.link.uid}{visit.link.tail or ''}"


def _stranger(visit: Visit) -> Visitor:
    return Visitor(wiring(), visit.table, visit.tenant, visit.now, None, "", "")


def _framed(visitor: Visitor, page: str, *, status: int = 200, **said: Any) -> Answer:
    shown = visitor.show(page, status=status, **said)
    return Answer(shown.body, shown.status, {**room.HEADERS, **shown.headers})
