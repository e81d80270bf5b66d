"""Who a presented key stands for: what every request asks first, so that little is imported for it."""

from datetime import datetime

from ..domain import api_key
from ..domain.api_key import ApiKey, Caller
from ..store import keys
from ..store.api_keys import API_KEYS
from ..store.table import Table


def recognise(table: Table, presented: str, *, at: datetime) -> ApiKey | None:
    """The key that a presented text stands for now; garbage costs no read."""
    key_id = api_key.key_id(presented)
    if key_id is None:
        return None
    item = table.get(keys.api_key(key_id))
    key = API_KEYS.read(item) if item and "deleted" not in item else None
    return key if key is not None and key.opens(presented, at=at) else None


def caller(key: ApiKey) -> Caller:
    return Caller(
        tenant=key.tenant,
        role=key.role,
        key=key.uid,
        contact=key.contact,
        contact_resource=key.contact_resource,
        secret=key.tenant_secret,
    )
