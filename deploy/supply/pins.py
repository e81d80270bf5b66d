"""Reads requirements*.txt as `make pin` writes them: packages, versions, hashes and who needs them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What is in the zips of a release; all other files are a developer's tools.
SHIPPED = ("requirements.txt", "requirements-papers.txt")
DEVELOPERS = "requirements-dev.txt"
_PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+) \\$", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VIA = re.compile(r"^ +# (?:via )? *(?!via$)(\S.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Pin:
    """`hashes` are SHA-256 of all files that may be it: the source and a wheel for each machine. `needed_by`
    are packages; `asked_for` says that the project asks for it itself."""

    name: str
    version: str
    hashes: tuple[str, ...]
    needed_by: tuple[str, ...]
    asked_for: bool

    @property
    def purl(self) -> str:
        return f"pkg:pypi/{self.name}@{self.version}"


def of(*files: str) -> list[Pin]:
    """All packages of these files, each once, by name."""
    found = {pin.name: pin for file in files for pin in _read((ROOT / file).read_text(encoding="utf-8"))}
    return [found[name] for name in sorted(found)]


def one(name: str, file: str) -> Pin:
    return next(pin for pin in of(file) if pin.name == name)


def _read(text: str) -> Iterator[Pin]:
    starts = [*_PIN.finditer(text)]
    ends = [*(start.start() for start in starts[1:]), len(text)]
    for start, end in zip(starts, ends, strict=True):
        said = text[start.end() : end]
        needed = [name for name in _VIA.findall(said) if not name.startswith("-c ")]
        by_packages = tuple(name for name in needed if not name.startswith("-r "))
        hashes = tuple(_HASH.findall(said))
        yield Pin(
            start["name"], start["version"], hashes, by_packages, asked_for=len(by_packages) < len(needed)
        )
