"""Putting targets into the rule index, under the action that counts, and taking them out.

Whatever changes a target or its group moves the head's version, in one transaction.
"""

from collections.abc import Sequence

from ..domain.rules.tokens import digest
from ..domain.targets.refusals import TooMany
from ..domain.targets.target import Target
from . import rule_index, rules_head, target_keys
from .conditions import Where
from .keys import Key, moment
from .live_targets import PREFIX
from .ranges import every
from .table import TenantTable
from .writes import Delete, Put, Write

# What reaches them all at once is one transaction: progress, and for each the enrolment and what it tells.
MOST_OF_AN_EVENT = 30


def changes(table: TenantTable, added: Sequence[Target] = (), removed: Sequence[Target] = ()) -> list[Write]:
    """For the transaction that sets targets up, takes them away, or changes one or its group (neither).

    TooMany where more of them than can be served would want one event.
    """
    t, head = table.tenant, rule_index.head_of(table, [one.event_name for one in added])
    _check(table, added, removed)
    row = {"version": head.version + 1}
    rows = [
        Put(_place(t, one), {**row, "group": one.group, "since": moment(one.created)}, None) for one in added
    ]
    gone = [Delete(_place(t, one)) for one in removed]
    sieved = rule_index.sieved(t, [one.event_name for one in added], head)
    return [rules_head.bumped(t, head.version), *rows, *gone, *sieved]


def _check(table: TenantTable, added: Sequence[Target], removed: Sequence[Target]) -> None:
    gone = {one.uid for one in removed}
    for event in {one.event_name for one in added}:
        place = target_keys.live_target(table.tenant, digest(event), "")
        rows = every(table, Where("pk").eq(place.pk) & Where("sk").begins_with(PREFIX))
        stand = {row["sk"].removeprefix(PREFIX) for row in rows} - gone
        stand |= {one.uid for one in added if one.event_name == event}
        if len(stand) > MOST_OF_AN_EVENT:
            raise TooMany("targets of one event", MOST_OF_AN_EVENT)


def _place(t: str, target: Target) -> Key:
    return target_keys.live_target(t, digest(target.event_name), target.uid)
