"""Where the browser is: the one that stands on this machine, else one that npm carries as a file."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sandbox import npm

CACHE = Path(__file__).resolve().parents[2] / ".cache"
# Chromium's headless shell with the libraries that it needs, made for places that have nothing.
PACKAGE = "@sparticuz/chromium@153.0.0"
_SHA512 = "jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA=="
PARTS = ("chromium", "al2023.tar", "fonts.tar")
# In containers and in CI there is no user namespace to make a sandbox of; it loads our own pages alone.
ARGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><dir>/usr/share/fonts</dir><cachedir>{cache}</cachedir></fontconfig>
"""


@dataclass(frozen=True)
class Chromium:
    """`env` is what its process needs to know beside ours."""

    path: str
    env: Mapping[str, str] = field(default_factory=dict)

    @property
    def launch(self) -> dict[str, object]:
        """As Playwright takes it."""
        return {"executable_path": self.path, "args": list(ARGS), "env": {**os.environ, **self.env}}


def find() -> Chromium:
    """CHROMIUM names another one, or `npm` for the one that npm carries."""
    named = os.environ.get("CHROMIUM", "")
    own = named or shutil.which("chromium") or shutil.which("google-chrome")
    return carried() if not own or named == "npm" else Chromium(own)


def carried(cache: Path = CACHE) -> Chromium:
    home = cache / "chromium"
    package = npm.unpacked(PACKAGE, _SHA512, home)
    there = home / "unpacked"
    if not (there / "ready").exists():
        _open(package / "bin", there)
    libraries, fonts = there / "al2023" / "lib", there / "fonts"
    (there / "fonts.conf").write_text(FONTS.format(fonts=fonts, cache=there / "fonts-cache"))
    env = {"LD_LIBRARY_PATH": str(libraries), "FONTCONFIG_FILE": str(there / "fonts.conf")}
    return Chromium(str(there / "chromium"), env)


def _open(packed: Path, there: Path) -> None:
    """Brotli is node's own; Python has none."""
    there.mkdir(parents=True, exist_ok=True)
    script = "const [from, to] = process.argv.slice(1), fs = require('fs');"
    script += "fs.writeFileSync(to, require('zlib').brotliDecompressSync(fs.readFileSync(from)));"
    for part in PARTS:
        command = ["node", "-e", script, str(packed / f"{part}.br"), str(there / part)]
        subprocess.run(command, check=True)
        if part.endswith(".tar"):
            shutil.unpack_archive(there / part, there / part.removesuffix(".tar"), filter="data")
    (there / "chromium").chmod(0o755)
    (there / "ready").touch()
