"""Draws a paper as PDF with typst: our templates, the tenant's settings, facts that are never markup."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalicelib.documents.certificates import achievement_content, membership_content
from chalicelib.documents.invoices import bill_content, missing_content
from chalicelib.domain.bills import Bill
from chalicelib.domain.logos import is_png
from chalicelib.domain.paper_words import PaperKind
from chalicelib.domain.papers import Layout, PaperDesign
from chalicelib.domain.refusals import Invalid
from chalicelib.domain.sheets import AchievementSheet, MembershipSheet, MissingInvoiceSheet

if TYPE_CHECKING:
    import typst

Sheet = MembershipSheet | AchievementSheet | MissingInvoiceSheet | Bill
TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "documents"
TEMPLATE: Mapping[Layout, str] = {
    Layout.LANDSCAPE: "certificate.typ",
    Layout.PORTRAIT: "certificate.typ",
    Layout.INVOICE: "invoice.typ",
}
PARTS = ("house.typ", "laurel.typ", "letter.typ")


def render(kind: PaperKind, sheet: Sheet, design: PaperDesign, *, at: datetime) -> bytes:
    """The PDF. Equal arguments give equal bytes; `at` is its creation time and judges what is overdue.

    Any text is drawn: what is too long is shortened, what no font has becomes boxes. Reads nothing but
    the templates and fonts beside this code, and nothing from the network.
    """
    import typst  # 84 MB of it: only the function that draws papers loads it

    if design.layout.family != kind.family:
        raise Invalid("The template is for another kind of paper.", {"template": "another kind"})
    content = _content(kind, sheet, design, at.date())
    drawn = typst.compile(
        _files(kind, design),  # type: ignore[call-overload]  # its stub has forgotten the dict it documents
        root=str(TEMPLATES),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"paper": json.dumps(_paper(design, content), ensure_ascii=False)},
        timestamp=int(at.timestamp()),
    )
    if not isinstance(drawn, bytes):
        raise TypeError("typst gave no document")
    return drawn


def _content(kind: PaperKind, sheet: Sheet, design: PaperDesign, today: date) -> dict[str, Any]:
    match kind, sheet:
        case PaperKind.MEMBERSHIP_CERTIFICATE, MembershipSheet():
            return membership_content(sheet, design)
        case PaperKind.ACHIEVEMENT_CERTIFICATE, AchievementSheet():
            return achievement_content(sheet, design)
        case ((PaperKind.INVOICE | PaperKind.QUOTE), Bill()):
            return bill_content(kind, sheet, design, today)
        case PaperKind.MISSING_INVOICE, MissingInvoiceSheet():
            return missing_content(sheet, design)
    raise TypeError(f"{kind} is not drawn from {type(sheet).__name__}")


def _paper(design: PaperDesign, content: dict[str, Any]) -> dict[str, Any]:
    return {
        **content,
        "layout": design.layout.value,
        "colours": design.colours.model_dump(),
        "options": design.options.model_dump(),
        "logo": _logo(design.logo),
    }


def _logo(logo: bytes | None) -> dict[str, Any] | None:
    """As numbers: JSON has no bytes, and the engine takes only text for files."""
    return None if logo is None else {"format": "png" if is_png(logo) else "svg", "bytes": list(logo)}


def _files(kind: PaperKind, design: PaperDesign) -> dict[str, bytes]:
    """All that a template can open."""
    main = "missing.typ" if kind is PaperKind.MISSING_INVOICE else TEMPLATE[design.layout]
    return {"main.typ": _source(main), **{part: _source(part) for part in PARTS}}


@cache
def _source(name: str) -> bytes:
    return (TEMPLATES / name).read_bytes()


@cache
def _fonts() -> "typst.Fonts":
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(TEMPLATES / "fonts")]
    )
