"""A membership with all that belongs to it: its people, its chain of periods, its money, and its mails."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ..domain.contact import Contact
from ..domain.invoice import Invoice
from ..domain.kept_memberships import KeptMembership
from ..domain.mail import Mail
from ..domain.outbox import Told
from ..domain.payment import Payment
from ..store import keys, lists, memberships
from ..store.contacts import CONTACTS
from ..store.lists import Shelf
from ..store.memberships import MEMBERSHIPS
from ..store.money import INVOICES, PAYMENTS
from ..store.outbox import EVENTS, MAILS, newest_about
from ..store.records import Kind, alive
from ..store.table import TenantTable

MOST_PERIODS = 40
# Of payments and of invoices; a payment plan may have more.
MOST_MONEY = 60
MOST_EVENTS = 8
MOST_MAILS = 20


@dataclass(frozen=True)
class Dossier:
    """`periods` are the links of its chain, the newest first, itself among them; `others` are all else that
    its member has or is linked to. Of payments and invoices there are at most MOST_MONEY each."""

    kept: KeptMembership
    contact: Contact | None
    linked: dict[str, Contact]
    periods: list[KeptMembership]
    others: list[KeptMembership]
    payments: list[Payment]
    invoices: list[Invoice]


@dataclass(frozen=True)
class Episode:
    """Something that became true of a membership, and the mails that followed."""

    told: Told
    mails: list[Mail]


def open_dossier(table: TenantTable, uid: str) -> Dossier:
    kept = MEMBERSHIPS.load(table, uid)
    t, owner = table.tenant, kept.membership.contact
    linked = [one.contact for one in kept.membership.linked]
    every = memberships.of_contact(table, owner)[-MOST_PERIODS:]
    wanted = [CONTACTS.key(t, one) for one in (owner, *linked)]
    wanted += [MEMBERSHIPS.key(t, one) for one in every if one != uid]
    money = [*_about(table, PAYMENTS, uid), *_about(table, INVOICES, uid)]
    found = table.get_many([*wanted, *money], consistent=True)
    records = [kept, *(one for other in every if other != uid and (one := MEMBERSHIPS.met(found, t, other)))]
    chain = _chain(kept, records)
    ordered = sorted(records, key=lambda one: one.membership.term.start, reverse=True)
    people = {one: contact for one in linked if (contact := CONTACTS.met(found, t, one))}
    living = [found[key] for key in money if key in found and alive(found[key])]
    return Dossier(
        kept=kept,
        contact=CONTACTS.met(found, t, owner),
        linked=people,
        periods=[one for one in ordered if one.uid in chain],
        others=[one for one in ordered if one.uid not in chain],
        payments=sorted(
            (PAYMENTS.read(item) for item in living if item["sk"] == "PAY"), key=lambda one: one.due_date
        ),
        invoices=[INVOICES.read(item) for item in living if item["sk"] == "INV"],
    )


def of_contact(table: TenantTable, contact: str) -> tuple[Contact, list[KeptMembership]]:
    """A person or an organisation with its memberships, the newest first."""
    found = CONTACTS.load(table, contact)
    uids = memberships.of_contact(table, contact)[-MOST_PERIODS:]
    kept = MEMBERSHIPS.find_many(table, uids, consistent=True).values() if uids else ()
    return found, sorted(kept, key=lambda one: one.membership.term.start, reverse=True)


def story(table: TenantTable, uid: str) -> tuple[KeptMembership, list[Episode]]:
    """What became true of it last, the newest first, each with its mails."""
    kept = MEMBERSHIPS.load(table, uid)
    events = newest_about(table, EVENTS, uid, most=MOST_EVENTS)
    letters = {key: newest_about(table, MAILS, _uid(key), most=MOST_MAILS) for key in events}
    found = table.get_many([*events, *(key for mails in letters.values() for key in mails)], consistent=True)
    return kept, [
        Episode(EVENTS.read(found[key]), [MAILS.read(found[mail]) for mail in mails if mail in found])
        for key, mails in letters.items()
        if key in found
    ]


def _about(table: TenantTable, kind: Kind[Any], uid: str) -> Sequence[keys.Key]:
    shelf = Shelf("subject", keys.subject_pk(table.tenant, uid, kind.name))
    return list(islice(lists.everything(table, shelf), MOST_MONEY))


def _uid(key: keys.Key) -> str:
    return key.pk.rpartition("#")[2]


def _chain(kept: KeptMembership, records: Sequence[KeptMembership]) -> set[str]:
    """The uids of the periods before and after it, as far as they are among these."""
    known = {one.uid: one for one in records}
    found = {kept.uid}
    for step in ("renewal_of", "renewed_as"):
        one: KeptMembership | None = kept
        while one and (following := getattr(one.membership, step)) and following not in found:
            one = known.get(following)
            found |= {following} if one else set()
    return found
