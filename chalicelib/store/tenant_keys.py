"""The keys of what is about tenants, and of none of them."""

from .keys import Key


def founded_tenant(slug: str) -> Key:
    """All stand in one partition, which only the operators' command reads and writes."""
    return Key("T#", slug)
