"""The four kinds of write, and how each is said to DynamoDB."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .codec import Item, encode, encode_item, encode_key
from .conditions import Attr, Condition
from .keys import Key

ABSENT: Condition = Attr("pk").not_exists()
PRESENT: Condition = Attr("pk").exists()


@dataclass(frozen=True)
class Put:
    """The whole item, by default only where none stands."""

    key: Key
    item: Item
    when: Condition | None = field(default_factory=lambda: ABSENT)


@dataclass(frozen=True)
class Update:
    """Parts of an item, named by dotted paths. By default the item must exist."""

    key: Key
    sets: Mapping[str, Any] = field(default_factory=dict)
    adds: Mapping[str, int | Decimal] = field(default_factory=dict)
    removes: Sequence[str] = ()
    when: Condition | None = field(default_factory=lambda: PRESENT)


@dataclass(frozen=True)
class Delete:
    key: Key
    when: Condition | None = None


@dataclass(frozen=True)
class Check:
    """Nothing is written; the whole transaction falls unless `when` holds."""

    key: Key
    when: Condition


Write = Put | Update | Delete | Check
VERB = {Put: "Put", Update: "Update", Delete: "Delete", Check: "ConditionCheck"}


def request(write: Write, table: str, op: str) -> Item:
    """The parameters of the write. `op` is left on what is written, so that a writer knows its own work."""
    said: Item = {"TableName": table}
    names: dict[str, str] = {}
    values: Item = {}
    match write:
        case Put(key, item, _):
            said["Item"] = encode_item({**item, "pk": key.pk, "sk": key.sk, "op": op})
        case Update(key, sets, adds, removes, _):
            said["Key"] = encode_key(key)
            said["UpdateExpression"] = _update({**sets, "op": op}, adds, removes, names, values)
        case Delete(key, _) | Check(key, _):
            said["Key"] = encode_key(key)
    if write.when is not None:
        said["ConditionExpression"] = condition(write.when, names, values)
        said["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
    if names:
        said["ExpressionAttributeNames"] = names
    if values:
        said["ExpressionAttributeValues"] = values
    return said


def condition(when: Condition, names: dict[str, str], values: Item, *, mark: str = "c") -> str:
    """The expression, with its names and values added to those given; their placeholders bear the mark."""
    before = len(names), len(values)

    def name(attribute: str) -> str:
        placeholder = f"#{mark}{len(names) - before[0]}"
        names[placeholder] = attribute
        return placeholder

    def value(thing: Any) -> str:
        placeholder = f":{mark}{len(values) - before[1]}"
        values[placeholder] = encode(thing)
        return placeholder

    return when.said(name, value)


def _update(
    sets: Mapping[str, Any],
    adds: Mapping[str, int | Decimal],
    removes: Sequence[str],
    names: dict[str, str],
    values: Item,
) -> str:
    def name(path: str) -> str:
        return ".".join(_placed(part, "#u", names) for part in path.split("."))

    def value(thing: Any) -> str:
        placeholder = f":u{len(values)}"
        values[placeholder] = encode(thing)
        return placeholder

    clauses = {
        "SET": [f"{name(path)} = {value(thing)}" for path, thing in sets.items()],
        "ADD": [f"{name(path)} {value(thing)}" for path, thing in adds.items()],
        "REMOVE": [name(path) for path in removes],
    }
    return " ".join(f"{verb} {', '.join(parts)}" for verb, parts in clauses.items() if parts)


def _placed(name: str, prefix: str, names: dict[str, str]) -> str:
    for placeholder, known in names.items():
        if known == name and placeholder.startswith(prefix):
            return placeholder
    placeholder = f"{prefix}{len(names)}"
    names[placeholder] = name
    return placeholder
