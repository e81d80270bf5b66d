"""A renewal that costs something has its invoice."""

from collections.abc import Sequence

from ..actions import invoices
from ..domain.outbox import Told
from ..store.writes import Write
from .desk import Desk


def bill_renewal(desk: Desk, told: Told) -> Sequence[Write]:
    """By a write of its own, with a uid that follows from the membership's: repeating it changes nothing."""
    invoices.bill_renewal(desk.table, told.subject, at=desk.now)
    return ()
