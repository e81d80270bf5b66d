"""Links from pages to papers: the public ones, that open for whoever is shown them."""

from datetime import timedelta
from urllib.parse import urlencode

from ...domain.achievement import Achievement
from ...domain.kept_memberships import KeptMembership
from ...domain.links import Paper, signed_query
from .visitor import Visitor

# Where a record of old has no tail, and its tenant lets no plain uid open it.
SIGNED_FOR = timedelta(days=1)


def of_achievement(visitor: Visitor, achievement: Achievement) -> dict[str, str]:
    """Its papers by their names; none before it is finished."""
    if not achievement.finished:
        return {}
    tail, link_id = achievement.link_tail, achievement.uid + achievement.link_tail
    found = {"certificate": _paper(visitor, "achievement", link_id, "certificate", tail)}
    badge = {"badge": _paper(visitor, "achievement", link_id, "credential", tail) + "?format=svg"}
    return found | (badge if tail else {})


def of_membership(visitor: Visitor, kept: KeptMembership) -> dict[str, str]:
    """Its papers by their names; an invoice only where there is one."""
    names = ("certificate", *(("invoice",) if kept.invoice else ()))
    return {name: _paper(visitor, "member", kept.link_id, name, kept.link_tail) for name in names}


def _paper(visitor: Visitor, resource: str, link_id: str, name: str, tail: str) -> str:
    address = f"{visitor.wired.settings.base_url}/api/v1/public/{visitor.tenant.slug}"
    address = f"{address}/{resource}/{link_id}/{name}/"
    if tail or visitor.tenant.public_links == "open":
        return address
    query = signed_query(visitor.tenant, Paper(resource, name), link_id, visitor.now + SIGNED_FOR)
    return f"{address}?{urlencode(query)}"
