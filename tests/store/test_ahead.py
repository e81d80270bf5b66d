"""Reading ahead: one call for what will be asked for, each handed out once."""

import pytest

from chalicelib.store import keys
from chalicelib.store.ahead import Ahead
from chalicelib.store.table import TenantTable
from chalicelib.store.writes import Put
from tests.awarding import table_of
from tests.secretary import Secretary

HERE, THERE, NOWHERE = (keys.contact("example", digit * 24) for digit in "123")


@pytest.fixture
def table(office: Secretary) -> TenantTable:
    found = table_of(office.club)
    found.put(Put(HERE, {"n": 1}))
    found.put(Put(THERE, {"n": 2}))
    return found


def asked(office: Secretary) -> dict[str, int]:
    assert office.club.house.meter is not None
    return dict(office.club.house.meter.total.by_call)


def test_what_was_read_ahead_is_handed_out_without_another_call(
    office: Secretary, table: TenantTable
) -> None:
    ahead = Ahead(table, [HERE, NOWHERE])
    assert office.club.house.meter is not None
    office.club.house.meter.reset()

    found, missing = ahead.get(HERE), ahead.get(NOWHERE)

    assert (found or {})["n"] == 1 and missing is None
    assert asked(office) == {}


def test_whoever_asks_again_is_told_what_stands_then(table: TenantTable) -> None:
    ahead = Ahead(table, [HERE, NOWHERE])
    for place in (HERE, NOWHERE):
        table.put(Put(place, {"n": 7}, None))

    before, after = [[ahead.get(place) for place in (HERE, NOWHERE)] for _ in range(2)]

    assert [item and item["n"] for item in before] == [1, None]
    assert [item and item["n"] for item in after] == [7, 7]


def test_what_was_not_read_ahead_is_read_and_what_is_written_is_written(table: TenantTable) -> None:
    ahead = Ahead(table, [HERE])

    ahead.put(Put(NOWHERE, {"n": 3}))

    assert [(ahead.get(place) or {})["n"] for place in (THERE, NOWHERE)] == [2, 3]


def test_another_tenant_s_key_cannot_be_read_ahead(table: TenantTable) -> None:
    with pytest.raises(AssertionError):
        Ahead(table, [keys.contact("other", "1" * 24)])
