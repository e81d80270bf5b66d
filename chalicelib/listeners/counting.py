"""Activity events of one batch of the stream, netted: a contact's are counted together."""

from collections.abc import Iterable

from ..store.keys import Key
from ..wiring import Wiring
from . import batches


def count(wired: Wiring, places: Iterable[Key]) -> set[Key]:
    """Count them; says which must be delivered again. What fails for good waits for its receipt."""
    from ..actions import replaying  # by whoever has any

    def act(tenant: str, own: list[Key]) -> list[Key]:
        again = replaying.count(wired.table.of(tenant), wired.rules, own, now=wired.clock())
        return [place for place in own if place.pk.split("#", 2)[2] in again]

    return batches.again(places, act, "activity events could not be counted")
