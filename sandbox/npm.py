"""Fetches a package from npm as a file, once, and believes it only by its pinned hash."""

import base64
import hashlib
import shutil
import subprocess
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory


class NotFetched(RuntimeError):
    """There is no npm here, it could not fetch the package, or that was another file than the pinned one."""


def unpacked(package: str, sha512: str, into: Path) -> Path:
    """The folder of the package's files; npm only fetches it, and node runs nothing of it.

    It appears when all of it is there. Of many who fetch it at the same moment the first one's stays.
    """
    home = into / "package"
    if not home.exists():
        into.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=into) as folder:
            draft = Path(folder)
            archive = _fetched(package, draft)
            _verify(package, sha512, archive)
            with tarfile.open(archive) as packed:
                packed.extractall(draft, filter="data")
            _move(draft / "package", home)
    return home


def _verify(package: str, sha512: str, archive: Path) -> None:
    """`sha512` in base64, as package locks have it."""
    if base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode() != sha512:
        raise NotFetched(f"{package} is not the file it was when it was pinned; it was thrown away.")


def _fetched(package: str, into: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise NotFetched(f"npm is needed to fetch {package} once; install it.")
    command = [npm, "pack", package, "--pack-destination", str(into), "--silent"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=into)
    if done.returncode:
        raise NotFetched(f"npm could not fetch {package}: {done.stderr.strip()}")
    return into / done.stdout.split()[-1]


def _move(draft: Path, home: Path) -> None:
    try:
        draft.rename(home)
    except OSError:  # a folder that is not empty is not replaced
        if not home.exists():
            raise
