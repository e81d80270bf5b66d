"""The zip itself: unpacked, compiled for the runtime, packed so that the same files make the same bytes."""

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

# Where Lambda unpacks a function; tracebacks name files as they are there.
TASK_ROOT = "/var/task"
EARLIEST = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16


class NotCompiled(Exception):
    """A source of the package is no Python of this interpreter's."""


def unpack(packed: Path, tree: Path) -> None:
    with zipfile.ZipFile(packed) as opened:
        opened.extractall(tree)


def compile_all(tree: Path, runtime: str, *, root: str = TASK_ROOT) -> None:
    """Byte code beside every source, taken on trust: where Lambda unpacks (`root`) cannot be written to, so
    that each cold start would compile all sources anew (635 instead of 288 ms CPU, measured). Another
    runtime's is left out."""
    for stale in [*tree.rglob("__pycache__")]:
        shutil.rmtree(stale)
    if runtime != f"python{sys.version_info.major}.{sys.version_info.minor}":
        return
    # In a process of its own: which constants byte code shares depends on what the process holds besides.
    compiling = [sys.executable, "-I", "-m", "compileall", "-q", "-f", "-r", "50"]
    placed = ["-s", str(tree), "-p", root, "--invalidation-mode", "unchecked-hash", str(tree)]
    if subprocess.run([*compiling, *placed]).returncode:
        raise NotCompiled("A source of the package could not be compiled; see above.")


def pack(tree: Path, packed: Path) -> None:
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as opened:
        for path in sorted(path for path in tree.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(tree).as_posix(), EARLIEST)
            entry.external_attr = READABLE
            entry.compress_type = zipfile.ZIP_DEFLATED
            opened.writestr(entry, path.read_bytes())


def contents(packed: Path) -> Iterator[tuple[str, int]]:
    """Each file's name and size."""
    with zipfile.ZipFile(packed) as opened:
        yield from ((entry.filename, entry.file_size) for entry in opened.infolist())


def size(tree: Path) -> int:
    return sum(path.stat().st_size for path in tree.rglob("*") if path.is_file())


def drop(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
