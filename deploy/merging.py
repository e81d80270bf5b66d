"""Several files of resources as one, which is all that Chalice merges into its template."""

import json
from functools import reduce
from pathlib import Path
from typing import Any


class SaidTwice(Exception):
    """Two files say different things about the same place."""


def merged(*files: Path) -> dict[str, Any]:
    """Tables are merged, place by place; what is no table may stand in one file alone."""
    read: list[dict[str, Any]] = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    return reduce(_both, read)


def _both(one: dict[str, Any], other: dict[str, Any], at: str = "") -> dict[str, Any]:
    both = dict(one)
    for name, value in other.items():
        place = f"{at}/{name}"
        if name not in one:
            both[name] = value
        elif isinstance(value, dict) and isinstance(one[name], dict):
            both[name] = _both(one[name], value, place)
        elif value != one[name]:
            raise SaidTwice(place)
    return both
