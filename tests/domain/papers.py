"""The tenant and the people that public papers are about."""

from datetime import UTC, datetime
from typing import Any

from chalicelib.domain.contact import Contact
from chalicelib.domain.kept_memberships import KeptMembership
from chalicelib.domain.tenant import Tenant

from .memberships import UID, a_membership

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
TAIL = "0123456789abcdef"


def a_tenant(**fields: Any) -> Tenant:
    given = {
        "slug": "example",
        "name": "The Club",
        "created": NOON,
        "last_updated": NOON,
        "secret": "a secret",
    }
    return Tenant(**given | fields)


def a_person(uid: str = "c", **fields: Any) -> Contact:
    given = {"resource": "person", "created": NOON, "last_updated": NOON, "first_name": "Ada"}
    return Contact(uid=uid * 24, **given | fields)


def a_kept_membership(fields: dict[str, Any] | None = None, **membership: Any) -> KeptMembership:
    """Of 2026, unless told otherwise; `fields` are those that the house adds."""
    given: dict[str, Any] = {
        "uid": UID,
        "created": NOON,
        "last_updated": NOON,
        "membership": a_membership(**{"period": "P1Y", "joined": "2026-01-01"} | membership),
        "link_tail": TAIL,
        "contact_resource": "person",
        "contact_name": "James",
        "type_name": "Fellow",
    }
    return KeptMembership(**given | (fields or {}))
