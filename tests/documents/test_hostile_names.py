"""D22: whatever the name, a certificate is one page, soon, and nothing raises."""

from time import perf_counter

import pytest

from chalicelib.documents import printable
from chalicelib.domain.paper_words import PaperKind
from tests.documents.samples import (
    ACHIEVEMENT,
    AT,
    CERTIFICATE,
    PORTRAIT,
    invoice_pdf,
    membership_pdf,
    pdf_of,
    reader,
    text_of,
)

HOSTILE = {
    "endless word": "W" * 10_000,
    "endless words": "Konstantinopoulou-Featherstonehaugh " * 300,
    "endless Chinese": "中文姓名" * 2_500,
    "endless Arabic": "محمد بن عبد الله " * 600,
    "endless Arabic word": "محمد" * 2_500,
    "endless emoji family": "👩‍👩‍👧‍👦" * 1_500,
    "tower of accents": "Z" + "\u0301\u0328\u0335" * 3_000,
    "joiners only": "\u200d" * 10_000,
    "right-to-left override": "\u202eexe.gpj\u202c Ann",
    "isolates": "\u2066\u2067\u2068" * 500 + "Ann",
    "controls": "".join(map(chr, range(32))) + "\x7f\x85Ann",
    "lone surrogate": "A\ud800nn\udfff",
    "not characters": "\ufffe\uffff\U0010ffff Ann",
    "no font has it": "ꦗꦮ 𓀀 ᚠᚢᚦ \U0001f9ff \ue000",
    "blank": " \u00a0\u2003\n",
    "nothing": "",
    "lines": "one\ntwo\u2028three\u2029four\r\nfive",
    "markup": "#" * 5_000 + "$" * 5_000,
}


@pytest.mark.parametrize("design", [CERTIFICATE, PORTRAIT], ids=["landscape", "portrait"])
@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_a_certificate_stays_one_page_whatever_the_words(design, words):
    began = perf_counter()

    pdf = membership_pdf(
        design,
        name=words,
        organisation=words,
        membership_type=words,
        number=words,
        standing="cancelled",
        ended_on=AT.date(),
    )

    assert perf_counter() - began < 1
    assert len(reader(pdf).pages) == 1
    assert "CANCELLED" in text_of(pdf)


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_an_invoice_is_drawn_whatever_the_words(words):
    assert len(reader(invoice_pdf(number=words, reference=words)).pages) == 1


@pytest.mark.parametrize(
    "name",
    ["Αθήνα Παπαδοπούλου", "Щукин Дмитрий", "欧阳娜娜", "さくら", "김철수", "Nguyễn Thị Hồng", "Łukasz Żółć"],
)
def test_a_name_in_any_script_can_be_selected_and_copied(name):
    assert name in text_of(membership_pdf(name=name))


@pytest.mark.parametrize("name", ["محمد", "שלום", "अनीता", "สมชาย", "🏆"])
def test_a_shaped_script_finds_a_glyph_in_the_fonts_we_ship(name):
    """Shaped runs come out of pypdf in its own order, so the letters are compared."""
    said = text_of(membership_pdf(name=name))

    assert set(name) <= set(said)


def test_an_endless_name_ends_in_an_ellipsis():
    said = text_of(pdf_of(PaperKind.ACHIEVEMENT_CERTIFICATE, ACHIEVEMENT, CERTIFICATE))
    long = text_of(membership_pdf(name="Maria " * 2_000))

    assert "…" not in said
    assert "Maria…" in long


def test_direction_tricks_and_controls_do_not_reach_the_paper():
    assert printable.line("\u202eevil\u202c\x00\x1b[31m\u2028end\ufeff", 50) == "evil [31m end"


def test_joined_letters_count_as_one_and_are_not_cut_apart():
    family = "👩‍👩‍👧"

    assert printable.line(family * 3, 2) == f"{family * 2}…"
    assert printable.line("e\u0301a", 1) == "é…"
