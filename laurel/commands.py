"""What the operators' command does: each verb is an action, and words for people and for programs."""

from argparse import Namespace
from dataclasses import dataclass
from typing import Any

from chalicelib.actions import api_keys, tenants
from chalicelib.wiring import Wiring

SECRET_LETTERS = 43  # of 62: 256 bits


@dataclass(frozen=True)
class Done:
    """The outcome, for people and for programs."""

    text: str
    said: dict[str, Any]


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
