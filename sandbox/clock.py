"""The sandbox's clock: it flows as time does outside, or stands still, and can be turned forward only."""

import re
import threading
from datetime import UTC, datetime, timedelta

from dateutil.relativedelta import relativedelta

_DURATION = re.compile(
    r"P(?!$)(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?"
    r"(?:T(?=\d)(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?"
)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)


class BadTime(ValueError):
    """Not a time that the clock can be turned to."""


class Clock:
    """`now()` is real time plus what was added; a frozen clock moves only when it is turned."""

    def __init__(self, *, frozen: bool = False, start: datetime | None = None) -> None:
        self.frozen = frozen
        self._turn = threading.Lock()
        self._start = start or datetime.now(UTC)
        self._offset = self._start - datetime.now(UTC) if start else timedelta()

    def now(self) -> datetime:
        if self.frozen:
            return self._start
        return datetime.now(UTC) + self._offset

    def turn_to(self, at: datetime) -> None:
        """Never back: turning to a time that is past does nothing."""
        with self._turn:
            ahead = at - self.now()
            if ahead > timedelta():
                self._offset += ahead
                self._start += ahead

    @property
    def offset(self) -> timedelta:
        return self._offset


def parse_now(text: str) -> datetime:
    """An ISO 8601 time; naive is UTC."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadTime("now: an ISO 8601 time is expected") from error
    return _bounded(at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC))


def parse_advance(text: str, now: datetime) -> datetime:
    """`now` plus an ISO 8601 duration such as P14D, P1M or PT90M."""
    found = _DURATION.fullmatch(text)
    if found is None:
        raise BadTime("advance: an ISO 8601 duration such as P14D is expected")
    years, months, weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    try:
        return _bounded(
            now
            + relativedelta(years=years, months=months, weeks=weeks, days=days)
            + timedelta(hours=hours, minutes=minutes, seconds=seconds)
        )
    except (OverflowError, ValueError) as error:
        raise BadTime("advance: too far") from error


def _bounded(at: datetime) -> datetime:
    if at >= LATEST:
        raise BadTime(f"the clock goes to {LATEST:%Y} at most")
    return at
