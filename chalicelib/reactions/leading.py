"""Where a mail's links lead: to the tenant's pages, and without signing in to that of what it tells of."""

from collections.abc import Mapping
from urllib.parse import urlencode

from ..domain.achievement import Achievement
from ..domain.mail import Mail
from ..domain.passes import Opens, written
from ..domain.sign_in import SIGN_IN
from ..domain.tenant import Tenant

COMPLETED = "achievement_completed"


def achievement(mail: Mail) -> str | None:
    """The achievement whose page the mail leads to, as it stands when the mail is written."""
    found = mail.said.get("achievement") if mail.event_name == COMPLETED else None
    return found if isinstance(found, str) else None


def words(mail: Mail, tenant: Tenant, found: Achievement | None, base_url: str) -> Mapping[str, str]:
    """Both are always said. `page_url` is empty where there is no such page, or nobody whose it were;
    `site_url` in the mail that brings a link of its own."""
    site = f"{base_url}/site/{tenant.slug}"
    page = _page(site, mail, tenant, found) if found and mail.contact else ""
    return {"site_url": "" if mail.template == SIGN_IN else site, "page_url": page}


def _page(site: str, mail: Mail, tenant: Tenant, found: Achievement) -> str:
    """The pass is made as the mail is written, and kept nowhere."""
    opens = Opens(found.uid, found.link_tail)
    query = urlencode({"pass": written(tenant, opens, mail.contact or "", mail.created)})
    return f"{site}/achievement/{found.uid}?{query}"
