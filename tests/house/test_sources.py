"""What every file of the house keeps to: it says what lives in it, it is short, it knows no machine."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from tests.house.pages import ROOT

MOST_LINES = 300
# Written by a command, a row for each route.
TABLE = "chalicelib/api/routes.py"


def tracked() -> list[Path]:
    """The files of the repository; those of the folder where there is no git, as in an unpacked archive."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        found = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        found = [path for path in ROOT.rglob("*") if not {".git", ".venv", "build"} & set(path.parts)]
    return [path for path in found if path.is_file() and not path.is_symlink()]


FILES = tracked()
MODULES = [path for path in FILES if path.suffix == ".py"]
HOUSE = ("app.py", "chalicelib", "sandbox", "laurel", "deploy")
ROOMS = [path for path in MODULES if path.relative_to(ROOT).parts[0] in HOUSE]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", ROOMS, ids=named)
def test_a_module_opens_by_saying_what_lives_there(path: Path) -> None:
    source = path.read_text(encoding="utf-8")

    assert not source.strip() or ast.get_docstring(ast.parse(source))


@pytest.mark.parametrize("path", ROOMS, ids=named)
def test_a_module_is_not_named_for_what_it_does_not_say(path: Path) -> None:
    assert path.stem not in ("utils", "util", "helpers", "common", "manager", "misc")


def test_no_module_is_longer_than_a_story() -> None:
    long = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}

    assert {name: lines for name, lines in long.items() if lines > MOST_LINES and name != TABLE} == {}


def test_no_file_knows_the_machine_that_it_was_written_on() -> None:
    # Put together here, so that this file is not itself a find.
    places = re.compile("/(wo" + "rk|ho" + "me|ro" + "ot|Us" + "ers|tm" + "p/v)/")
    found = {}
    for path in FILES:
        try:
            source = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture, a font
        if match := places.search(source):
            found[named(path)] = match[0]

    assert found == {}
