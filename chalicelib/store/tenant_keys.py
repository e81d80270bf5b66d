"""The keys of what is about tenants, and of none of them."""

from .keys import Key, tenant


def founded_tenant(slug: str) -> Key:
    """All stand in one partition, which only the operators' command reads and writes."""
    return Key("T#", slug)


def tenant_logo(t: str, name: str) -> Key:
    return Key(tenant(t).pk, f"LOGO#{name}")
