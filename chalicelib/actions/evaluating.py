"""Counting activity events towards what is live, exactly once: contact by contact, home by home."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import partial

from ..domain.activity import Arrived
from ..domain.gamification import badges
from ..domain.gamification.cases import ACTIONS
from ..domain.measures import adding
from ..domain.refusals import Busy, Refusal
from ..domain.rules.tokens import digest, words
from ..store import keys, progress, rule_index
from ..store.codec import Item
from ..store.keys import Key
from ..store.rule_index import NOTHING, RuleIndex
from ..store.table import TenantTable, Unavailable
from ..watch.work import on_behalf_of
from . import casing, quarantine
from .counting import Home, settle
from .meeting import Met

log = logging.getLogger(__name__)

# The contacts whose events must come again, and why.
Again = Mapping[str, Busy | Unavailable]
# What cannot be counted as things stand, by the event's fault or by the definition's.
POISON = (Refusal, LookupError, ValueError, TypeError, AttributeError, ArithmeticError)

NO_POINTS = Decimal(0)


def count(table: TenantTable, index: RuleIndex, events: Sequence[Arrived], *, now: datetime) -> Again:
    """Count the events, netted by contact and home; doing it twice does nothing.

    Says the contacts whose events must come again. An event that can never be counted is set aside.
    """
    _see(table, index, events)
    return count_seen(table, index, events, now=now)


def count_seen(table: TenantTable, index: RuleIndex, events: Sequence[Arrived], *, now: datetime) -> Again:
    """The same, where the head of the rule index was read just now."""
    own = _by_contact(events)
    homes = {contact: _found(table, index, some, now) for contact, some in own.items()}
    told = {contact: _cases(table, index, some) for contact, some in own.items()}
    places = [keys.progress(table.tenant, contact, home.name) for contact in homes for home in homes[contact]]
    for contact, some in told.items():
        places += casing.places(table.tenant, contact, some)
    found = table.get_many(places)
    again: dict[str, Busy | Unavailable] = {}
    for contact in own:
        try:
            with on_behalf_of(own[contact][-1].trace):
                for home in homes[contact]:
                    _settle(table, contact, home, found, now)
                tell = partial(casing.settle, table, contact, found=found, now=now)
                _each(table, tell, told[contact], now)
        except (Busy, Unavailable) as passing:
            log.warning("counted again later: %s", type(passing).__name__)
            again[contact] = passing
    return again


def tried(table: TenantTable, index: RuleIndex, one: Arrived, *, now: datetime) -> str | None:
    """Count one event; why it cannot be, where it cannot."""
    _see(table, index, [one])

    def settled() -> None:
        for home in homes_of(table, index, [one]):
            settle(table, one.contact, home, now=now)
        casing.settle(table, one.contact, _cases(table, index, [one]), now=now)

    return _refused(settled)


def _found(table: TenantTable, index: RuleIndex, events: Sequence[Arrived], now: datetime) -> list[Home]:
    """Where they count; an event whose rules cannot be read is set aside, and hides no other."""
    homes: list[Home] = []

    def find(some: Sequence[Arrived]) -> None:
        homes.extend(homes_of(table, index, some))

    _each(table, find, events, now)
    return homes


def homes_of(table: TenantTable, index: RuleIndex, events: Sequence[Arrived]) -> list[Home]:
    """Where the events of a contact count, each with the achievements and events that meet there."""
    found = index.found(table, {word for one in events for word in words(one.event)})
    known = index.road(table.tenant)
    homes: dict[str, Met] = {}
    for one in events:
        action = one.event.action
        for live in (live for word in words(one.event) for live in found.get(word, NOTHING).live):
            homes.setdefault(live.home, Met()).meet(one, live)
        for target in found.get(action, NOTHING).targets:
            homes.setdefault(digest(action), Met()).meet(one, target)
        for live in badges.found(action, known.replaced):
            homes.setdefault(live.home, Met()).meet(one, live)
        if adds := adding(action, known.action_points.get(action, NO_POINTS)):
            homes.setdefault(digest(action), Met()).meet(one, adds)
    zone = index.zone(table) if homes else "UTC"
    return [met.home(name, zone) for name, met in homes.items()]


def _cases(table: TenantTable, index: RuleIndex, events: Sequence[Arrived]) -> tuple[Arrived, ...]:
    """Those that tell of cases, in the tenant's calendar."""
    return tuple(one.in_zone(index.zone(table)) for one in events if one.event.action in ACTIONS)


def look_again(table: TenantTable, contact: str, prerequisite: str, *, now: datetime) -> None:
    """Issue what waited for that achievement to be issued to the contact, and is reached already.

    Each of them is written even if nothing comes of it: whoever counts at this moment and did not yet see
    the prerequisite must decide again. One whose rules cannot be read keeps nobody else waiting.
    """
    for live in rule_index.dependants(table, prerequisite):
        _refused(partial(settle, table, contact, Home(live.home, (live,)), now=now, touch=True))


def wake(table: TenantTable, contact: str, home: str, *, now: datetime) -> None:
    """Issue what was reached for a period that has begun by now, with no event to tell of it."""
    kept = progress.load(table, contact, home)
    if kept.wakes is None or kept.wakes > now or kept.token is None:
        return
    live = tuple(one for one in rule_index.under(table, kept.token).live if one.home == home)
    settle(table, contact, Home(home, live), now=now, kept=kept, woken=True)


def _see(table: TenantTable, index: RuleIndex, events: Sequence[Arrived]) -> None:
    """Take note of the rules' version; read consistently where an event came under a later one."""
    head = keys.rules_head(table.tenant)
    seen = index.see(table.tenant, table.get(head, consistent=False))
    if any(one.seen > seen for one in events):
        index.see(table.tenant, table.get(head))


def _settle(table: TenantTable, contact: str, home: Home, found: dict[Key, Item], now: datetime) -> None:
    place = keys.progress(table.tenant, contact, home.name)
    kept = progress.read(contact, home.name, found.get(place))

    def count(some: Sequence[Arrived]) -> None:
        if some is home.events:
            settle(table, contact, home, now=now, kept=kept)
        else:
            settle(table, contact, replace(home, events=tuple(some)), now=now)

    _each(table, count, home.events, now)


def _each(
    table: TenantTable, act: Callable[[Sequence[Arrived]], None], events: Sequence[Arrived], now: datetime
) -> None:
    """All together; where that can never be, one by one: no poison stands in the way of the others."""
    if _refused(partial(act, events)) is None:
        return
    for event in events:
        if reason := _refused(partial(act, [event])):
            quarantine.set_aside(table, event, reason, at=now)


def _refused(act: Callable[[], None]) -> str | None:
    """Do it; why it can never be done, where it cannot."""
    try:
        act()
    except (Busy, Unavailable):
        raise
    except Refusal as refused:
        log.warning("activity events are refused: %s", type(refused).__name__)
        return f"{type(refused).__name__}: {refused}"
    except POISON as error:
        log.exception("activity events cannot be counted")
        return f"{type(error).__name__}: {error}"
    return None


def _by_contact(events: Iterable[Arrived]) -> dict[str, list[Arrived]]:
    found: dict[str, list[Arrived]] = {}
    for event in events:
        found.setdefault(event.contact, []).append(event)
    return found
