"""Activity events of one batch of the stream, netted: a contact's are counted together."""

import logging
from collections.abc import Iterable

from ..actions import replaying
from ..domain.refusals import Busy
from ..store.keys import Key
from ..store.table import Unavailable
from ..wiring import Wiring

log = logging.getLogger(__name__)


def count(wired: Wiring, places: Iterable[Key]) -> set[Key]:
    """Count them; says which must be delivered again. What fails for good waits for its receipt."""
    tenants: dict[str, list[Key]] = {}
    for place in places:
        tenants.setdefault(place.pk.partition("#")[0], []).append(place)
    return {place for tenant, own in tenants.items() for place in _count(wired, tenant, own)}


def _count(wired: Wiring, tenant: str, places: list[Key]) -> list[Key]:
    try:
        again = replaying.count(wired.table.of(tenant), wired.rules, places, now=wired.clock())
    except (Busy, Unavailable) as passing:
        log.warning("delivered again: %s", type(passing).__name__)
        return places
    except Exception:
        log.exception("activity events could not be counted")
        return []
    return [place for place in places if place.pk.split("#", 2)[2] in again]
