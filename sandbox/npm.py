"""Fetches a package from npm as a file, once, and believes it only by its pinned hash."""

import base64
import hashlib
import shutil
import subprocess
import tarfile
from pathlib import Path


class NotFetched(RuntimeError):
    """There is no npm here, it could not fetch the package, or that was another file than the pinned one."""


def unpacked(package: str, sha512: str, into: Path) -> Path:
    """The folder of the package's files; npm only fetches it, and node runs nothing of it."""
    home = into / "package"
    if not home.exists():
        archive = _fetched(package, into)
        verify(package, sha512, archive)
        _unpack(archive, into)
    return home


def verify(package: str, sha512: str, archive: Path) -> None:
    """`sha512` in base64, as package locks have it."""
    if base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode() != sha512:
        archive.unlink()
        raise NotFetched(f"{package} is not the file it was when it was pinned; it was thrown away.")


def _fetched(package: str, into: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise NotFetched(f"npm is needed to fetch {package} once; install it.")
    into.mkdir(parents=True, exist_ok=True)
    command = [npm, "pack", package, "--pack-destination", str(into), "--silent"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=into)
    if done.returncode:
        raise NotFetched(f"npm could not fetch {package}: {done.stderr.strip()}")
    return into / done.stdout.split()[-1]


def _unpack(archive: Path, into: Path) -> None:
    """Whole or not at all: the folder appears when all of it is there."""
    draft = into / "unpacking"
    shutil.rmtree(draft, ignore_errors=True)
    with tarfile.open(archive) as packed:
        packed.extractall(draft, filter="data")
    (draft / "package").rename(into / "package")
    draft.rmdir()
    archive.unlink()
