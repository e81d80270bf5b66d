"""How a tenant's two colours are used on pages so that everything can be read, by day and by night.

A tenant chooses any two. Its colour itself is only seen under its ink; what is written in it, or drawn with
it, is the nearest shade of it that stands out from the paper. Its accent is a ground that all can be read on.
"""

from dataclasses import dataclass
from functools import lru_cache

from .colours import COMFORTABLE, READABLE, VISIBLE, ground, ink, shade


@dataclass(frozen=True)
class Scheme:
    """The house's own colours, as templates/pages/style.css has them; `soft` is a ground beside the paper.

    `clear` is the contrast of links: what is only just readable is dull on a dark paper.
    """

    paper: str
    soft: str
    text: str
    quiet: str
    good: str
    bad: str
    clear: float = READABLE

    @property
    def texts(self) -> tuple[str, ...]:
        return self.text, self.quiet, self.good, self.bad


@dataclass(frozen=True)
class Look:
    """A tenant's colours in one scheme.

    `link` is for text (4.5:1 on paper, soft and tint), `mark` for bars and edges (3:1), `tint` a ground.
    """

    brand: str
    ink: str
    tint: str
    link: str
    mark: str


LIGHT = Scheme("#ffffff", "#f4f6f5", text="#1b1f1d", quiet="#55605b", good="#17603c", bad="#9b1c1c")
DARK = Scheme(
    "#161918", "#1f2422", text="#eef1ef", quiet="#aab3af", good="#7ed0a5", bad="#ff9d94", clear=COMFORTABLE
)


@lru_cache(maxsize=256)
def look(scheme: Scheme, colour: str, accent: str) -> Look:
    """How these two colours are used in this scheme."""
    link = shade(colour, on=(scheme.paper, scheme.soft), least=scheme.clear)
    tint = ground(accent, under=(*scheme.texts, link), paper=scheme.paper)
    mark = shade(colour, on=(scheme.paper, scheme.soft, tint), least=VISIBLE)
    return Look(colour, ink(colour), tint, link, mark)
