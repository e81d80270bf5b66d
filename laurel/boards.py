"""Commands on boards: made anew from what was counted, and looked at whether all agrees."""

from argparse import Namespace, _SubParsersAction
from typing import Any

from chalicelib.actions import auditing, rebuilding
from chalicelib.wiring import Wiring
from laurel.commands import Done, goes_on_with, of_tenant
from laurel.progress import bar


def register(nouns: "_SubParsersAction[Any]") -> None:
    for name, command, what in (
        ("rebuild-boards", rebuild_boards, "make a tenant's boards anew from what was counted"),
        ("audit", audit, "whether a tenant's boards and points agree with what they are made of"),
    ):
        verb = nouns.add_parser(name, help=what)
        verb.add_argument("tenant")
        verb.set_defaults(command=command)


def rebuild_boards(wired: Wiring, asked: Namespace) -> Done:
    """Stopped and called again, it goes on where it stopped."""
    table = of_tenant(wired, asked)
    with goes_on_with(f"rebuild-boards {asked.tenant}"), bar("cards", rebuilding.size(table)) as shown:
        done = rebuilding.rebuild(table, now=wired.clock(), passed=shown.at)
    said = {"tenant": asked.tenant, "generation": done.generation, "cards": done.cards}
    return Done(f"The boards of {asked.tenant} are made anew of {done.cards} cards.", said)


def audit(wired: Wiring, asked: Namespace) -> Done:
    """Fails where anything does not agree."""
    table = of_tenant(wired, asked)
    with bar("contacts", rebuilding.contacts(table)) as shown:
        found = auditing.audit(table, now=wired.clock(), passed=shown.at)
    counts = {"contacts": found.contacts, "boards": found.boards, "entries": found.entries}
    text = ", ".join(f"{number} {name}" for name, number in counts.items())
    lines = [f"{text}: {'all agrees' if not found.faults else f'{len(found.faults)} faults'}", *found.faults]
    said = {"tenant": asked.tenant, **counts, "faults": found.faults}
    return Done("\n".join(lines), said, status=1 if found.faults else 0)
