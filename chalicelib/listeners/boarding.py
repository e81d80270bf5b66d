"""Cards that changed, many at once: the boards follow those of a tenant together, from stream or sweep."""

import logging
from collections.abc import Iterable, Sequence

from ..domain.refusals import Busy
from ..store.keys import Key
from ..store.table import Unavailable
from ..wiring import Wiring
from . import batches

CARDS = ("X#", "CC#")
# So many are swept together.
STRETCH = 100
log = logging.getLogger(__name__)


def follow(wired: Wiring, places: Iterable[Key]) -> set[Key]:
    """Move them; says which must be delivered again. What fails for good waits for the sweep."""
    from ..actions import following  # by whoever has cards

    def act(tenant: str, own: list[Key]) -> tuple[Key, ...]:
        following.follow(wired.table.of(tenant), own, now=wired.clock())
        return ()

    return batches.again(places, act, "boards could not follow")


def sweep(wired: Wiring, places: Sequence[Key]) -> set[Key]:
    """Do what is due; says which are done. The others are tried one by one, so that none holds others up."""
    if not places:
        return set()
    from ..actions import following

    done: set[Key] = set()
    for tenant, own in batches.by_tenant(places).items():
        for some in (own[start : start + STRETCH] for start in range(0, len(own), STRETCH)):
            try:
                done |= following.fall_due(wired.table.of(tenant), some, now=wired.clock())
            except (Busy, Unavailable) as passing:
                log.warning("boards tried one by one: %s", type(passing).__name__)
            except Exception:
                log.exception("boards could not follow together")
    return done
