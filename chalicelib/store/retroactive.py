"""How a retroactive run is kept, and the contacts that it goes through."""

from ..domain.retroactive import FRESH, WALKS, RetroactiveRun
from . import keys
from .records import Kind
from .table import TenantTable
from .walking import stretch

STRETCH = 25

RUNS: Kind[RetroactiveRun] = Kind(
    name="retroactive_run",
    model=RetroactiveRun,
    key=keys.retroactive_run,
    shelved=False,
    due=lambda run: run.due,
)


def next_contacts(table: TenantTable, run: RetroactiveRun) -> tuple[list[str], str | None]:
    """The contacts of the run's next stretch, and where the one behind it begins."""
    walk = WALKS[run.walk]
    first = keys.moment(run.created - FRESH) if walk.again else "0"
    found, after = stretch(table, walk.shelf, run.after or first, STRETCH)
    return [one.contact for one in found], after
