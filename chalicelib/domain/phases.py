"""A membership's status over time: what lists filter by without asking each record."""

from datetime import datetime

from .membership import Membership, Status
from .zones import day_begins

Phase = tuple[datetime, Status]


def phases(membership: Membership) -> tuple[Status, tuple[Phase, ...]]:
    """The first status, and each later one with the instant from which it holds.

    It asks `status` itself at every day on which that can change, so that there is one rule, not two.
    """
    held = membership.override.until if membership.override else None
    days = {held, membership.cancel_on, membership.term.start, membership.grace_end} - {None}
    instants = sorted(day_begins(day, membership.zone) for day in days if day is not None)
    first = last = membership.status(datetime.min.replace(tzinfo=instants[0].tzinfo))
    found: list[Phase] = []
    for at in instants:
        status = membership.status(at)
        if status is not last:
            found.append((at, status))
        last = status
    return first, tuple(found)
