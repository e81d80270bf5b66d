"""Boards made anew from the cards, and the audit that holds them against each other."""

import pytest

from chalicelib.actions import auditing, following, rebuilding
from chalicelib.store import board_keys
from chalicelib.store.codec import decode_item
from chalicelib.store.conditions import Attr
from chalicelib.store.writes import Delete, Update
from laurel.__main__ import main
from tests.boarding import Boards, email, sale


@pytest.fixture(autouse=True)
def told(boards: Boards) -> None:
    boards.tell(*(sale(f"m{n}", n + 0.25) for n in range(8)), email("m1"), email("m2"), email("m2"))
    boards.house.settle()


def faults(boards: Boards) -> list[str]:
    return auditing.audit(boards.table, now=boards.house.clock.now()).faults


def test_nothing_is_found_where_all_agrees(boards: Boards) -> None:
    found = auditing.audit(boards.table, now=boards.house.clock.now())

    assert (found.faults, found.boards, found.entries) == ([], 8, 4 * 8 + 4 * 2)


def test_each_thing_that_is_wrong_is_found(boards: Boards) -> None:
    t = boards.table.tenant
    first = boards.page().rows[0].user.uid
    root, entry = board_keys.board_root(t, "sales", "all"), board_keys.board_entry(t, first, "sales", "all")

    boards.table.update(Update(root, adds={"e9": 1}))
    assert any("node root" in fault for fault in faults(boards))
    boards.table.update(Update(root, adds={"e9": -1}))

    boards.table.update(Update(entry, sets={"lsk": "00000#1"}))
    assert any("the list lacks" in fault for fault in faults(boards))

    boards.table.delete(Delete(entry))
    assert any("card" in fault for fault in faults(boards))


def test_boards_that_are_made_anew_are_as_before(boards: Boards) -> None:
    before = boards.shown()
    for item in [decode_item(item) for item in boards.club.items()]:
        if item["sk"] in ("BN", "BD"):
            boards.table.delete(Delete(board_keys.Key(item["pk"], item["sk"])))
    assert faults(boards) != []

    assert main(["rebuild-boards", boards.club.tenant]) == 0

    assert boards.shown() == before
    assert faults(boards) == []
    boards.check()


def test_a_rebuild_that_dies_goes_on_where_it_was(boards: Boards, monkeypatch: pytest.MonkeyPatch) -> None:
    before, brought = boards.shown(), following.bring

    class Died(BaseException):
        pass

    def dies(*_: object, **__: object) -> None:
        raise Died

    monkeypatch.setattr(following, "bring", dies)
    with pytest.raises(Died):
        rebuilding.rebuild(boards.table, now=boards.house.clock.now())
    monkeypatch.setattr(following, "bring", brought)
    boards.tell(sale("m3", 0.5))
    boards.house.pump.drain()

    done = rebuilding.rebuild(boards.table, now=boards.house.clock.now())

    assert done.generation == 1
    assert {score for _, _, score in boards.shown()} ^ {score for _, _, score in before} == {32_500, 37_500}
    assert faults(boards) == []
    boards.check()


def test_moves_go_on_after_a_rebuild(boards: Boards) -> None:
    rebuilding.rebuild(boards.table, now=boards.house.clock.now())

    boards.tell(sale("m0", 100), sale("new", 3))
    boards.house.settle()

    assert boards.shown()[0][2] == 1_002_500
    assert faults(boards) == []
    boards.check()


def test_who_still_writes_for_the_boards_of_before_is_refused(boards: Boards) -> None:
    rebuilding.rebuild(boards.table, now=boards.house.clock.now())
    t = boards.table.tenant
    root = boards.table.get(board_keys.board_root(t, "sales", "all")) or {}

    assert root["g"] == 1
    with pytest.raises(Exception, match="condition failed"):
        boards.table.update(Update(board_keys.board_root(t, "sales", "all"), when=Attr("g").eq(0)))


def test_the_audit_speaks_to_people_and_programs(boards: Boards, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", boards.club.tenant]) == 0
    assert "all agrees" in capsys.readouterr().out

    root = board_keys.board_root(boards.table.tenant, "sales", "all")
    boards.table.update(Update(root, adds={"e9": 1}))
    assert main(["audit", boards.club.tenant, "--json"]) == 1
    assert "node root" in capsys.readouterr().out
