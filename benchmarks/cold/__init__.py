"""What a container costs before it has answered anything: each function's start, and the first request of a face."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import instructions
from benchmarks.cold import weights
from benchmarks.cold.recording import SHOWN, record
from benchmarks.figures import Figure
from deploy import archive, interpreters

TITLE = "Cold start: a function with its client, and with the first request of each face"

MILLION = 1_000_000
YARDSTICK = "import boto3; boto3.client('dynamodb', region_name='us-east-1')"
CLIENT = "from chalicelib.wiring import wiring; wiring().table"
FUNCTIONS = {
    "API": "app",
    "stream": "chalicelib.listeners.stream",
    "schedule": "chalicelib.listeners.schedule",
}
# A script by its path: as a module it would import this room, and with it all that records.
REPLAYING = str(Path(__file__).with_name("replaying.py"))
# Design §7: times `import boto3` and a client.
MOST = 1.25
PACKED = "with byte code and trimmed botocore, as deploy.package makes them; the others run from the sources"
START, FIRST = "start, M instr", "start and first request, M instr"


def measure() -> Iterator[Figure]:
    """The floor of a start is `import boto3` and a client; of a first request that, and one GetItem."""
    floor = _millions("-c", YARDSTICK)
    for name, module in FUNCTIONS.items():
        spent = _millions("-c", f"import {module}; {CLIENT}")
        yield Figure(name, START, spent, floor, most=MOST * floor)
    yield from _first_requests()
    yield from weights.measure()


def _first_requests() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "recorded.json"
        names = record(path)
        asked = (REPLAYING, str(path))
        floor = _millions(*asked, "bare")
        for name in names:
            yield Figure(name, FIRST, _millions(*asked, name), floor)
        if weights.PACKAGE.zip.exists():
            archive.unpack(weights.PACKAGE.zip, tree := Path(folder) / "task")
            version, python = interpreters.chosen(weights.PACKAGE.runtime.removeprefix("python"))
            floor, packed = (_millions(*asked, what, path=tree, python=python) for what in ("bare", SHOWN))
            name = f"{SHOWN}, as packaged for {version}"
            yield Figure(name, FIRST, packed, floor, note=PACKED)


def _millions(*arguments: str, path: Path = instructions.ROOT, python: str = sys.executable) -> float:
    return instructions.counted(*arguments, path=path, python=python) / MILLION
