"""Which SVG may be a logo: shapes, gradients and clips by a closed list; what could reach out is refused."""

from collections.abc import Callable
from xml.parsers import expat

SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
STRUCTURE = frozenset({"svg", "g", "defs", "clipPath", "title", "desc", "metadata"})
GRADIENTS = frozenset({"linearGradient", "radialGradient", "stop"})
ALLOWED = SHAPES | STRUCTURE | GRADIENTS
SVG = "http://www.w3.org/2000/svg"
LINKS = frozenset({"href", "src", "base"})
DEEPEST = 32
MOST_ELEMENTS = 5000


class _Refused(Exception):  # noqa: N818 - a reason, caught below
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


class _Reader:
    """Walks the file once. Entities are refused where they would be declared, so none is ever expanded."""

    def __init__(self) -> None:
        self.depth = 0
        self.elements = 0

    def read(self, text: str) -> None:
        parser = expat.ParserCreate("utf-8", namespace_separator=" ")
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
        if (self.depth == 1) != (local == "svg") or space != SVG or local not in ALLOWED:
            raise _Refused(f"<{local[:40]}> is not allowed in an SVG logo; keep to plain shapes.")
        for attribute, value in attributes.items():
            _check_attribute(attribute.rpartition(" ")[2], value)

    def _end(self, _: str) -> None:
        self.depth -= 1


def _check_attribute(name: str, value: str) -> None:
    """An event handler, a link, or a style that points out of the file. Only `#id` may be pointed to."""
    if name.lower().startswith("on"):
        raise _Refused("An SVG logo has no event handlers.")
    if name.lower() in LINKS and not value.strip().startswith("#"):
        raise _Refused("An SVG logo refers to nothing outside itself.")
    plain = "".join(value.split()).lower()
    if "\\" in plain or "@" in plain or "&" in plain:
        raise _Refused("An SVG logo has only plain styles.")
    if plain.count("url(") != sum(plain.count(f"url({quote}#") for quote in ("", "'", '"')):
        raise _Refused("An SVG logo refers to nothing outside itself.")


def _refuser(reason: str) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        raise _Refused(reason)

    return refuse
