"""The rivals' programs: each Python one in a virtual environment of its own below .cache, from its pins."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.figures import NotHere
from benchmarks.instructions import ROOT

HERE = Path(__file__).resolve().parent
CACHE = ROOT / ".cache" / "peers"
_INSTALL = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes")
_PYENV = Path.home() / ".pyenv" / "versions"


def environment(name: str, python: str = sys.executable) -> Path:
    """The Python of a virtual environment with what `name`.txt lists; made once, and again when that changes."""
    pins = HERE / f"{name}.txt"
    place = CACHE / f"{name}-{hashlib.sha256(pins.read_bytes()).hexdigest()[:12]}"
    if not (place / "whole").exists():
        shutil.rmtree(place, ignore_errors=True)
        _ran(python, "-m", "venv", str(place))
        _ran(str(place / "bin" / "python"), *_INSTALL, "-r", str(pins))
        (place / "whole").touch()
    return place / "bin" / "python"


def _ran(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise NotHere(f"{' '.join(command[:4])} … fails: {done.stderr[-500:]}")


def python(version: str) -> str:
    """An interpreter of an old version: on the path, or one of pyenv's."""
    name = f"python{version}"
    kept = sorted(_PYENV.glob(f"{version}.*/bin/{name}"))
    for one in (shutil.which(name), *map(str, kept)):
        if one and subprocess.run([one, "-c", ""], capture_output=True).returncode == 0:
            return one
    raise NotHere(f"Python {version}: pyenv install {version}")


def program(name: str, package: str, *places: Path) -> str:
    """A program of this machine, sought in `places` before the path."""
    found = shutil.which(name, path=":".join(map(str, places))) or shutil.which(name)
    if found is None:
        raise NotHere(f"{name}: apt-get install {package}")
    return found
