"""Cards that changed in one batch of the stream, netted: the boards follow those of a tenant together."""

import logging
from collections.abc import Iterable

from ..actions import following
from ..domain.refusals import Busy
from ..store.keys import Key
from ..store.table import Unavailable
from ..wiring import Wiring

log = logging.getLogger(__name__)


def follow(wired: Wiring, places: Iterable[Key]) -> set[Key]:
    """Move them; says which must be delivered again. What fails for good waits for the sweep."""
    tenants: dict[str, list[Key]] = {}
    for place in dict.fromkeys(places):
        tenants.setdefault(place.pk.partition("#")[0], []).append(place)
    return {place for tenant, own in tenants.items() for place in _follow(wired, tenant, own)}


def _follow(wired: Wiring, tenant: str, places: list[Key]) -> list[Key]:
    try:
        following.follow(wired.table.of(tenant), places, now=wired.clock())
    except (Busy, Unavailable) as passing:
        log.warning("delivered again: %s", type(passing).__name__)
        return places
    except Exception:
        log.exception("boards could not follow")
    return []
