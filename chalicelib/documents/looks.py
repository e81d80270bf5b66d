"""A tenant's own stylesheet: its two colours as pages use them, in the light and in the dark."""

import hashlib
from dataclasses import asdict
from functools import lru_cache

from ..domain.looks import DARK, LIGHT, Scheme, look


@lru_cache(maxsize=256)
def stylesheet(colour: str, accent: str) -> tuple[str, str]:
    """The stylesheet, and the version of it that stands in its address."""
    day, night = (_variables(scheme, colour, accent) for scheme in (LIGHT, DARK))
    css = f":root{{{day}}}\n@media (prefers-color-scheme:dark){{:root{{{night}}}}}\n"
    return css, hashlib.sha256(css.encode()).hexdigest()[:12]


def _variables(scheme: Scheme, colour: str, accent: str) -> str:
    """Custom properties, by the names that templates/pages/style.css uses."""
    return ";".join(f"--{name}:{value}" for name, value in asdict(look(scheme, colour, accent)).items())
