"""Under which licences packages and fonts stand, by licences.toml; and what an installed one says."""

import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

_SAID = tomllib.loads(Path(__file__).with_name("licences.toml").read_text(encoding="utf-8"))
SHIPPED: frozenset[str] = frozenset(_SAID["shipped"])
TOOLS: frozenset[str] = SHIPPED | frozenset(_SAID["tools"])
PACKAGES: dict[str, str] = _SAID["packages"]
FONTS: dict[str, str] = _SAID["fonts"]
WORDS: dict[str, str] = _SAID["words"]


def of_font(file: str) -> str:
    """Raises StopIteration where no family of the table begins the name."""
    return next(licence for family, licence in FONTS.items() if file.startswith(family))


def installed(package: str) -> frozenset[str] | None:
    """What the installed package says of itself, in SPDX; None where it is not installed or says nothing that
    the table has a word for."""
    try:
        said = metadata(package)
    except PackageNotFoundError:
        return None
    if expression := said["License-Expression"]:
        return frozenset(_parts(expression))
    classified = [line.split(" :: ")[-1] for line in said.get_all("Classifier") or () if "License" in line]
    words = [said["License"] or "", *classified]
    return frozenset(spdx for word in words if (spdx := WORDS.get(word, word)) in TOOLS) or None


def _parts(expression: str) -> Iterator[str]:
    """Of `A AND B` and `A OR B`: whoever may use each may use both."""
    yield from (
        word for word in expression.replace("(", " ").replace(")", " ").split() if word not in ("AND", "OR")
    )
