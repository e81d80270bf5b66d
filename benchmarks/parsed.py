"""The floor: the same batches, only parsed, as Lambda's runtime does: `python -m benchmarks.parsed FILE SIZE TURNS`."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import tape


def main(arguments: Sequence[str]) -> None:
    path, size, turns = arguments
    for text in tape.read(Path(path)).batches(int(size))[: 1 + int(turns)]:
        json.loads(text)


if __name__ == "__main__":
    main(sys.argv[1:])
