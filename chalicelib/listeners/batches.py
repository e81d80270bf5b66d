"""What is done with many records at once, tenant by tenant; and what of it must be delivered again."""

import logging
from collections.abc import Callable, Iterable

from ..domain.refusals import Busy
from ..store.keys import Key
from ..store.table import Unavailable

log = logging.getLogger(__name__)

# Does what the places of a tenant ask for; says which of them must come again.
Act = Callable[[str, list[Key]], Iterable[Key]]


def by_tenant(places: Iterable[Key]) -> dict[str, list[Key]]:
    """Each once, in their order."""
    tenants: dict[str, list[Key]] = {}
    for place in dict.fromkeys(places):
        tenants.setdefault(place.pk.partition("#")[0], []).append(place)
    return tenants


def again(places: Iterable[Key], act: Act, failing: str) -> set[Key]:
    """Do it; says which must be delivered again. What fails for good is logged as `failing`, and waits for
    what is due."""
    return {place for tenant, own in by_tenant(places).items() for place in _again(tenant, own, act, failing)}


def _again(tenant: str, places: list[Key], act: Act, failing: str) -> Iterable[Key]:
    try:
        return act(tenant, places)
    except (Busy, Unavailable) as passing:
        log.warning("delivered again: %s", type(passing).__name__)
        return places
    except Exception:
        log.exception("%s", failing)
        return ()
