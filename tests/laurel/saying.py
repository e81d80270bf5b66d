"""What a command said: calls it as an operator does, and reads its answer as a program would."""

import json
from dataclasses import dataclass
from typing import Any

import pytest

from laurel.__main__ import main


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def rows(self) -> list[Any]:
        """JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


class Operator:
    """`says` calls the command as it stands, `knows` with --json and insists that it was done."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def says(self, *words: str) -> Said:
        self._capsys.readouterr()
        status = main(words)
        out, err = self._capsys.readouterr()
        return Said(status, out, err)

    def knows(self, *words: str) -> Said:
        said = self.says(*words, "--json")
        assert said.status == 0, said.err
        return said
