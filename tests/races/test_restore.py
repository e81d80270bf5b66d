"""Backup and restore, rehearsed: who was erased since the backup is back, and is erased again (docs/backup.md)."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.actions import auditing
from laurel.__main__ import main
from sandbox.clock import Clock
from sandbox.engines import DynamoDBLocalEngine
from sandbox.house import House
from sandbox.residents import move_in
from tests.asking import Club
from tests.awarding import table_of
from tests.conftest import NOON
from tests.people.life import BY_LAW, erased, items, lived, told_of

OLD, NEW = "laurel", "restored"


@pytest.fixture
def club(engine: DynamoDBLocalEngine) -> Iterator[Club]:
    engine.reset()
    house = House(engine, Clock(frozen=True, start=NOON), table=OLD, metered=False, pause=lambda _: None)
    yield Club(house, move_in(house, "a seed for restores"))
    wiring.use(None)


def restored(club: Club, folder: Path) -> Club:
    """The same club on another table, made from the files."""
    old = club.house
    house = House(old.engine, old.clock, table=NEW, metered=False, pause=lambda _: None)
    assert main(["data", "restore", club.tenant, str(folder)]) == 0
    return Club(house, club.residents)


def kinds(club: Club) -> set[str]:
    return {place.rpartition(" ")[2].partition("#")[0] for place in told_of(items(club))}


@pytest.mark.local
def test_who_was_erased_since_the_backup_is_erased_again_after_the_restore(
    club: Club, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person, told = lived(club), ["--from-table", OLD]
    assert main(["data", "export", club.tenant, str(tmp_path / "backup")]) == 0
    erased(club, person["uid"])

    again = restored(club, tmp_path / "backup")
    assert again.got(f"person/{person['uid']}/")["first_name"] == "Canaryfirst", (
        "a backup knows of no erasure"
    )
    assert main(["erasures", "replay", club.tenant, *told]) == 0
    assert again.ask("GET", f"person/{person['uid']}/").status == 404
    again.house.turn_to(again.house.clock.now() + timedelta(hours=1))

    assert kinds(again) == BY_LAW
    assert auditing.audit(table_of(again), now=again.house.clock.now()).faults == []
    assert again.got(f"erasure/{person['uid']}/")["state"] == "erased"
    assert _replayed(club.tenant, told, capsys) == []


def _replayed(tenant: str, told: list[str], capsys: pytest.CaptureFixture[str]) -> Any:
    capsys.readouterr()
    assert main(["erasures", "replay", tenant, *told, "--json"]) == 0
    return json.loads(capsys.readouterr().out)["begun"]
