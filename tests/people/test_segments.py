"""A tenant into files and back, and out of the table for good."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from laurel import segments
from laurel.__main__ import main
from tests.asking import Club

BINARY = {
    "pk": {"S": "example#X"},
    "sk": {"S": "X"},
    "b": {"B": b"\x00\xff"},
    "m": {"M": {"l": {"L": [{"B": b"1"}, {"N": "2"}]}}},
}


def own(club: Club) -> list[dict[str, Any]]:
    return [item for item in club.items() if _is_own(item)]


def _is_own(item: dict[str, Any]) -> bool:
    named = item.get("tenant") == {"S": "example"} or (item["pk"]["S"], item["sk"]["S"]) == ("T#", "example")
    return item["pk"]["S"].startswith("example#") or named


def test_an_item_is_the_same_when_it_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "items-0.json"
    file.write_text(segments.line(BINARY) + "\n", encoding="utf-8")
    packed = tmp_path / "aws.json.gz"
    packed.write_bytes(gzip.compress(file.read_bytes()))

    assert list(segments.lines(file)) == list(segments.lines(packed)) == [BINARY]


def test_a_tenant_goes_and_comes_back_as_it_was(club: Club, tmp_path: Path) -> None:
    club.finished()
    club.house.settle()
    before, others = own(club), [item for item in club.items() if not _is_own(item)]

    assert main(["data", "export", "example", str(tmp_path)]) == 0
    assert main(["data", "delete", "example", "--confirm", "example"]) == 0
    assert club.items() == others
    assert main(["data", "restore", "example", str(tmp_path)]) == 0

    assert own(club) == before
    assert club.got("person/")["total"] == 2


def test_an_export_that_was_stopped_goes_on(club: Club, tmp_path: Path, capsys: Any) -> None:
    club.person()
    main(["data", "export", "example", str(tmp_path), "--json"])
    whole = json.loads(capsys.readouterr().out)["items"]
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    stopped = {**manifest, "done": manifest["done"][:2], "after": {}}
    (tmp_path / "manifest.json").write_text(json.dumps(stopped), encoding="utf-8")

    assert main(["data", "export", "example", str(tmp_path), "--json"]) == 0

    lines = [item for file in tmp_path.glob("items-*.json") for item in segments.lines(file)]
    assert len({(item["pk"]["S"], item["sk"]["S"]) for item in lines}) == whole == len(own(club))


@pytest.mark.parametrize("verb", ["export {folder}", "delete --confirm example"])
def test_what_is_stopped_says_how_it_goes_on(club: Club, tmp_path: Path, capsys: Any, verb: str) -> None:
    def stop(_: str) -> Any:
        raise KeyboardInterrupt

    club.person()
    name, *options = verb.format(folder=tmp_path).split()
    wired = club.house.wired
    clients, wired.clients = wired.clients, stop

    assert main(["data", name, "example", *options]) == 130

    again = re.search("It goes on with: laurel (.+)", capsys.readouterr().err)
    assert again is not None
    wired.clients = clients
    assert main(again[1].split()) == 0


def test_nobody_else_may_read_an_export(club: Club, tmp_path: Path) -> None:
    main(["data", "export", "example", str(tmp_path / "out")])

    assert (tmp_path / "out").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["delete", "example", "--confirm", "exemple"], "--confirm must name the tenant."),
        (["export", "nobody", "{folder}"], "There is nothing of nobody."),
        (["restore", "example", "{folder}"], "There is a tenant example in this table already."),
        (["restore", "nobody", "{folder}"], "These files hold no tenant nobody."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_would_do_harm_is_refused(
    words: list[str], said: str, club: Club, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = club.items()

    status = main(["data", *(word.format(folder=tmp_path) for word in words)])

    assert status == 1
    assert capsys.readouterr().err == f"laurel: {said}\n"
    assert club.items() == before


def test_a_folder_holds_one_tenant(club: Club, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["data", "export", "example", str(tmp_path)])

    assert main(["data", "export", "another", str(tmp_path)]) == 1
    assert "holds an export of example" in capsys.readouterr().err
