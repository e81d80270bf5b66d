"""The tests have teeth: each bug planted in a copy of the house makes the test that its patch names fail."""

import os  # the environment is handed on to a child process
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.figures import tally

ROOT = Path(__file__).resolve().parent.parent.parent
PATCHES = sorted(Path(__file__).parent.glob("*.patch"))
HOUSE = ("app.py", "chalicelib", "laurel", "sandbox", "templates", "tests", ".chalice", "pyproject.toml")
FAILED = 1  # pytest's own code for "tests ran, and some failed"; a patch that breaks the import gives another
# The kinds of promises 2.12, each with the patches that plant one of them.
KINDS = {
    "dual write": ("dual-write", "points-apart", "tree-apart", "enrolment-apart", "rank-count-apart"),
    "missing condition": ("head-without-guard", "no-version-check", "balance-unguarded"),
    "balance before mark": ("points-after-progress", "sums-without-marks"),
    "send before lease": ("send-before-lease",),
    "mark before send": ("mark-before-send", "webhook-kept-before-called"),
    "random event id": ("random-event-id",),
    "chained months": ("chained-months",),
    ">= for > at the end of grace": ("a-moment-late",),
    "no reading back on conflict": ("own-write-not-known", "collision-is-conflict"),
    "errors swallowed in the stream": ("stream-swallows-errors",),
    "a partial batch told as a whole": ("batch-all-good", "batch-all-failed"),
    "unsigned cursor": ("cursor-unsigned",),
    "role check on the wrong object": ("sight-of-the-wrong-one",),
    "re.match with $": ("match-with-dollar",),
    "money by float": ("money-by-float",),
    "SES's retries left on": ("ses-retries-on",),
    "lease without margin": ("lease-without-margin", "lease-without-doubt"),
    "the sweep stops at the first error": ("sweep-stops-at-the-first-error",),
    "an empty page ends the walk": ("empty-page-ends-the-walk", "sweep-stays-at-the-first-page"),
    "no policy on one route": ("route-without-policy",),
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house, made once a worker: what is compiled in it is compiled once."""
    copy = tmp_path_factory.mktemp("house")
    for name in HOUSE:
        if (ROOT / name).is_dir():
            skipped = shutil.ignore_patterns("__pycache__", "deployments")
            shutil.copytree(ROOT / name, copy / name, ignore=skipped)
        else:
            shutil.copy(ROOT / name, copy / name)
    return copy


@pytest.fixture
def planted(house: Path, patch: Path) -> Iterator[Path]:
    """The copy with this bug in it; afterwards as it was."""
    _patch(house, patch)
    yield house
    _patch(house, patch, "--reverse")


@pytest.mark.prove
@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.stem)
def test_a_planted_bug_is_caught(planted: Path, patch: Path) -> None:
    test = _named(patch)

    ran = _run([test], planted)

    said = ran.stdout.splitlines()[-1:]
    caught = ran.returncode == FAILED and " error" not in "".join(said)
    tally("planted bugs caught", 1, 0 if caught else 1)
    assert caught, f"{patch.stem} was not caught by {test}:\n{ran.stdout[-2_000:]}"


@pytest.mark.prove
@pytest.mark.parametrize("part", range(4))
def test_the_named_tests_pass_on_the_house_as_it_is(part: int) -> None:
    tests = sorted({_named(patch) for patch in PATCHES})

    ran = _run(tests[part::4], ROOT)

    assert ran.returncode == 0, ran.stdout[-2_000:]


def test_every_kind_of_bug_that_the_promises_name_is_planted() -> None:
    there = {patch.stem for patch in PATCHES}

    assert len(KINDS) == 20
    assert {kind for kind, names in KINDS.items() if not set(names) <= there} == set()


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.stem)
def test_a_patch_says_what_it_is_and_still_fits_the_house(patch: Path) -> None:
    assert patch.read_text().splitlines()[0].endswith(".")

    _patch(ROOT, patch, "--dry-run")

    assert (ROOT / _named(patch).partition("::")[0]).exists()


def _named(patch: Path) -> str:
    line = patch.read_text().splitlines()[1]
    assert line.startswith("Caught by: ")
    return line.removeprefix("Caught by: ")


def _patch(where: Path, patch: Path, *more: str) -> None:
    command = ["patch", "--strip=1", "--no-backup-if-mismatch", f"--input={patch}", *more]
    done = subprocess.run(command, cwd=where, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def _run(tests: list[str], where: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, "PYTHONPATH": str(where)}
    environment.pop("LAUREL_FIGURES", None)  # what a planted bug makes of a count is no figure
    return subprocess.run(command, cwd=where, env=environment, capture_output=True, text=True, check=False)
