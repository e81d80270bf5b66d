"""What was written before there were desks is put on them, once."""

import pytest

from chalicelib.actions import filling_desks
from chalicelib.store.keys import Key
from chalicelib.store.table import TenantTable
from chalicelib.store.writes import Update
from tests.asking import Club
from tests.awarding import table_of
from tests.laurel.saying import Operator
from tests.secretary import Secretary


@pytest.fixture
def club(office: Secretary) -> Club:
    """One of each kind that waits somewhere."""
    office.member()
    office.club.made("organisation/", {"name": "Royal Society"})
    office.club.ask("POST", "suppression/", {"email": "bo@example.org"})
    office.club.finished(contact=office.club.person(first_name="Bo", email="bo@example.org"))
    office.club.house.settle()
    return office.club


def places(club: Club) -> dict[tuple[str, str], str]:
    return {
        (one["pk"]["S"], one["sk"]["S"]): one["fpk"]["S"] + one["fsk"]["S"]
        for one in club.items()
        if "fpk" in one
    }


def forget(table: TenantTable, found: dict[tuple[str, str], str]) -> None:
    for pk, sk in found:
        table.update(Update(Key(pk, sk), removes=["fpk", "fsk"]))


def test_what_stands_on_no_desk_is_put_there_once(club: Club, operator: Operator) -> None:
    before = places(club)
    assert {sk for _, sk in before} == {"M", "C", "O"}
    forget(table_of(club), before)

    first = operator.knows("fill-desks", club.tenant).json
    again = operator.knows("fill-desks", club.tenant).json

    assert (first["moved"], again["moved"]) == (len(before), 0)
    assert places(club) == before


def test_what_waits_nowhere_is_taken_off_its_desk(club: Club, operator: Operator) -> None:
    before, table = places(club), table_of(club)
    member = next(key for key in before if key[1] == "M")
    type_key = next(Key(one["pk"]["S"], "C") for one in club.items() if one["sk"]["S"] == "C")
    table.update(Update(type_key, sets={"last_name": "!", "name": "!", "first_name": "!"}))
    table.update(Update(Key(*member), sets={"fpk": "example#DESK#open"}))

    assert operator.knows("fill-desks", club.tenant).json["moved"] == 2
    assert places(club) == {key: place for key, place in before.items() if key != tuple(type_key)}


def test_what_is_written_meanwhile_is_left_to_its_writer(
    club: Club, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = places(club)
    forget(table_of(club), before)
    plain = filling_desks._placed

    def faster(table: TenantTable, kind: object, key: Key, item: dict[str, object]) -> bool:
        table.update(Update(key, adds={"version": 1}))
        return plain(table, kind, key, item)  # type: ignore[arg-type]  # any kind

    monkeypatch.setattr(filling_desks, "_placed", faster)

    assert operator.knows("fill-desks", club.tenant).json["moved"] == 0


def test_a_tenant_that_there_is_not_has_no_desks(club: Club, operator: Operator) -> None:
    assert operator.says("fill-desks", "nobody").status == 1
