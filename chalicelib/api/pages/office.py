"""What the secretary's pages share: the way around their lists."""

from typing import Any

from ...domain.desks import Need
from ...domain.situation import situation
from ..call import Answer
from .visitor import Visitor

TITLES = {
    Need.PENDING: "Pending",
    Need.EXPIRING: "Ending soon",
    Need.GRACE: "In grace",
    Need.LAPSED: "Lapsed",
    Need.ACTIVE: "Active",
    Need.CANCELLED: "Cancelled",
}


def show(
    visitor: Visitor, page: str, *, current: str | None = None, status: int = 200, **said: Any
) -> Answer:
    """A page with the way around; `current` is the list that it shows."""
    return visitor.show(page, status=status, titles=TITLES, current=current, situation=situation, **said)
