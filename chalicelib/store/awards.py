"""How rewards, awards and points are kept: a contact's ledger in its own partition, beside the balance."""

from dataclasses import replace
from decimal import Decimal

from boto3.dynamodb.conditions import Key as Where

from ..domain.award import Award
from ..domain.points import Balance, Entry
from ..domain.reward import Reward
from . import keys
from .codec import Item
from .keys import Key
from .ranges import every
from .records import Kind
from .table import TenantTable
from .writes import Update

REWARDS: Kind[Reward] = Kind(
    name="reward",
    model=Reward,
    key=keys.reward,
    shelved=False,
    subject=lambda reward: reward.achievement,
)

AWARDS: Kind[Award] = Kind(
    name="award",
    model=Award,
    key=keys.award,
    shelved=False,
    owner=lambda award: award.contact,
    due=lambda award: award.waits_for,
)


def _nowhere(_t: str, _uid: str) -> Key:
    raise AssertionError("an entry's key needs its contact: ledger_of")


LEDGER: Kind[Entry] = Kind(
    name="points",
    model=Entry,
    key=_nowhere,
    shelved=False,
    owner=lambda entry: entry.contact,
)


def ledger_of(contact: str) -> Kind[Entry]:
    """The points entries of one contact."""
    return replace(LEDGER, key=lambda t, uid: keys.points_entry(t, contact, uid))


def added(t: str, entry: Entry) -> Update:
    """The balance with this entry in it; written only together with the entry."""
    return Update(keys.points(t, entry.contact), adds={"points": entry.points, "entries": 1}, when=None)


def balance(table: TenantTable, contact: str, *, consistent: bool = True) -> Balance:
    item = table.get(keys.points(table.tenant, contact), consistent=consistent)
    return read_balance(item)


def read_balance(item: Item | None) -> Balance:
    return Balance(Decimal(item["points"]), int(item["entries"])) if item else Balance()


def entries(table: TenantTable, contact: str) -> list[Entry]:
    """Every entry of a contact, read consistently: what the balance must be the sum of."""
    first = keys.points_entry(table.tenant, contact, "")
    where = Where("pk").eq(first.pk) & Where("sk").begins_with(first.sk)
    return [LEDGER.read(item) for item in every(table, where)]
