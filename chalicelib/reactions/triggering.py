"""What a tenant's triggers lead to: mails, webhooks and posts in its social stream."""

from collections.abc import Sequence
from dataclasses import replace

from ..actions import naming
from ..domain.moments import fires_trigger
from ..domain.outbox import Told
from ..domain.triggers import POST
from ..store import tenants
from ..store.writes import Write
from . import hooking, mailing, posting
from .desk import Desk


def by_triggers(desk: Desk, told: Told) -> Sequence[Write]:
    """What the actions of this event's triggers make.

    What is older than 36 hours fires no trigger (imports, long outages), unless an operator replays it.
    """
    if told.version == 0 and not fires_trigger(told.created, desk.now):
        return ()
    actions = tenants.triggers(desk.table).get(told.name, ())
    if not actions:
        return ()
    known = _named(desk, told) if any(action.action != POST for action in actions) else told
    return [
        *mailing.mails(desk, known, actions),
        *hooking.deliveries(desk, known, actions),
        *posting.posts(desk, known, actions),
    ]


def _named(desk: Desk, told: Told) -> Told:
    """With its contact's name: the road of events does not know it, so what it tells takes that of now."""
    if told.contact is None or "contact_name" in told.data:
        return told
    return replace(told, data={**told.data, **naming.words(desk.table, told.contact)})
