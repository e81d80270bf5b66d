"""The shapes of ids, and references to records as clients write them."""

import re
from dataclasses import dataclass
from uuid import UUID

from .refusals import Contradiction, Invalid

UID = re.compile(r"[0-9a-f]{24}")
SHORT_ID = re.compile(r"[A-Za-z0-9_-]{20}")
UUID_TEXT = r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
_UUID = re.compile(UUID_TEXT)
SLUG = re.compile(r"[a-z0-9-]{2,40}")
RESERVED_SLUGS = frozenset({"v1", "v3", "public"})
_REF = re.compile(r"/([a-z0-9-]{2,40})/([a-z_]{2,40})/([0-9a-f]{24})/?")


def is_uid(text: str) -> bool:
    return UID.fullmatch(text) is not None


def is_short_id(text: str) -> bool:
    """An id as face 001 gives them."""
    return SHORT_ID.fullmatch(text) is not None


def is_uuid(text: str) -> bool:
    """In either case, but with its hyphens: as face 002 writes its ids."""
    return _UUID.fullmatch(text) is not None


def as_uuid(chance: str) -> str:
    """A UUID (version 4) of 32 hex digits of chance."""
    return str(UUID(hex=chance, version=4))


def is_slug(text: str) -> bool:
    return SLUG.fullmatch(text) is not None and text not in RESERVED_SLUGS


@dataclass(frozen=True)
class Ref:
    """A reference as seed 000 writes it: `/{tenant}/{resource}/{uid}/`."""

    tenant: str
    resource: str
    uid: str

    def __str__(self) -> str:
        return f"/{self.tenant}/{self.resource}/{self.uid}/"


def parse_ref(text: str, *, field: str, tenant: str, resources: tuple[str, ...]) -> Ref:
    """The reference in `text`; malformed is Invalid, another kind or tenant is a Contradiction."""
    found = _REF.fullmatch(text)
    if found is None:
        raise Invalid(f"{field} is not a reference.", {field: f"expected /{tenant}/{resources[0]}/<uid>/"})
    ref = Ref(*found.groups())
    if ref.tenant != tenant or ref.resource not in resources:
        wanted = " or ".join(resources)
        raise Contradiction(f"{field} does not refer to a {wanted} of {tenant}.", {field: f"not a {wanted}"})
    return ref
