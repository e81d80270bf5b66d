"""The mail that brings a link to sign in with: to whom, and with which words."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from ..actions import contacts
from ..domain.mail import Mail
from ..domain.sign_in import token
from ..domain.tenant import Tenant
from ..store.contacts import CONTACTS
from ..store.table import TenantTable


def address(table: TenantTable, mail: Mail) -> bool:
    """Whether somebody here has the address; the mail is about that contact then."""
    found = contacts.by_email(table, mail.to or "", consistent=True)
    stood = CONTACTS.find_many(table, found, consistent=True)
    reader = next((stood[uid] for uid in found if uid in stood), None)
    if reader is None:
        return False
    mail.contact = reader.uid
    spoken = {"locale": reader.locale} if reader.locale else {}
    mail.said = {**mail.said, "recipient": {"name": reader.display_name, "reason": "self", **spoken}}
    return True


def words(mail: Mail, tenant: Tenant) -> Mapping[str, Any]:
    """The link is made as the mail is written, and kept nowhere."""
    query = urlencode({"token": token(tenant, mail.uid, mail.created)})
    return {"sign_in_url": f"{mail.said['enter']}?{query}"}
