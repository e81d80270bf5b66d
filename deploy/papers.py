"""The layer with the engine that draws PDFs: too heavy for every zip, attached to the function that draws."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from deploy import archive, natives

# Where Lambda unpacks layers, and the folder of one that Python's path leads to.
LAYER_ROOT = "/opt"
HOME = "python"
# Of the engine itself; with the function's own zip it must stay below Lambda's 250 MB.
MOST_BYTES = 100_000_000
# The newest wheels first; all of them load on the glibc that natives asks for.
PLATFORMS = ("manylinux_2_17_x86_64", "manylinux2014_x86_64")
# Command lines, their manuals and type stubs: nobody asks for them there.
UNUSED = ("bin", "share", "**/*.pyi")


def build(requirements: Path, runtime: str, tree: Path) -> None:
    """The layer as a tree: wheels for Lambda, by the hashes of the requirements, and their byte code."""
    home = tree / HOME
    _install(requirements, runtime.removeprefix("python"), home)
    for pattern in UNUSED:
        for path in list(home.glob(pattern)):
            archive.drop(path)
    archive.compile_all(tree, runtime, root=LAYER_ROOT)


def faults(tree: Path, runtime: str) -> Iterator[str]:
    """One sentence for everything that makes the layer unfit."""
    yield from natives.faults(tree / HOME, runtime)
    if (size := archive.size(tree)) > MOST_BYTES:
        yield f"The layer has {size / 1e6:.1f} MB unzipped, and {MOST_BYTES / 1e6:.0f} MB is its limit."


def _install(requirements: Path, version: str, home: Path) -> None:
    """Said to pip as Lambda is, whatever this machine is."""
    platforms = [word for platform in PLATFORMS for word in ("--platform", platform)]
    asked = ["--quiet", "--no-compile", "--no-deps", "--require-hashes", "--only-binary", ":all:", *platforms]
    asked += ["--implementation", "cp", "--python-version", version, "--target", str(home)]
    command = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", *asked]
    subprocess.run([*command, "-r", str(requirements)], check=True)
