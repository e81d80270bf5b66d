"""A paper is drawn from what is given: no sockets, no files but our own, no fonts of the machine."""

import gc
import os
import resource
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from chalicelib.documents import pdf
from chalicelib.domain.paper_words import PaperKind
from tests.documents.guards import watched
from tests.documents.samples import (
    CERTIFICATE,
    INVOICE,
    MISSING,
    SQUARE,
    a_design,
    invoice_pdf,
    membership_pdf,
    pdf_of,
)


@contextmanager
def no_new_descriptor() -> Iterator[None]:
    """Not one more file or socket can be opened by this process, in Python or in the engine."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def every_paper() -> list[bytes]:
    return [
        membership_pdf(a_design(CERTIFICATE, logo=SQUARE), name="Ann Αθήνα 中文 محمد 🏆"),
        invoice_pdf(),
        pdf_of(PaperKind.MISSING_INVOICE, MISSING, INVOICE),
    ]


def test_no_socket_is_connected_while_papers_are_drawn(monkeypatch):
    def refuse(*_: object) -> None:
        raise AssertionError("a paper asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    assert all(every_paper())


def test_python_opens_nothing_but_the_templates():
    every_paper()  # the engine and whatever else draws is imported now
    pdf._source.cache_clear()

    with watched() as seen:
        every_paper()

    assert seen
    assert all(entry.startswith(f"open {pdf.TEMPLATES}{os.sep}") for entry in seen)


def test_a_warm_engine_opens_nothing_at_all():
    expected = every_paper()
    gc.collect()

    with no_new_descriptor():
        with pytest.raises(OSError, match="Too many open files"):
            socket.socket()
        drawn = every_paper()

    assert drawn == expected


def test_only_our_fonts_are_used():
    families = set(pdf._fonts().families())

    assert families == {
        *("EB Garamond", "Inter", "Scheherazade", "Noto Serif Hebrew", "Noto Sans Devanagari"),
        *("Noto Sans Thai", "Droid Sans Fallback", "Noto Emoji"),
    }


def test_no_template_imports_a_package_or_names_a_file_outside():
    for template in pdf.TEMPLATES.glob("*.typ"):
        source = template.read_text()

        assert "@preview" not in source, template.name
        assert "../" not in source, template.name
        assert "eval(" not in source, template.name


def test_every_template_is_one_that_can_be_drawn():
    known = {*pdf.PARTS, *pdf.TEMPLATE.values(), "missing.typ"}

    assert {template.name for template in pdf.TEMPLATES.glob("*.typ")} == known


def test_the_fonts_come_with_their_licences():
    fonts = pdf.TEMPLATES / "fonts"

    assert "SIL OPEN FONT LICENSE" in (fonts / "OFL.txt").read_text()
    assert "Apache License" in (fonts / "APACHE-2.0.txt").read_text()
    assert sum(file.stat().st_size for file in fonts.iterdir()) < 8_000_000
