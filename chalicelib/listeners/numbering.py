"""Posts of one batch of the stream, netted: a tenant's get their numbers together."""

from collections.abc import Iterable

from ..store.keys import Key
from ..wiring import Wiring
from . import batches


def number(wired: Wiring, places: Iterable[Key]) -> set[Key]:
    """Number them; says which must be delivered again. What fails for good waits for the sweep."""
    from ..actions import posting  # by whoever has any

    def act(tenant: str, own: list[Key]) -> tuple[Key, ...]:
        uids = [place.pk.split("#", 2)[2] for place in own]
        posting.number(wired.table.of(tenant), uids, now=wired.clock())
        return ()

    return batches.again(places, act, "posts could not be numbered")
