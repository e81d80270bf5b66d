"""The code on a certificate, read off the drawn paper as a camera would: it leads to the verification."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import png
import pytest
import typst
import zxingcpp

from chalicelib.documents.pdf import Sheet, render
from chalicelib.domain.paper_words import PaperKind
from chalicelib.domain.papers import PaperDesign
from tests.documents.samples import ACHIEVEMENT, AT, CERTIFICATE, MEMBERSHIP, PORTRAIT, a_design

LINK = "https://laurel.example/api/v1/public/example/verify/5e3453b40b915a4c234a36ab0123456789abcdef/"
PAPERS = {
    "membership": (PaperKind.MEMBERSHIP_CERTIFICATE, replace(MEMBERSHIP, verify_url=LINK)),
    "achievement": (PaperKind.ACHIEVEMENT_CERTIFICATE, replace(ACHIEVEMENT, verify_url=LINK)),
}
# Dots an inch, of a phone held over a paper.
COARSE = 110


def codes(kind: PaperKind, sheet: Sheet, design: PaperDesign, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What stands in the codes of the page, drawn by the same engine from the same source as the PDF."""
    compile_ = typst.compile

    def as_picture(*args: Any, **options: Any) -> Any:
        return compile_(*args, **{**options, "format": "png", "ppi": COARSE})

    monkeypatch.setattr(typst, "compile", as_picture)
    width, height, rows, _ = png.Reader(file=BytesIO(render(kind, sheet, design, at=AT))).asRGBA8()
    grey = b"".join(bytes(row)[1::4] for row in rows)  # of all colours green is nearest to how bright it is
    picture = memoryview(grey).cast("B", (height, width))
    return [found.text for found in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("design", [CERTIFICATE, PORTRAIT], ids=lambda design: design.layout.value)
@pytest.mark.parametrize("paper", PAPERS)
def test_the_code_on_a_certificate_leads_to_its_verification(
    paper: str, design: PaperDesign, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind, sheet = PAPERS[paper]

    assert codes(kind, sheet, design, monkeypatch) == [LINK]


@pytest.mark.parametrize(
    "colours",
    [
        {"ink": "#000000"},
        {"ink": "#5a1f7a"},
        {"ink": "#f2f2f2", "paper": "#101010", "accent": "#8fd3b9"},
    ],
)
def test_a_camera_reads_it_whatever_the_colours(
    colours: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stands on white; what is too pale for a camera is drawn in black."""
    design = a_design(CERTIFICATE, colours=colours)

    assert codes(*PAPERS["membership"], design, monkeypatch) == [LINK]


def test_a_design_without_a_code_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    design = a_design(CERTIFICATE, options={"qr": False})

    assert codes(*PAPERS["membership"], design, monkeypatch) == []
