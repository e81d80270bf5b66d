"""An SVG written anew with nothing but shapes: what the closed lists do not name is left out."""

from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from .drawings import DEEPEST, ELEMENTS, MOST_ELEMENTS, SVG, fault_in_attribute
from .refusals import Invalid

# Of these the text stays: they are for those who cannot see the picture.
WORDED = frozenset({"title", "desc"})


def cleaned_svg(file: bytes) -> bytes:
    """The drawing without scripts, styles, links, comments and foreign parts; no SVG at all is refused."""
    try:
        return _Writer().write(file.decode("utf-8-sig")).encode()
    except (UnicodeDecodeError, expat.ExpatError):
        raise _refused("Neither a PNG nor a well-formed SVG in UTF-8.") from None


def _refused(why: str) -> Invalid:
    return Invalid("The file is not an icon.", {"file": why})


class _Writer:
    """Walks the file once and writes what may stay. Entities are refused where they would be declared."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.open: list[str] = []
        self.elements = 0
        self.passed_over = 0

    def write(self, text: str) -> str:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.StartDoctypeDeclHandler = self._doctype
        parser.Parse(text, True)
        return "".join(self.parts)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if len(self.open) + self.passed_over >= DEEPEST or self.elements > MOST_ELEMENTS:
            raise _refused("The drawing is too large or too deeply nested.")
        space, _, local = name.rpartition(" ")
        if not self.open and not self.passed_over and (space, local) != (SVG, "svg"):
            raise _refused("Neither a PNG nor an SVG.")
        if self.passed_over or space != SVG or local not in ELEMENTS or (local == "svg" and self.open):
            self.passed_over += 1
            return
        said = "".join(f" {name}={quoteattr(value)}" for name, value in _kept(attributes).items())
        frame = "" if self.open else f' xmlns="{SVG}"'
        self.open.append(local)
        self.parts.append(f"<{local}{frame}{said}>")

    def _end(self, _: str) -> None:
        if self.passed_over:
            self.passed_over -= 1
        else:
            self.parts.append(f"</{self.open.pop()}>")

    def _words(self, text: str) -> None:
        if self.open and self.open[-1] in WORDED and not self.passed_over:
            self.parts.append(escape(text))

    def _doctype(self, *_: object) -> None:
        raise _refused("An SVG icon has no DOCTYPE and no entities.")


def _kept(attributes: dict[str, str]) -> dict[str, str]:
    """Those that only draw; of a style the parts that do."""
    kept = {}
    for name, value in attributes.items():
        local = name.rpartition(" ")[2]
        if local == "style":
            parts = [part.strip() for part in value.split(";") if part.strip()]
            value = ";".join(part for part in parts if fault_in_attribute(local, part) is None)
        if value and fault_in_attribute(local, value) is None:
            kept[local] = value
    return kept
