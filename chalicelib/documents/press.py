"""The press: all that the rest of the house asks of this room."""

from datetime import datetime

from chalicelib.documents.pdf import Sheet, render
from chalicelib.documents.proof import proof
from chalicelib.domain.paper_words import PaperKind
from chalicelib.domain.papers import PaperDesign


class Press:
    """Draws papers as PDF. The engine is loaded with the first of them."""

    def draw(self, kind: PaperKind, sheet: Sheet, design: PaperDesign, *, at: datetime) -> bytes:
        return render(kind, sheet, design, at=at)

    def prove(self, design: PaperDesign, *, organisation: str, at: datetime) -> bytes:
        """A sample in this design; `Invalid` where it cannot be drawn."""
        return proof(design, organisation=organisation, at=at)
