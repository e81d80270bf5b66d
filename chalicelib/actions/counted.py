"""Which events of a contact are still to be counted in one home: by the marks of those that were."""

from collections.abc import Sequence

from ..domain.activity import Arrived
from ..store import activity
from ..store.progress import Kept
from ..store.table import TenantTable


def uncounted(table: TenantTable, kept: Kept, events: Sequence[Arrived]) -> list[Arrived]:
    """Those that bear no mark, in their order; the pages of old marks are read only where one may tell."""
    fresh = [one for one in events if not kept.marks.holds(one.uid)]
    suspects = [one for one in fresh if kept.marks.may_be_on_a_page(one.received)]
    if not suspects:
        return fresh
    known = activity.on_pages(table, kept.contact, kept.home, suspects)
    return [one for one in fresh if one.uid not in known]
