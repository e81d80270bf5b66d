"""Whether the package's compiled libraries load on Lambda: their glibc must not be newer than its own."""

import re
from collections.abc import Iterator
from pathlib import Path

# Amazon Linux 2 under python3.11, Amazon Linux 2023 under all that came after it.
GLIBC = {"python3.11": (2, 26)}
GLIBC_SINCE = (2, 34)

# Symbol versions stand as plain text in an ELF file's string table.
_NEEDED = re.compile(rb"GLIBC_(\d+)\.(\d+)")
_BUILT_HERE = re.compile(r"^Tag: .*-linux_\w+$", re.MULTILINE)


def faults(tree: Path, runtime: str) -> Iterator[str]:
    """One sentence for each file that would not load."""
    allowed = GLIBC.get(runtime, GLIBC_SINCE)
    for library in sorted(tree.rglob("*.so*")):
        needed = glibc(library.read_bytes())
        if needed > allowed:
            yield f"{library.relative_to(tree)} needs glibc {_said(needed)}; {runtime} has {_said(allowed)}."
    for wheel in sorted(tree.glob("*.dist-info/WHEEL")):
        if _BUILT_HERE.search(wheel.read_text(encoding="utf-8")):
            yield f"{wheel.parent.name} was built on this machine, for this machine."


def glibc(binary: bytes) -> tuple[int, int]:
    """The newest glibc that the library asks for; (0, 0) where it asks for none."""
    versions = ((int(major), int(minor)) for major, minor in _NEEDED.findall(binary))
    return max(versions, default=(0, 0))


def _said(version: tuple[int, int]) -> str:
    return ".".join(map(str, version))
