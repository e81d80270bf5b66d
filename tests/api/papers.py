"""Asks for public papers as anybody with a link would, and reads them."""

import io
from typing import Any
from urllib.parse import quote

from pypdf import PdfReader

from sandbox.gateway import Reply
from tests.asking import Club

NOTHING_LIKE_IT = "f" * 24


class Visitor:
    """Somebody without a key."""

    def __init__(self, club: Club) -> None:
        self.club = club

    def ask(
        self, path: str, *, method: str = "GET", headers: dict[str, str] | None = None, **query: str
    ) -> Reply:
        """`path` below the tenant's public one, or absolute if it begins with a slash or a scheme."""
        path = path.removeprefix(self.club.house.settings.base_url)
        target = path if path.startswith("/") else f"/api/v1/public/{self.club.tenant}/{path}"
        said = "&".join(f"{name}={quote(value)}" for name, value in query.items())
        return self.club.ask(method, f"{target}?{said}" if said else target, role=None, headers=headers)

    def paper(self, path: str, **query: str) -> str:
        """The text of a paper that must be there."""
        reply = self.ask(path, **query)
        assert reply.status == 200, reply.body
        assert reply.headers["Content-Type"] == "application/pdf"
        return text_of(reply.body)

    def verification(self, link: str) -> Any:
        reply = self.ask(f"verify/{link}/")
        assert reply.status == 200, reply.body
        return reply.json


def text_of(pdf: bytes) -> str:
    """All of its words, whatever the lines they stand in."""
    assert pdf.startswith(b"%PDF-")
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def pages_of(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def links_in(pdf: bytes) -> list[str]:
    """Where a click leads, each address once."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    marks = [mark.get_object() for page in pages for mark in page.get("/Annots", [])]
    return list(dict.fromkeys(str(mark["/A"]["/URI"]) for mark in marks if "/A" in mark))
