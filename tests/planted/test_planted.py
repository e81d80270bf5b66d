"""The tests have teeth: each bug planted in a copy of the house makes the test that its patch names fail."""

import os  # the environment is handed on to a child process
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.prove
ROOT = Path(__file__).resolve().parent.parent.parent
PATCHES = sorted(Path(__file__).parent.glob("*.patch"))
HOUSE = ("app.py", "chalicelib", "laurel", "sandbox", "templates", "tests", ".chalice", "pyproject.toml")
FAILED = 1  # pytest's own code for "tests ran, and some failed"; a patch that breaks the import gives another


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.stem)
def test_a_planted_bug_is_caught(patch: Path, tmp_path: Path) -> None:
    test = _named(patch)
    _copy(tmp_path)
    subprocess.run(["patch", "--strip=1", f"--input={patch}"], cwd=tmp_path, check=True, capture_output=True)

    ran = _run([test], tmp_path)

    assert ran.returncode == FAILED, f"{patch.stem} was not caught by {test}:\n{ran.stdout[-2_000:]}"
    assert " error" not in ran.stdout.splitlines()[-1]


def test_there_are_planted_bugs_and_each_says_what_it_is() -> None:
    assert len(PATCHES) >= 6
    for patch in PATCHES:
        assert patch.read_text().splitlines()[0].endswith(".")


def test_the_named_tests_pass_on_the_house_as_it_is() -> None:
    tests = sorted({_named(patch) for patch in PATCHES})

    ran = _run(tests, ROOT)

    assert ran.returncode == 0, ran.stdout[-2_000:]


def _named(patch: Path) -> str:
    line = patch.read_text().splitlines()[1]
    assert line.startswith("Caught by: ")
    return line.removeprefix("Caught by: ")


def _copy(to: Path) -> None:
    for name in HOUSE:
        if (ROOT / name).is_dir():
            shutil.copytree(
                ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__", "deployments")
            )
        else:
            shutil.copy(ROOT / name, to / name)


def _run(tests: list[str], where: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, "PYTHONPATH": str(where)}
    return subprocess.run(command, cwd=where, env=environment, capture_output=True, text=True, check=False)
