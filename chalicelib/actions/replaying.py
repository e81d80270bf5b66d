"""Counting events again: a receipt's when it falls due, and one that was set aside, on request."""

from datetime import datetime

from ..domain.activity import LONGEST_REASON, Arrived, SetAside
from ..domain.refusals import NotFound
from ..store import activity
from ..store.activity import QUARANTINE
from ..store.keys import Key
from ..store.rule_index import RuleIndex
from ..store.table import TenantTable
from . import evaluating, quarantine

# What reading raises of an item that is no event of ours.
ILLEGIBLE = (LookupError, ValueError, TypeError, ArithmeticError)


def count(table: TenantTable, index: RuleIndex, places: list[Key], *, now: datetime) -> evaluating.Again:
    """Count the stored events at these places; says the contacts whose events must come again.

    What is no event of ours is set aside; what is not there was never accepted.
    """
    found = table.get_many(places)
    missing = [place for place in places if place not in found]  # perhaps only not to be seen there yet
    found |= table.get_many(missing, consistent=True)
    events = []
    for place, item in found.items():
        try:
            events.append(activity.read(item))
        except ILLEGIBLE as error:
            contact, uid = place.pk.split("#", 2)[2], place.sk.removeprefix("AE#")
            reason = f"{type(error).__name__}: {error}"
            quarantine.note(table, contact, uid, reason, activity.snapshot(item), at=now)
    return evaluating.count(table, index, events, now=now) if events else {}


def fall_due(table: TenantTable, index: RuleIndex, uid: str, *, now: datetime) -> None:
    """Count what the stream did not, and be done with the receipt; doing it twice does nothing."""
    events = activity.load_receipt(table, uid)
    if events is None:
        return
    places = activity.places(table.tenant, events)
    for passing in count(table, index, places, now=now).values():
        raise passing
    activity.drop_receipt(table, uid)


def replay(table: TenantTable, index: RuleIndex, uid: str, *, now: datetime) -> SetAside:
    """Count it now. Where it is poison still, it stays set aside, with the reason of this time."""

    def decide() -> SetAside:
        aside = QUARANTINE.load(table, uid)
        if aside.replayed:
            return aside
        if reason := _tried(table, index, aside, now):
            aside.reason = reason
        else:
            aside.replayed = now
        aside.last_updated = now
        table.put(QUARANTINE.changed(table.tenant, aside))
        return aside

    return table.decided(decide)


def _tried(table: TenantTable, index: RuleIndex, aside: SetAside, now: datetime) -> str | None:
    """Why it cannot be counted; None: it is."""
    try:
        one = _event(table, aside)
    except ILLEGIBLE as error:
        return f"{type(error).__name__}: {error}"[:LONGEST_REASON]
    return evaluating.tried(table, index, one, now=now)


def _event(table: TenantTable, aside: SetAside) -> Arrived:
    [place] = activity.places(table.tenant, {aside.contact: [aside.event]})
    item = table.get(place)
    if item is None:
        raise NotFound("The event is no longer kept.")
    return activity.read(item)
