"""A tenant's calendar: when its next day begins, whatever the clocks do meanwhile."""

from datetime import UTC, datetime

import pytest

from tests.domain.papers import a_tenant


@pytest.mark.parametrize(
    ("timezone", "at", "begins"),
    [
        ("UTC", "2026-11-21T12:00", "2026-11-22T00:00"),
        ("UTC", "2026-11-22T00:00", "2026-11-23T00:00"),
        ("Pacific/Auckland", "2026-11-21T12:00", "2026-11-22T11:00"),
        ("America/New_York", "2026-11-21T03:00", "2026-11-21T05:00"),
        ("Europe/London", "2026-10-24T22:30", "2026-10-24T23:00"),
        ("Europe/London", "2026-10-24T23:30", "2026-10-26T00:00"),
        ("Asia/Beirut", "2026-03-28T12:00", "2026-03-28T22:00"),
    ],
)
def test_the_next_day_begins_at_its_midnight_or_when_the_clocks_pass_it(
    timezone: str, at: str, begins: str
) -> None:
    tenant = a_tenant(timezone=timezone)

    found = tenant.next_day(datetime.fromisoformat(at).replace(tzinfo=UTC))

    assert found == datetime.fromisoformat(begins).replace(tzinfo=UTC)
