"""Where a tenant's pages stand, as mails and records name them."""

from .tenant import Tenant
from .tenant_logo import media_of


def site_url(base_url: str, slug: str, page: str = "") -> str:
    return f"{base_url.rstrip('/')}/site/{slug}/{page}".rstrip("/")


def logo_url(base_url: str, tenant: Tenant) -> str | None:
    """Where the logo that was uploaded is served; the address changes with the file."""
    if tenant.logo_file is None:
        return None
    return f"{site_url(base_url, tenant.slug, 'logo')}?v={tenant.logo_file}"


def mail_logo(base_url: str, tenant: Tenant) -> str | None:
    """The logo of mails: the one that the tenant names for them, else its own, if mail programs show such."""
    uploaded = tenant.logo_file
    shown = uploaded is not None and media_of(uploaded) == "image/png"
    return tenant.logo or (logo_url(base_url, tenant) if shown else None)
