"""`make prove` believes nothing that did not run, and adds up what did."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from proof import __main__ as command
from proof import table
from proof.running import ROOT, read, run
from proof.stages import STAGES, Stage


def _paths(stages: Iterable[Stage]) -> set[str]:
    return {word for stage in stages for word in stage.arguments if word.split("/")[0] == "tests"}


PATHS = _paths(STAGES)
# Only these stages run what is marked `local`: the marks of the others leave it out.
LOCAL = _paths(stage for stage in STAGES if "local" in stage.arguments)
PROOF = """
import pytest
from tests.figures import measured, tally

@pytest.mark.parametrize("number", range(3))
def test_counts(number):
    tally("numbers", tried=10, bad={bad})
    measured("share", "87.2 %")
    assert number < {end}

def test_skipped():
    pytest.skip("no engine")
"""


def _stage(where: Path, *, bad: int = 0, end: int = 3, named: str = "a stage") -> Stage:
    test = where / "test_it.py"
    test.write_text(PROOF.format(bad=bad, end=end))
    return Stage(named, ("-p", "no:cacheprovider", str(test)))


def test_what_a_stage_counts_is_added_up(tmp_path: Path) -> None:
    outcome = run(_stage(tmp_path), tmp_path, tmp_path / "figures")

    lines = read(tmp_path / "figures")
    assert (outcome.tests, outcome.failed, outcome.skipped, outcome.sound) == (4, 0, 1, True)
    assert "| numbers |     30 |          0 |" in table.figures(lines)
    assert "| share   | 87.2 % |            |" in table.figures(lines)


@pytest.mark.parametrize(
    ("stage", "status"),
    [({}, 0), ({"bad": 1}, 1), ({"end": 2}, 1)],
    ids=["all holds", "a violation is counted though no test fails", "a test fails"],
)
def test_the_command_fails_when_a_promise_is_broken(
    stage: dict[str, int], status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "STAGES", (_stage(tmp_path, **stage),))
    monkeypatch.setattr(command, "OUT", tmp_path / "out")

    assert command.main([]) == status
    assert "numbers" in (tmp_path / "out" / "table.md").read_text()


def test_a_stage_of_which_everything_was_skipped_proves_nothing(tmp_path: Path) -> None:
    skipped = tmp_path / "test_skipped.py"
    skipped.write_text("import pytest\npytest.skip('no engine', allow_module_level=True)\n")

    outcome = run(Stage("skipped", (str(skipped),)), tmp_path, tmp_path / "figures")

    assert not outcome.sound


def test_a_name_that_is_no_stage_proves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "OUT", tmp_path)

    assert command.main(["no such stage"]) == 1


def test_every_path_of_a_stage_is_there() -> None:
    assert PATHS
    assert [path for path in PATHS if not (ROOT / path).exists()] == []


@pytest.mark.parametrize(("mark", "paths"), [("prove", PATHS), ("faults", PATHS), ("local", LOCAL)])
def test_whatever_only_make_prove_runs_stands_in_one_of_its_stages(mark: str, paths: set[str]) -> None:
    marked = {
        str(test.relative_to(ROOT))
        for test in (ROOT / "tests").rglob("test_*.py")
        if test != Path(__file__) and f"pytest.mark.{mark}" in test.read_text()
    }

    assert marked
    assert {test for test in marked if not test.startswith(tuple(paths))} == set()
