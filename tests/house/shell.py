"""Runs the pages' shell lines as a reader pastes them: bash, curl, and the product behind a real port."""

import json
import os
import subprocess
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from sandbox.residents import Residents
from tests.house.answering import LAUREL, desk

# What the pages write; the test's own server has another port.
WRITTEN_URL = "http://127.0.0.1:8000"
# A refusal ends the script, and so does whatever stands in a pipe behind it.
STRICT = """
set -euo pipefail
curl() { command curl --fail-with-body --max-time 20 "$@"; echo; }
"""


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def end(self) -> str:
        """What was said last: the refusal, where there was one."""
        return (self.out + self.err)[-600:]


class Shell:
    """A folder with `.sandbox/sandbox.json` as `make run` leaves it, and a server at `url`."""

    def __init__(self, folder: Path, residents: Residents, url: str) -> None:
        self._folder, self._url = folder, url
        room = folder / ".sandbox"
        room.mkdir()
        (room / "sandbox.json").write_text(json.dumps(residents.as_json(url)))

    def run(self, *blocks: str) -> Ran:
        script = STRICT + LAUREL + "\n".join(blocks).replace(WRITTEN_URL, self._url)
        outside = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
        with desk() as address, chdir(self._folder):
            done = subprocess.run(
                ["bash", "-c", script],
                env={**outside, "LAUREL_DESK": address},
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )
        return Ran(done.returncode, done.stdout, done.stderr)
