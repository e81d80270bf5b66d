"""Whether the package's compiled libraries load on Lambda: for its processor, for its Python, and for a glibc
that is not newer than its own."""

import re
from collections.abc import Iterator
from pathlib import Path

# Amazon Linux 2 under python3.11, Amazon Linux 2023 under all that came after it.
GLIBC = {"python3.11": (2, 26)}
GLIBC_SINCE = (2, 34)

# Symbol versions stand as plain text in an ELF file's string table.
_NEEDED = re.compile(rb"GLIBC_(\d+)\.(\d+)")
# The machine of an ELF header that `lambda_architecture` asks for: x86_64.
_X86_64 = (18, (62).to_bytes(2, "little"))
# A library that is bound to one Python says so in its name; `abi3` and plain names fit all.
_OF_ONE_PYTHON = re.compile(r"\.cpython-(\d)(\d+)-")
_BUILT_HERE = re.compile(r"^Tag: .*-linux_\w+$", re.MULTILINE)


def faults(tree: Path, runtime: str) -> Iterator[str]:
    """One sentence for each file that would not load."""
    allowed = GLIBC.get(runtime, GLIBC_SINCE)
    for library in sorted(tree.rglob("*.so*")):
        binary, name = library.read_bytes(), library.relative_to(tree)
        if not is_for_lambda(binary):
            yield f"{name} is no library for x86_64."
        if (needed := glibc(binary)) > allowed:
            yield f"{name} needs glibc {_said(needed)}; {runtime} has {_said(allowed)}."
        if (python := _python(library.name)) not in (None, runtime):
            yield f"{name} is for {python}, and not for {runtime}."
    for wheel in sorted(tree.glob("*.dist-info/WHEEL")):
        if _BUILT_HERE.search(wheel.read_text(encoding="utf-8")):
            yield f"{wheel.parent.name} was built on this machine, for this machine."


def is_for_lambda(binary: bytes) -> bool:
    at, machine = _X86_64
    return binary[at : at + len(machine)] == machine


def _python(name: str) -> str | None:
    bound = _OF_ONE_PYTHON.search(name)
    return f"python{bound[1]}.{bound[2]}" if bound else None


def glibc(binary: bytes) -> tuple[int, int]:
    """The newest glibc that the library asks for; (0, 0) where it asks for none."""
    versions = ((int(major), int(minor)) for major, minor in _NEEDED.findall(binary))
    return max(versions, default=(0, 0))


def _said(version: tuple[int, int]) -> str:
    return ".".join(map(str, version))
