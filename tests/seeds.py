"""The seeds' own bodies, as tests send them and compare with them."""

import json
from pathlib import Path
from typing import Any

CASES = Path(__file__).parent / "cases"
SEED_001: dict[str, Any] = json.loads((CASES / "seed_001.json").read_text())
# By what each is the answer to, or the payload of; the stream's without the comma that makes it no JSON.
SEED_002: dict[str, Any] = json.loads((CASES / "seed_002.json").read_text())
# Face 001, its first body: ten wins.
TEN_WINS: dict[str, Any] = SEED_001["requests"][0]["achievement"]


def shape(value: Any) -> Any:
    """A body's fields in their order, and of what kind each is: lists by their first record."""
    match value:
        case dict():
            return [(name, shape(inner)) for name, inner in value.items()]
        case list():
            return [shape(value[0])] if value else []
        case bool() | None:
            return type(value).__name__
        case int() | float():
            return "number"
        case _:
            return "text"
