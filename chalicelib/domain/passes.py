"""A pass: what the link of a mail brings, to show its reader one achievement without signing in.

It is signed with the tenant's secret and good for one reader, one achievement and sixty days; nothing of it
is kept. A record's new link tail ends it, as it ends the record's public links.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from .contact import Contact
from .tenant import Tenant

PASS_LIFE = timedelta(days=60)
_PASS = re.compile(r"([0-9a-f]{24})-([0-9]{10,11})-([0-9a-f]{64})")


@dataclass(frozen=True)
class Opens:
    """What a pass is for: the achievement that `uid` and `tail` name."""

    uid: str
    tail: str


def written(tenant: Tenant, opens: Opens, reader: str, at: datetime) -> str:
    """The pass of a mail that was made at that moment, to this contact."""
    ends = int((at + PASS_LIFE).timestamp())
    return f"{reader}-{ends}-{_mac(tenant, opens, reader, ends)}"


def reader_of(tenant: Tenant, opens: Opens, text: str, *, at: datetime) -> str | None:
    """The contact that was given it; None for what is not ours, not for this, or not good any more."""
    found = _PASS.fullmatch(text)
    if found is None or not hmac.compare_digest(_mac(tenant, opens, found[1], int(found[2])), found[3]):
        return None
    return found[1] if at < datetime.fromtimestamp(int(found[2]), UTC) else None


def concerns(reader: Contact, contact: Contact) -> bool:
    """Whether what is told of the contact is told to this reader: it is the contact, or a guardian."""
    return reader.uid == contact.uid or reader.uid in contact.guardians


def _mac(tenant: Tenant, opens: Opens, reader: str, ends: int) -> str:
    said = "\n".join(("achievement pass", tenant.slug, opens.uid, opens.tail, reader, str(ends)))
    return hmac.new(tenant.secret.encode(), said.encode(), hashlib.sha256).hexdigest()
