"""Posts of one batch of the stream, netted: a tenant's get their numbers together."""

import logging
from collections.abc import Iterable

from ..actions import posting
from ..domain.refusals import Busy
from ..store.keys import Key
from ..store.table import Unavailable
from ..wiring import Wiring

log = logging.getLogger(__name__)


def number(wired: Wiring, places: Iterable[Key]) -> set[Key]:
    """Number them; says which must be delivered again. What fails for good waits for the sweep."""
    tenants: dict[str, list[Key]] = {}
    for place in places:
        tenants.setdefault(place.pk.partition("#")[0], []).append(place)
    return {place for tenant, own in tenants.items() for place in _number(wired, tenant, own)}


def _number(wired: Wiring, tenant: str, places: list[Key]) -> list[Key]:
    uids = [place.pk.split("#", 2)[2] for place in places]
    try:
        posting.number(wired.table.of(tenant), uids, now=wired.clock())
    except (Busy, Unavailable) as passing:
        log.warning("delivered again: %s", type(passing).__name__)
        return places
    except Exception:
        log.exception("posts could not be numbered")
    return []
