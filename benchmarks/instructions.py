"""Instructions of a Python process, counted by cachegrind: the same to the last digits on any load."""

import os  # the child's environment is this one's, with a fixed hash seed
import re
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.figures import NotHere

ROOT = Path(__file__).resolve().parent.parent
VALGRIND = ("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null")
# A deployed function finds its byte code beside it; here it must not depend on who ran what before.
SAME = {"PYTHONHASHSEED": "0", "PYTHONPYCACHEPREFIX": str(ROOT / "build" / "bench" / "bytecode")}
TOTAL = re.compile(r"I\s+refs:\s+([\d,]+)")


def counted(*arguments: str, path: Path = ROOT, python: str = sys.executable) -> int:
    """Instructions of `python *arguments`, with `path` before everything else on its path.

    It runs twice: the first run, not counted, lets Python write its byte code. Without valgrind: NotHere.
    """
    return ends(*arguments, path=path, python=python)[-1]


def ends(*arguments: str, path: Path = ROOT, python: str = sys.executable) -> list[int]:
    """The same for each process that it forks, as they end, and for itself; each from the very start."""
    if shutil.which(VALGRIND[0]) is None:
        raise NotHere("CPU is counted by valgrind: apt-get install valgrind")
    command = [python, *arguments]
    environment = {**os.environ, **SAME, "PYTHONPATH": str(path)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run(command, cwd=path, env=environment, check=True, capture_output=True)
    told = subprocess.run(
        [*VALGRIND, *command], cwd=path, env=environment, check=True, capture_output=True, text=True
    ).stderr
    found = TOTAL.findall(told)
    assert found, told[-1_000:]
    return [int(total.replace(",", "")) for total in found]


def each(*arguments: str, few: int, many: int, path: Path = ROOT) -> float:
    """Instructions of one turn, without what comes before the first: the slope between `few` and `many` turns.

    The number of turns is handed over as the last argument.
    """
    less = counted(*arguments, str(few), path=path)
    more = counted(*arguments, str(many), path=path)
    return (more - less) / (many - few)
