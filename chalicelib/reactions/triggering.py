"""What a tenant's triggers lead to: mails, webhooks and posts in its social stream."""

from collections.abc import Sequence

from ..domain.moments import fires_trigger
from ..domain.outbox import Told
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
    return [
        *mailing.mails(desk, told, actions),
        *hooking.deliveries(desk, told, actions),
        *posting.posts(desk, told, actions),
    ]
