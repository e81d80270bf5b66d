"""How often a tenant's keys may do what is dear, where that is not as for everybody."""

from dataclasses import replace
from datetime import datetime

from ..domain.limits import Limit, check_limit
from ..domain.tenant import Tenant
from ..store import keys, tenants
from ..store.conditions import Attr
from ..store.table import TenantTable
from ..store.writes import Put
from .tenants import get


def set_limit(table: TenantTable, what: str, limit: Limit | None, *, at: datetime) -> Tenant:
    """The tenant's own limit from now on; None: as for everybody."""
    if limit is not None:
        check_limit(what, limit)

    def decide() -> Tenant:
        before = get(table)
        own = {name: one for name, one in before.limits.items() if name != what}
        own |= {what: limit} if limit else {}
        after = replace(before, limits=own, version=before.version + 1, last_updated=at)
        item = tenants.item(after)
        table.put(Put(keys.tenant(table.tenant), item, Attr("version").eq(before.version)))
        return after

    return table.decided(decide)
