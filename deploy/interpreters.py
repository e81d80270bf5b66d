"""Which Python packs: byte code and wheels must be of the minor version that Lambda's runtime has. The newest
that is here and was tried is taken, unless another is asked for."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

# Newest first. From 3.12 on Lambda's runtime stands on Amazon Linux 2023, 3.11 on Amazon Linux 2.
SUPPORTED = ("3.13", "3.12", "3.11")
NEWEST, THIS = "newest", "this"
ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements-package.txt"

_SAYS_ITS_VERSION = "import ensurepip, venv, sys; print('%d.%d' % sys.version_info[:2])"


class NoSuchPython(Exception):
    """None of the Pythons that were asked for is on this machine."""


def equipped(asked: str, homes: Path = ROOT / "build") -> Path:
    """A Python of that version with Chalice and what the app imports, by their hashes; made once."""
    version, python = chosen(asked)
    home = homes / f"python{version}"
    inside, mark = home / "bin" / "python", home / ".equipped"
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    if not mark.is_file() or mark.read_text() != wanted:
        shutil.rmtree(home, ignore_errors=True)
        subprocess.run([python, "-m", "venv", home], check=True)
        quietly = ["--quiet", "--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"]
        subprocess.run([inside, "-m", "pip", "install", *quietly, "-r", REQUIREMENTS], check=True)
        mark.write_text(wanted)
    return inside


def chosen(asked: str) -> tuple[str, str]:
    """Version and path of the first that is here."""
    wanted = SUPPORTED if asked == NEWEST else (asked,)
    for version in wanted:
        for python in _candidates(version):
            if _is(python, version):
                return version, python
    raise NoSuchPython(f"There is no Python {' or '.join(wanted)} here (with venv and pip).")


def present() -> list[str]:
    """The supported versions that are here, newest first."""
    return [version for version in SUPPORTED if any(_is(python, version) for python in _candidates(version))]


def _candidates(version: str) -> Iterator[str]:
    """On the path, this one, and pyenv's, whose shims answer only for the version that is switched on."""
    if found := shutil.which(f"python{version}"):
        yield found
    yield sys.executable
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    yield from (str(path) for path in sorted(versions.glob(f"{version}.*/bin/python"), reverse=True))


def _is(python: str, version: str) -> bool:
    said = subprocess.run([python, "-c", _SAYS_ITS_VERSION], capture_output=True, text=True)
    return said.returncode == 0 and said.stdout.strip() == version
