"""What a tenant does with those who may not be shown, as it is kept among its settings."""

from ..domain.privacy import Policy
from .codec import Item
from .keys import Key
from .table import TenantTable


def place(t: str) -> Key:
    return Key(f"{t}#CFG", "GAME")


def policy(table: TenantTable) -> Policy:
    return policy_in(table.get(place(table.tenant), consistent=False))


def policy_in(item: Item | None) -> Policy:
    return "initials" if item and item.get("hidden") == "initials" else "hide"
