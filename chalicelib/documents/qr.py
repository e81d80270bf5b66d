"""A QR code as an SVG drawing: one path, sharp at any size."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from urllib.parse import urlsplit

from chalicelib.domain.colours import COMFORTABLE, contrast
from chalicelib.domain.refusals import Invalid

WHITE, BLACK = "#ffffff", "#000000"
LONGEST_URL = 500
QUIET = 4  # modules of white around it; ISO/IEC 18004 asks for four


def qr_svg(url: str, ink: str) -> str:
    """Error correction M; the same URL is always the same drawing. Only http(s) URLs are drawn.

    It always stands on white, in the design's ink where that is dark enough for a camera.
    """
    import segno  # here, for whoever draws no paper should not pay for it

    if len(url) > LONGEST_URL or urlsplit(url).scheme not in {"http", "https"}:
        raise Invalid("Not a verification link.", {"verify_url": "http(s), at most 500 characters"})
    matrix = [tuple(row) for row in segno.make(url, error="m", micro=False, boost_error=False).matrix]
    side = len(matrix) + 2 * QUIET
    colour = ink if contrast(ink, WHITE) >= COMFORTABLE else BLACK
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<rect width="{side}" height="{side}" fill="{WHITE}"/>'
        f'<path fill="{colour}" d="{"".join(_runs(matrix))}"/></svg>'
    )


def _runs(matrix: Iterable[Iterable[int]]) -> Iterator[str]:
    for down, row in enumerate(matrix, start=QUIET):
        across = QUIET
        for dark, modules in groupby(row):
            length = len(list(modules))
            if dark:
                yield f"M{across} {down}h{length}v1h-{length}z"
            across += length
