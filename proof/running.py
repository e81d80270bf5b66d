"""Runs one stage as a pytest of its own, and reads what came of it."""

import json
import os  # the environment is handed on to a child process
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from proof.stages import Stage

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Outcome:
    """What a stage came to; a test that was skipped or that did not run proves nothing."""

    stage: Stage
    tests: int
    failed: int
    skipped: int
    seconds: float
    sound: bool


def run(stage: Stage, into: Path, figures: Path) -> Outcome:
    """Its output is kept in `into`; its figures are added to `figures`."""
    report, log = into / f"{_file(stage)}.xml", into / f"{_file(stage)}.log"
    environment = {**os.environ, **stage.environment, "LAUREL_FIGURES": str(figures)}
    counted = [f"--junitxml={report}"] if stage.module == "pytest" else []
    command = [sys.executable, "-m", stage.module, *counted, *stage.arguments]
    report.unlink(missing_ok=True)
    start = time.monotonic()
    with log.open("w") as out:
        code = subprocess.run(
            command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT, check=False
        ).returncode
    tests, failed, skipped = _counts(report)
    sound = code == 0 and (tests > skipped or not counted)
    return Outcome(stage, tests, failed, skipped, time.monotonic() - start, sound)


def read(figures: Path) -> list[dict[str, str | int]]:
    return [json.loads(line) for line in figures.read_text().splitlines()] if figures.exists() else []


def _counts(report: Path) -> tuple[int, int, int]:
    if not report.exists():
        return 0, 0, 0
    suites = ElementTree.parse(report).getroot().findall("testsuite")

    def total(*names: str) -> int:
        return sum(int(suite.get(name, 0)) for suite in suites for name in names)

    return total("tests"), total("failures", "errors"), total("skipped")


def _file(stage: Stage) -> str:
    return stage.name.replace(" ", "-")
