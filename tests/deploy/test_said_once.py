"""No JSON of a deployment says a key twice: a reader would keep the last, and forget the other without a word."""

import json
from pathlib import Path
from typing import Any

import pytest

from deploy.package import ROOT

FILES = [*sorted((ROOT / ".chalice").glob("*.json")), ROOT / "deploy" / "deployer-policy.json"]


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    assert len(names) == len(set(names)), sorted(name for name in names if names.count(name) > 1)
    return dict(pairs)


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_no_key_is_said_twice(file: Path) -> None:
    assert json.loads(file.read_text(), object_pairs_hook=once)
