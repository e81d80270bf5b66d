"""Public links: who holds one may read one paper, without a key.

A link id is a record's uid and a tail of 64 more random bits; it opens for good. The plain uid opens only
where the tenant's policy says so, or with a signature that is good for one paper until a moment.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from .refusals import NotFound
from .tenant import Tenant

_LINK = re.compile(r"([0-9a-f]{24})([0-9a-f]{16})?")
_EXPIRY = re.compile(r"[0-9]{1,11}")


@dataclass(frozen=True)
class Paper:
    """What a link leads to: `resource` and `name` as in the path, in which template."""

    resource: str
    name: str
    template: str | None = None


@dataclass(frozen=True)
class Link:
    """A link as it was presented. `tail` is None in a plain uid."""

    uid: str
    tail: str | None
    expiry: str | None = None
    signature: str | None = None

    @property
    def signed(self) -> bool:
        return self.expiry is not None or self.signature is not None


class NoSuchPaper(NotFound):
    """Always in the same words: unknown, foreign, malformed, expired and forbidden look alike."""

    def __init__(self) -> None:
        super().__init__("There is no such document.")


def read(text: str, expiry: str | None, signature: str | None) -> Link:
    found = _LINK.fullmatch(text)
    if found is None:
        raise NoSuchPaper
    return Link(found[1], found[2], expiry, signature)


def check(link: Link, paper: Paper, tail: str | None, tenant: Tenant, *, now: datetime) -> None:
    """Refuses a link that does not open this record's paper; `tail` is the record's own."""
    if link.tail is not None and not (tail and hmac.compare_digest(link.tail, tail)):
        raise NoSuchPaper
    if link.signed:
        _check_signature(link, paper, tail or "", tenant, now)
    elif link.tail is None and tenant.public_links != "open":
        raise NoSuchPaper


def sign(tenant: Tenant, paper: Paper, link_id: str, expires: datetime) -> str:
    """The signature in hex: HMAC-SHA256 over all that the link leads to, and until when.

    The tail is in it, so that a record's new tail ends its signed links too.
    """
    parts = ("GET", tenant.slug, paper.resource, link_id, paper.name, paper.template or "", _seconds(expires))
    said = "\n".join(("public link", *parts)).encode()
    return hmac.new(tenant.secret.encode(), said, hashlib.sha256).hexdigest()


def signed_query(tenant: Tenant, paper: Paper, link_id: str, expires: datetime) -> dict[str, str]:
    """The query of a signed link, in order."""
    template = {"template": paper.template} if paper.template else {}
    return {**template, "exp": _seconds(expires), "sig": sign(tenant, paper, link_id, expires)}


def _check_signature(link: Link, paper: Paper, tail: str, tenant: Tenant, now: datetime) -> None:
    expiry, signature = link.expiry or "", link.signature or ""
    if _EXPIRY.fullmatch(expiry) is None:
        raise NoSuchPaper
    expires = datetime.fromtimestamp(int(expiry), UTC)
    wanted = sign(tenant, paper, link.uid + tail, expires)
    if not hmac.compare_digest(wanted.encode(), signature.encode()) or expires <= now:
        raise NoSuchPaper


def _seconds(at: datetime) -> str:
    return str(int(at.timestamp()))
