"""What is done with a tenant's logo: taking an upload, giving it out, taking it away."""

from dataclasses import replace
from datetime import datetime

from ..domain.icons import Picture
from ..domain.refusals import NotFound
from ..domain.tenant import Tenant
from ..domain.tenant_logo import media_of, name_of
from ..store import keys, tenant_keys, tenants
from ..store.conditions import Attr
from ..store.table import TenantTable
from ..store.writes import Delete, Put, Write
from .tenants import get


def show(table: TenantTable, tenant: Tenant) -> Picture:
    """The logo that the tenant names."""
    item = tenant.logo_file and table.get(tenant_keys.tenant_logo(table.tenant, tenant.logo_file))
    if not item or not tenant.logo_file:
        raise NotFound("There is no logo.")
    return Picture(media_of(tenant.logo_file), bytes(item["file"]))


def keep(table: TenantTable, logo: Picture, *, at: datetime) -> Tenant:
    """Have this logo from now on; the same again changes nothing."""
    return table.decided(lambda: _turn_to(table, name_of(logo), logo.file, at))


def remove(table: TenantTable, *, at: datetime) -> Tenant:
    """Have none any more; twice is as once."""
    return table.decided(lambda: _turn_to(table, None, b"", at))


def _turn_to(table: TenantTable, name: str | None, file: bytes, at: datetime) -> Tenant:
    before = get(table)
    if before.logo_file == name:
        return before
    t, after = table.tenant, replace(before, logo_file=name, version=before.version + 1, last_updated=at)
    moved: list[Write] = [Put(keys.tenant(t), tenants.item(after), Attr("version").eq(before.version))]
    if name is not None:
        moved.append(Put(tenant_keys.tenant_logo(t, name), {"file": file}, None))
    if before.logo_file is not None:
        moved.append(Delete(tenant_keys.tenant_logo(t, before.logo_file)))
    table.transact(moved)
    return after
