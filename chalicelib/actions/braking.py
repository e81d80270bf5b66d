"""What is dear costs a call out of the bucket of the key that asks."""

from datetime import datetime

from ..domain.api_key import Caller
from ..domain.limits import limit_of, refuse
from ..store import brakes, tenants
from ..store.table import TenantTable


def take(table: TenantTable, caller: Caller, what: str, *, at: datetime) -> None:
    """Raises TooOften. `what` is one of domain/limits.py."""
    tenant = tenants.load(table, consistent=False)
    limit = limit_of(what, tenant.limits if tenant else {})
    if wait := brakes.take(table, caller.key, what, limit, at=at):
        raise refuse(what, wait)
