"""Asks OSV whether a pinned package has a known hole: `make audit-dependencies`, in pip-audit's own venv.

0: all were asked about, and none has one. 1: some have. 3: they could not be asked about, which is no good
news; with `--offline skip` it is said aloud and passes.
"""

import argparse
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy.supply import pins

# Everything that is shipped is pinned here as well, and the tests hold it so.
FILE = pins.DEVELOPERS
TOOL, TOOL_FILE = pins.ROOT / "build" / "audit", "requirements-audit.txt"
OSV = "https://api.osv.dev/v1/query"
CLEAN, HOLES, NOT_ASKED = 0, 1, 3
Ran = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Verdict:
    """`reason` says why nothing was learned; without, `holes` is all that is known of `asked` packages."""

    asked: int
    holes: tuple[str, ...] = ()
    reason: str = ""

    def code(self, *, offline: str) -> int:
        if self.reason:
            return CLEAN if offline == "skip" else NOT_ASKED
        return HOLES if self.holes else CLEAN

    def text(self, *, offline: str) -> str:
        if self.reason:
            word = "SKIPPED" if offline == "skip" else "NOT ASKED"
            return f"{word}: known holes of {self.asked} pins were not asked about: {self.reason}"
        told = "\n".join(self.holes) or "none has a known hole"
        return f"{self.asked} pins asked about:\n{told}"


def asked(url: str) -> Ran:
    """pip-audit over the pins alone: nothing is resolved, nothing of them is installed."""
    made = _made(TOOL)
    if made.returncode:
        return made
    command = [*_python(TOOL), "-m", "pip_audit", "--requirement", str(pins.ROOT / FILE)]
    command += ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "--desc", "off"]
    command += ["--format", "json", "--vulnerability-service", "osv", "--osv-url", url]
    return _run(command)


def _made(venv: Path) -> Ran:
    """The tool's own venv, by its own pins; what was run last, which may have failed."""
    pinned = pins.ROOT / TOOL_FILE
    ready = venv / f"ready-{hashlib.sha256(pinned.read_bytes()).hexdigest()[:16]}"
    if ready.exists():
        return Ran([], 0)
    made = _run([sys.executable, "-m", "venv", "--clear", str(venv)])
    if made.returncode:
        return made
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes"]
    installed = _run([*_python(venv), "-m", "pip", "install", *options, "-r", str(pinned)])
    if installed.returncode == 0:
        ready.touch()
    return installed


def _python(venv: Path) -> list[str]:
    return [str(venv / "bin" / "python")]


def _run(command: list[str]) -> Ran:
    return subprocess.run(command, capture_output=True, text=True, check=False)


def verdict(ran: Ran, pinned: int) -> Verdict:
    """Of an answer that does not speak of every pin nothing is believed."""
    try:
        told = json.loads(ran.stdout)["dependencies"]
    except (ValueError, KeyError):
        last = (ran.stderr.strip() or "it said nothing").splitlines()[-1]
        return Verdict(pinned, reason=last)
    passed_over = [one["name"] for one in told if "vulns" not in one]
    if passed_over or len(told) != pinned:
        return Verdict(pinned, reason=f"{len(told)} were answered for, passed over {passed_over}")
    return Verdict(pinned, tuple(hole for one in told for hole in _holes(one)))


def _holes(one: dict[str, Any]) -> Iterator[str]:
    for hole in one["vulns"]:
        names = ", ".join([hole["id"], *hole.get("aliases", ())])
        mended = ", ".join(hole["fix_versions"]) or "no version"
        yield f"{one['name']} {one['version']}: {names}; mended in {mended}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m deploy.supply.audit", description=__doc__)
    parser.add_argument("--offline", choices=("fail", "skip"), default="fail", help="what no answer is")
    parser.add_argument("--osv-url", default=OSV, help="another place that answers as OSV does")
    said = parser.parse_args()
    found = verdict(asked(said.osv_url), len(pins.of(FILE)))
    print(found.text(offline=said.offline))
    return found.code(offline=said.offline)


if __name__ == "__main__":
    sys.exit(main())
