"""The command on desks: what was written before there were any is put on them."""

from argparse import Namespace, _SubParsersAction
from typing import Any

from chalicelib.actions import filling_desks
from chalicelib.wiring import Wiring
from laurel.commands import Done, goes_on_with, of_tenant
from laurel.progress import bar


def register(nouns: "_SubParsersAction[Any]") -> None:
    verb = nouns.add_parser("fill-desks", help="put what was written before on the secretary's lists")
    verb.add_argument("tenant")
    verb.set_defaults(command=fill_desks)


def fill_desks(wired: Wiring, asked: Namespace) -> Done:
    """Stopped and called again, it looks at all once more; what is in its place is not written again."""
    table = of_tenant(wired, asked)
    with goes_on_with(f"fill-desks {asked.tenant}"), bar("records", None) as shown:
        moved = filling_desks.fill(table, passed=shown.at)
    said = {"tenant": asked.tenant, "moved": moved}
    return Done(f"{moved} records of {asked.tenant} were put on their desks.", said)
