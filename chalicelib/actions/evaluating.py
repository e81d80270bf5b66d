"""Counting activity events towards what is live, exactly once, and issuing what they complete.

A contact's progress of one home is read, the engine decides, one write stores it: plain where nothing is
issued, else one transaction with the issues and the events that tell them. Whoever was overtaken reads again.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ..domain.activity import MARK, Arrived, split
from ..domain.events import achievement_issued
from ..domain.live import LiveAchievement
from ..domain.refusals import Busy, Refusal
from ..domain.rules import engine
from ..domain.rules.engine import Outcome, Standing
from ..domain.rules.model import Definition, Dependencies
from ..domain.rules.tokens import words
from ..store import activity, keys, progress
from ..store.progress import Kept
from ..store.rule_index import RuleIndex
from ..store.table import TenantTable, Unavailable
from . import quarantine, standing_of, telling

log = logging.getLogger(__name__)

# An issue is two writes of a transaction, which takes a hundred.
MOST_ISSUES = 40
# What cannot be counted as things stand: the event's fault, or the definition's.
POISON = (Refusal, LookupError, ValueError, TypeError, AttributeError, ArithmeticError)


@dataclass(frozen=True)
class Home:
    """The live achievements that keep their counters together, as far as the events at hand matter to them."""

    name: str
    live: tuple[LiveAchievement, ...]
    events: tuple[Arrived, ...]


def count(table: TenantTable, index: RuleIndex, events: Sequence[Arrived], *, now: datetime) -> set[str]:
    """Count the events, netted by contact and home. Says the contacts that must come again; an event that
    can never be counted is set aside. Doing it twice does nothing."""
    index.see(table.tenant, table.get(keys.rules_head(table.tenant), consistent=False))
    return count_seen(table, index, events, now=now)


def count_seen(
    table: TenantTable, index: RuleIndex, events: Sequence[Arrived], *, now: datetime
) -> set[str]:
    """The same, where the head was seen just now."""
    homes = homes_of(table, index, events)
    places = [keys.progress(table.tenant, contact, home.name) for contact, each in homes.items() for home in each]
    found = table.get_many(places) if places else {}
    again = set()
    for contact, each in homes.items():
        for home in each:
            item = found.get(keys.progress(table.tenant, contact, home.name))
            try:
                Evaluation(table, home, now).run(progress.read(contact, home.name, item))
            except (Busy, Unavailable):
                again.add(contact)
    return again
