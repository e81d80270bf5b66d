"""All that is kept of how far a contact is: its progress by home, and which achievements it was issued."""

from dataclasses import dataclass

from boto3.dynamodb.conditions import Key as Where

from ..domain.rules.progress import Progress
from . import keys, progress, rule_index
from .table import TenantTable


@dataclass(frozen=True)
class Goals:
    """`tallies` by achievement, whatever their home; `issued` are achievements."""

    tallies: Progress
    issued: frozenset[str]


def of_contact(table: TenantTable, contact: str) -> Goals:
    """One range of the contact's partition: its issues, then its progress."""
    first, last = keys.issue(table.tenant, contact, "", ""), keys.progress(table.tenant, contact, "~")
    where = Where("pk").eq(first.pk) & Where("sk").between("W#", last.sk)
    items = list(rule_index.every(table, where))
    homes = [progress.read(contact, item["sk"][2:], item) for item in items if item["sk"].startswith("X#")]
    return Goals(
        {uid: tally for home in homes for uid, tally in home.tallies.items()},
        frozenset(item["achievement"] for item in items if item["sk"].startswith("W#")),
    )


def issued_keys(table: TenantTable, contact: str, achievement: str) -> frozenset[str]:
    """Under which keys the achievement was issued to the contact."""
    first = keys.issue(table.tenant, contact, achievement, "")
    where = Where("pk").eq(first.pk) & Where("sk").begins_with(first.sk)
    return frozenset(str(item["key"]) for item in rule_index.every(table, where))
