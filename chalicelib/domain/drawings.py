"""Which SVG may be a logo: shapes, gradients and clips by closed lists; what could reach out is refused."""

import re
from collections.abc import Callable
from xml.parsers import expat

from chalicelib.domain.colours import is_colour

SVG = "http://www.w3.org/2000/svg"
# Without a frame the engine measures the shapes, and aborts where they are a hair wide.
FRAME = re.compile(
    r"-?[0-9.]{1,8}[ ,]+-?[0-9.]{1,8}[ ,]+([0-9]{1,5})(?:\.[0-9]*)?[ ,]+([0-9]{1,5})(?:\.[0-9]*)?"
)
SIDE = re.compile(r"[1-9][0-9]{0,4}(?:\.[0-9]*)?(?:px|pt|mm|%)?")
DEEPEST = 32
SLIMMEST = 20
MOST_ELEMENTS = 5000
# The drawing engine aborts on sizes that overflow (seen at 1e38) and computes for seconds on filters.
HUGE = re.compile(r"(?<![0-9.])[0-9]{6}|[0-9.]e\+?[0-9]|nan|inf", re.IGNORECASE)


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


ELEMENTS = _words(
    "svg g defs clipPath title desc metadata path rect circle ellipse line polyline polygon"
    " linearGradient radialGradient stop"
)
PAINT = _words(
    "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin"
    " stroke-miterlimit stroke-dasharray stroke-dashoffset opacity color display visibility overflow"
    " clip-path clip-rule stop-color stop-opacity paint-order vector-effect enable-background"
    " shape-rendering color-interpolation isolation mix-blend-mode"
)
GEOMETRY = _words(
    "x y width height viewBox preserveAspectRatio d points r rx ry cx cy fx fy fr x1 y1 x2 y2 offset"
    " transform gradientTransform gradientUnits spreadMethod clipPathUnits pathLength"
)
NAMES = frozenset({"id", "class", "role", "version", "baseProfile", "space", "lang", "title", "href"})
ATTRIBUTES = PAINT | GEOMETRY | NAMES | {"style"}


class _Refused(Exception):
    pass


def fault_in_svg(logo: bytes) -> str | None:
    """Why this drawing is refused, or None. Nothing is repaired: what is not allowed sends the file back."""
    try:
        text = logo.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "Neither a PNG nor an SVG in UTF-8."
    try:
        _Reader().read(text)
    except _Refused as refused:
        return str(refused)
    except expat.ExpatError:
        return "Neither a PNG nor a well-formed SVG."
    return None


def fault_in_attribute(name: str, value: str) -> str | None:
    """Why this attribute, by its local name, may not stand in a drawing; None where it may."""
    try:
        _check_attribute(name, value)
    except _Refused as refused:
        return str(refused)
    return None


class _Reader:
    """Walks the file once. Entities are refused where they would be declared, so none is ever expanded."""

    def __init__(self) -> None:
        self.depth = 0
        self.elements = 0

    def read(self, text: str) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = _refuser("An SVG logo has no DOCTYPE and no entities.")
        parser.ProcessingInstructionHandler = _refuser("An SVG logo has no processing instructions.")
        parser.Parse(text, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > DEEPEST or self.elements > MOST_ELEMENTS:
            raise _Refused("The drawing is too large or too deeply nested.")
        space, _, local = name.rpartition(" ")
        if (self.depth == 1) != (local == "svg") or space != SVG or local not in ELEMENTS:
            raise _Refused(f"<{local[:40]}> is not allowed in an SVG logo; keep to plain shapes.")
        if self.depth == 1:
            _check_frame(attributes)
        for attribute, value in attributes.items():
            _check_attribute(attribute.rpartition(" ")[2], value)

    def _end(self, _: str) -> None:
        self.depth -= 1


def _check_frame(attributes: dict[str, str]) -> None:
    frame = FRAME.fullmatch(attributes.get("viewBox", "").strip())
    sides = [attributes[side].strip() for side in ("width", "height") if side in attributes]
    if frame is None or not all(SIDE.fullmatch(side) for side in sides):
        raise _Refused("An SVG logo has a viewBox, and is at least 1 wide and high.")
    width, height = int(frame[1]), int(frame[2])
    if not (0 < width <= SLIMMEST * height and 0 < height <= SLIMMEST * width):
        raise _Refused(f"A logo is at most {SLIMMEST} times as long as it is wide.")


def _check_attribute(name: str, value: str) -> None:
    if name not in ATTRIBUTES:
        raise _Refused(f"{name[:40]} is not allowed in an SVG logo; keep to plain shapes.")
    if name == "href" and not value.startswith("#"):
        raise _Refused("An SVG logo refers to nothing outside itself.")
    for paint, setting in _declarations(value) if name == "style" else ((name, value),):
        if name == "style" and paint not in PAINT:
            raise _Refused(f"The style {paint[:40]} is not allowed in an SVG logo.")
        _check_setting(paint, setting)


def _declarations(style: str) -> list[tuple[str, str]]:
    parts = (part.partition(":") for part in style.split(";") if part.strip())
    return [(name.strip(), setting) for name, _, setting in parts]


def _check_setting(name: str, setting: str) -> None:
    """Only `url(#id)` may be pointed to, and nothing is so large that it could overflow."""
    plain = "".join(setting.split()).lower()
    if any(sign in plain for sign in "\\@&<"):
        raise _Refused("An SVG logo has only plain styles.")
    if plain.count("url(") != sum(plain.count(f"url({quote}#") for quote in ("", "'", '"')):
        raise _Refused("An SVG logo refers to nothing outside itself.")
    if name not in NAMES and "url(" not in plain and not is_colour(plain) and HUGE.search(setting):
        raise _Refused("The drawing has sizes of a hundred thousand or more.")


def _refuser(reason: str) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        raise _Refused(reason)

    return refuse
