"""Signing in by a link in a mail: the token that it brings, and the session that follows (issue 10).

A token is signed with the tenant's secret and names the mail that it was sent in; nothing that is kept could
be made into one without the secret. It is good once, and for a quarter of an hour.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from .api_key import Role
from .refusals import Refusal
from .tenant import Tenant

# The template of the mail that brings the link.
SIGN_IN = "sign_in"
LINK_LIFE = timedelta(minutes=15)
# A phone at the pool side stays signed in for a course; whoever may change memberships, for a working day.
SESSION_LIFE: dict[Role, timedelta] = {
    "member": timedelta(days=30),
    "coach": timedelta(days=30),
    "admin": timedelta(hours=12),
}
_TOKEN = re.compile(r"([0-9a-f]{24})-([0-9]{10,11})-([0-9a-f]{64})")
# A page of the tenant's, as a link to it may name it: no scheme, no host, nothing to climb with.
_NEXT = re.compile(r"[a-z0-9_-]+(/[a-z0-9_-]+){0,5}")
LONGEST_NEXT = 200


class LinkIsOver(Refusal):
    """Always in the same words: used, too old, forged, or of an address that nobody has any more."""

    def __init__(self) -> None:
        super().__init__("This link is no longer good. Ask for another one.")


@dataclass(frozen=True)
class Session:
    """Who is signed in: the contacts whose address it is, in one browser.

    `uid` is the digest of what the browser's cookie holds, `address` the digest of the address: a contact
    that has it no longer is not signed in any more.
    """

    uid: str
    contacts: tuple[str, ...]
    address: str
    created: datetime
    ends: datetime

    def stands(self, *, at: datetime) -> bool:
        return at < self.ends


def token(tenant: Tenant, mail: str, asked: datetime) -> str:
    """What the link in this mail brings."""
    ends = int((asked + LINK_LIFE).timestamp())
    return f"{mail}-{ends}-{_mac(tenant, mail, ends)}"


def read_token(tenant: Tenant, text: str, *, at: datetime) -> str:
    """The mail that the token was sent in; LinkIsOver for what is not ours, or not any more."""
    found = _TOKEN.fullmatch(text)
    if found is None or not hmac.compare_digest(_mac(tenant, found[1], int(found[2])), found[3]):
        raise LinkIsOver
    if datetime.fromtimestamp(int(found[2]), UTC) <= at:
        raise LinkIsOver
    return found[1]


def session_uid(secret: str) -> str:
    """Under what a session is kept; its secret has 190 bits of chance, so a plain digest is enough."""
    return hashlib.sha256(f"session|{secret}".encode()).hexdigest()[:32]


def form_token(secret: str) -> str:
    """What every form of a session brings, and no other site can know (OWASP: HMAC-based CSRF token)."""
    return hmac.new(secret.encode(), b"form", hashlib.sha256).hexdigest()[:32]


def page_after(wanted: str) -> str:
    """Where to go on to after signing in, within the tenant's pages; the first one if it is none of those."""
    return wanted if len(wanted) <= LONGEST_NEXT and _NEXT.fullmatch(wanted) else ""


def _mac(tenant: Tenant, mail: str, ends: int) -> str:
    said = f"sign in|{tenant.slug}|{mail}|{ends}"
    return hmac.new(tenant.secret.encode(), said.encode(), hashlib.sha256).hexdigest()
