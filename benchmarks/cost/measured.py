"""What each operation was measured to ask of AWS, by itself and by what follows it: measured.json."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("measured.json")


@dataclass(frozen=True)
class Share:
    """What one piece of work asks of DynamoDB; `rounds` are round trips one after the other."""

    rounds: int = 0
    rru: float = 0.0
    wru: float = 0.0
    bytes_written: int = 0

    @property
    def without_bytes(self) -> tuple[int, float, float]:
        """What is the same in every run: the chance in a link makes a record some bytes longer."""
        return self.rounds, self.rru, self.wru


@dataclass(frozen=True)
class Measured:
    """`itself` is the request, or what stream or clock do once; `then` is what the stream makes of a request until
    all is quiet. The stream's function `runs` so often for it, and so many `mails` leave."""

    requests: int
    itself: Share
    then: Share = Share()
    runs: int = 0
    mails: int = 0


def known(file: Path = FILE) -> dict[str, Measured]:
    """By the operation's row in docs/table.md."""
    said = json.loads(file.read_text(encoding="utf-8"))
    return {name: _read(one) for name, one in said.items()}


def keep(taken: Mapping[str, Measured], file: Path = FILE) -> None:
    """A line for each, so that a change of one is a change of its line."""
    lines = (
        f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(asdict(one))}" for name, one in taken.items()
    )
    file.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _read(said: Mapping[str, Any]) -> Measured:
    return Measured(**{**said, "itself": Share(**said["itself"]), "then": Share(**said["then"])})
