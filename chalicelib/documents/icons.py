"""The files of the starter icons, as they are packaged."""

from functools import cache
from pathlib import Path

# The repository and the Lambda package both have templates/ beside chalicelib/.
ICONS = Path(__file__).resolve().parent.parent.parent / "templates" / "icons"


@cache
def starter(name: str) -> bytes:
    return (ICONS / f"{name}.svg").read_bytes()
