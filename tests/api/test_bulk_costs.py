"""What docs/table.md says that imports cost is what the meter measures."""

from datetime import timedelta

import pytest

from chalicelib.actions import importing
from tests.api.test_bulk import contacts_file, imported, members_file, taken_on
from tests.asking import Club
from tests.house import pages
from tests.secretary import Secretary

COSTS = pages.lines(pages.DOCS / "table.md")
ROWS = {
    "contact": (
        "work off 100 new contacts (one address, member_ref)",
        "… 100 contacts that do not differ",
    ),
    "member": (
        "work off 100 new memberships (a status given)",
        "… 100 memberships that do not differ",
    ),
}


def used(club: Club, kind: str, text: str) -> tuple[float, float]:
    """RRU and WRU of working it off, without the request that takes it on."""
    job, now = taken_on(club, kind, text), club.house.clock.now()
    meter = club.house.meter
    assert meter is not None
    meter.reset()
    table = club.house.wired.table.of(club.tenant)
    importing.go_on(table, job["uid"], clock=lambda: now, until=now + timedelta(days=1))
    return meter.total.rru, meter.total.wru


@pytest.mark.parametrize("kind", ROWS)
def test_an_import_of_a_hundred_lines_costs_what_its_rows_say(swift: Club, kind: str) -> None:
    prefix = kind[0].upper()  # short, so that the rows deflate to a KB
    text = contacts_file(100, prefix)
    if kind == "member":
        Secretary(swift).type(name=f"{prefix} grade")
        imported(swift, "contact", text)
        text = members_file(100, prefix)

    new, same = used(swift, kind, text), used(swift, kind, text)

    first, again = ROWS[kind]
    assert [new, same] == [tuple(map(float, COSTS[row][2:4])) for row in (first, again)]
