"""The period that `?from&to` asks for: a day, an ISO week or a month of the account's calendar."""

import re
from datetime import UTC, date, datetime, time, timedelta

from ...actions import tenants
from ...domain.boards.windows import is_kept, window_between
from ...domain.measures import ALL
from ...domain.refusals import Invalid
from ...domain.zones import wall_clock
from ..call import Call
from .dialect import REQUIRED

PERIOD = {
    "from": "The first day of a day, an ISO week or a month; with `to`. Without both: of all time.",
    "to": "Its last day, or the day after.",
}
WANTED = "the first and the last day of one day, ISO week or month"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(_DAY.pattern + r" [0-9]{2}:[0-9]{2}:[0-9]{2}")
_SECOND = timedelta(seconds=1)


def window(call: Call) -> str:
    """The window of the boards that is asked for."""
    given = {name: call.query[name] for name in PERIOD if name in call.query}
    if not given:
        return ALL
    if len(given) < len(PERIOD):
        raise Invalid("A period has two ends.", {name: REQUIRED for name in PERIOD if name not in given})
    first = _first(call, given["from"])
    found = next(filter(None, (window_between(first, last) for last in _lasts(call, given["to"]))), None)
    if found is None:
        raise Invalid("Not a period.", dict.fromkeys(PERIOD, WANTED))
    if not is_kept(found, call.now):
        raise Invalid("Not a period.", {"from": "the scores of this period are no longer kept"})
    return found


def _first(call: Call, text: str) -> date:
    moment = _local(call, "from", text)
    if moment.time() != time():
        raise Invalid("Not a period.", {"from": "not a midnight of the account's time zone"})
    return moment.date()


def _lasts(call: Call, text: str) -> list[date]:
    """Which days may be meant as the last: a day itself or the one before; of a time the day that it ends."""
    moment = _local(call, "to", text)
    if moment.time() == time(23, 59, 59):
        moment += _SECOND
    if moment.time() != time():
        raise Invalid("Not a period.", {"to": "not a midnight of the account's time zone"})
    before = moment.date() - timedelta(days=1)
    return [moment.date(), before] if _DAY.fullmatch(text) else [before]


def _local(call: Call, name: str, text: str) -> datetime:
    """A day as the account's calendar has it; a time is UTC, as everywhere in this face."""
    try:
        if _DAY.fullmatch(text):
            return _within(datetime.combine(date.fromisoformat(text), time()))
        if _TIME.fullmatch(text):
            at = _within(datetime.fromisoformat(text)).replace(tzinfo=UTC)
            return wall_clock(at, tenants.get(call.table).timezone).replace(tzinfo=None)
    except ValueError:
        pass
    raise Invalid("Not a period.", {name: "expected a day such as 2026-11-16"})


def _within(at: datetime) -> datetime:
    """Beside the ends of the calendar there are no weeks and months to speak of."""
    if not 1900 <= at.year <= 9998:
        raise ValueError("no such year")
    return at
