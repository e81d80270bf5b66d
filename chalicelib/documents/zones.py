"""The time zones that a form offers: places of the world, without the old names of the same."""

from zoneinfo import available_timezones

CONTINENTS = frozenset(
    {"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific", "Antarctica"}
)


def offered(chosen: str) -> list[str]:
    """UTC, what was chosen already, and every place, in order."""
    places = {name for name in available_timezones() if name.partition("/")[0] in CONTINENTS and "/" in name}
    return sorted(places | {"UTC", *([chosen] if chosen else [])})
