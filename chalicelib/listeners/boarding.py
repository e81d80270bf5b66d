"""Cards that changed, many at once: the boards follow those of a tenant together, from stream or sweep."""

import logging
from collections.abc import Iterable

from ..actions import following
from ..domain.refusals import Busy
from ..store.keys import Key
from ..store.table import Unavailable
from ..wiring import Wiring

CARDS = ("X#", "CC#")
# So many are swept together.
STRETCH = 100
log = logging.getLogger(__name__)


def follow(wired: Wiring, places: Iterable[Key]) -> set[Key]:
    """Move them; says which must be delivered again. What fails for good waits for the sweep."""
    return {place for tenant, own in _by_tenant(places).items() for place in _follow(wired, tenant, own)}


def sweep(wired: Wiring, places: Iterable[Key]) -> set[Key]:
    """Do what is due; says which are done. The others are tried one by one, so that none holds others up."""
    done: set[Key] = set()
    for tenant, own in _by_tenant(places).items():
        for some in (own[start : start + STRETCH] for start in range(0, len(own), STRETCH)):
            try:
                done |= following.fall_due(wired.table.of(tenant), some, now=wired.clock())
            except Unavailable:
                raise
            except Exception:
                log.exception("boards could not follow together")
    return done


def _by_tenant(places: Iterable[Key]) -> dict[str, list[Key]]:
    tenants: dict[str, list[Key]] = {}
    for place in dict.fromkeys(places):
        tenants.setdefault(place.pk.partition("#")[0], []).append(place)
    return tenants


def _follow(wired: Wiring, tenant: str, places: list[Key]) -> list[Key]:
    try:
        following.follow(wired.table.of(tenant), places, now=wired.clock())
    except (Busy, Unavailable) as passing:
        log.warning("delivered again: %s", type(passing).__name__)
        return places
    except Exception:
        log.exception("boards could not follow")
    return []
