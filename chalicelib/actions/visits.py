"""A visit: somebody without a key who has a public link, at a tenant's door."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time

from ..domain import links
from ..domain.contact import Contact
from ..domain.ids import is_slug
from ..domain.links import Link, NoSuchPaper, Paper
from ..domain.public_names import public_name
from ..domain.tenant import Tenant
from ..store import tenants
from ..store.ahead import Ahead
from ..store.contacts import CONTACTS
from ..store.keys import Key
from ..store.table import TenantTable


@dataclass(frozen=True)
class Visit:
    """`base_url` is where the house is reached: QR codes lead there. `query` is what was asked beside it."""

    table: TenantTable
    tenant: Tenant
    link: Link
    template: str | None
    base_url: str
    now: datetime
    query: Mapping[str, str] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.tenant.local(self.now).date()

    @property
    def midnight(self) -> datetime:
        """The time that papers bear: the same all day long, so that their bytes are."""
        return datetime.combine(self.today, time(), UTC)

    def may_read(self, resource: str, paper: str, tail: str | None) -> None:
        wanted = Paper(resource, paper, self.template)
        links.check(self.link, wanted, tail, self.tenant, now=self.now)

    def verify_url(self, link_id: str) -> str:
        return f"{self.base_url}/api/v1/public/{self.tenant.slug}/verify/{link_id}/"

    def reading(self, keys: Iterable[Key]) -> "Visit":
        """The same, with what will be asked for next read in one call."""
        return replace(self, table=Ahead(self.table, keys))

    def contact(self, uid: str) -> Contact | None:
        return CONTACTS.find(self.table, uid)

    def name_of(self, contact_uid: str) -> str:
        """Of somebody who is gone there are no papers any more."""
        contact = self.contact(contact_uid)
        if contact is None:
            raise NoSuchPaper
        return public_name(contact, self.tenant)


def tenant_of(table: TenantTable) -> Tenant:
    tenant = tenants.load(table) if is_slug(table.tenant) else None
    if tenant is None:
        raise NoSuchPaper
    return tenant
