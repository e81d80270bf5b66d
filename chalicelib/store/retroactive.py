"""How a retroactive run is kept, and the contacts that it goes through."""

from boto3.dynamodb.conditions import Attr
from boto3.dynamodb.conditions import Key as Where

from ..domain.retroactive import FRESH, WALKS, RetroactiveRun
from . import keys
from .records import Kind
from .table import TenantTable

STRETCH = 25

RUNS: Kind[RetroactiveRun] = Kind(
    name="retroactive_run",
    model=RetroactiveRun,
    key=keys.retroactive_run,
    shelved=False,
    due=lambda run: run.due,
)


def next_contacts(table: TenantTable, run: RetroactiveRun) -> tuple[list[str], str | None]:
    """The contacts of the run's next stretch, oldest first, and where the one behind it begins."""
    walk = WALKS[run.walk]
    first = keys.moment(run.created - FRESH) if walk.again else "0"
    here = Where("lpk").eq(keys.list_pk(table.tenant, walk.shelf)) & Where("lsk").gt(run.after or first)
    page = table.page("list", here, limit=STRETCH, only=Attr("u.deleted").not_exists())
    after = page.last["lsk"] if page.last else None
    return [item["pk"].rpartition("#")[2] for item in page.items], after
