"""Where a day begins: local midnights of a named time zone as UTC instants."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .refusals import Invalid


def zone_named(name: str) -> ZoneInfo:
    """The zone of that IANA name; anything else is Invalid."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:  # OSError: a name that is a directory
        raise Invalid(f"{name!r} is not a time zone.", {"timezone": "expected an IANA name"}) from unknown


def day_begins(day: date, zone: str) -> datetime:
    """The first instant of `day` in `zone`, in UTC.

    A midnight that does not exist (a spring gap) is the instant the clocks jump; one that comes twice is
    its first. Statuses compare instants, never local dates, so that they cannot step back with the clocks.
    """
    return datetime.combine(day, time(), zone_named(zone)).astimezone(UTC)


def local_day(instant: datetime, zone: str) -> date:
    """What the wall calendar in `zone` shows at that instant."""
    return instant.astimezone(zone_named(zone)).date()


def wall_clock(instant: datetime, zone: str) -> datetime:
    """What the clock on the wall shows; where the calendar has no such day (year 0, 10000), UTC's."""
    try:
        return instant.astimezone(zone_named(zone))
    except OverflowError:
        return instant.astimezone(UTC)
