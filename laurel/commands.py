"""What the operators' command does: each verb is an action, and words for people and for programs."""

from argparse import Namespace
from dataclasses import dataclass
from typing import Any

from chalicelib.actions import api_keys, auditing, rebuilding, tenants
from chalicelib.wiring import TenantTable, Wiring

SECRET_LETTERS = 43  # of 62: 256 bits


@dataclass(frozen=True)
class Done:
    """The outcome, for people and for programs."""

    text: str
    said: dict[str, Any]
    status: int = 0


def add_tenant(wired: Wiring, asked: Namespace) -> Done:
    secret = wired.ids.letters(SECRET_LETTERS)
    tenant = tenants.found(wired.table, asked.slug, asked.name, secret=secret, at=wired.clock())
    return Done(f"{tenant.slug} is founded.", {"tenant": tenant.slug, "name": tenant.name})


def add_key(wired: Wiring, asked: Namespace) -> Done:
    """The text alone goes to people, so that a shell can take it."""
    issued = api_keys.issue(
        wired.table.of(asked.tenant),
        asked.role,
        ids=wired.ids,
        at=wired.clock(),
        contact=asked.contact,
        label=asked.label,
    )
    said = {"tenant": asked.tenant, "role": issued.key.role, "uid": issued.key.uid, "key": issued.text}
    return Done(issued.text, said)


def rebuild_boards(wired: Wiring, asked: Namespace) -> Done:
    """Stopped and called again, it goes on where it stopped."""
    done = rebuilding.rebuild(_table(wired, asked), now=wired.clock())
    said = {"tenant": asked.tenant, "generation": done.generation, "cards": done.cards}
    return Done(f"The boards of {asked.tenant} are made anew of {done.cards} cards.", said)


def audit(wired: Wiring, asked: Namespace) -> Done:
    """Fails where anything does not agree."""
    found = auditing.audit(_table(wired, asked), now=wired.clock())
    counts = {"contacts": found.contacts, "boards": found.boards, "entries": found.entries}
    text = ", ".join(f"{number} {name}" for name, number in counts.items())
    lines = [f"{text}: {'all agrees' if not found.faults else f'{len(found.faults)} faults'}", *found.faults]
    said = {"tenant": asked.tenant, **counts, "faults": found.faults}
    return Done("\n".join(lines), said, status=1 if found.faults else 0)


def _table(wired: Wiring, asked: Namespace) -> TenantTable:
    table = wired.table.of(asked.tenant)
    tenants.get(table)
    return table
