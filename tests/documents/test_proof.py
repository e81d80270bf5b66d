"""A template's proof: every design that registers is drawn; what only looks like a logo is refused."""

import pytest

from chalicelib.documents.proof import proof
from chalicelib.domain.papers import DEFAULTS
from chalicelib.domain.refusals import Invalid
from tests.documents.samples import AT, CERTIFICATE, a_design, reader, text_of
from tests.domain.logo_files import a_png, a_svg, chunk


@pytest.mark.parametrize("design", DEFAULTS.values(), ids=DEFAULTS)
def test_every_default_has_a_proof(design):
    drawn = proof(design, organisation="The Club", at=AT)

    assert "Alex Example" in text_of(drawn)


@pytest.mark.parametrize(
    "logo",
    [
        a_png(40, 20),
        a_svg('<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/><path fill="url(#a)"/>'),
        a_svg('<clipPath id="a" clip-path="url(#a)"><path d="M0 0h9"/></clipPath><g clip-path="url(#a)"/>'),
        a_svg('<rect width="99999" height="99999" stroke-width="99999"/>'),
        a_svg('<path d="M0 0 nonsense"/>'),
    ],
    ids=["png", "gradient ring", "clip ring", "huge", "bad path"],
)
@pytest.mark.parametrize("layout", ["certificate-landscape", "certificate-portrait", "invoice"])
def test_a_logo_that_registers_is_drawn_on_one_page(layout, logo):
    design = a_design(CERTIFICATE, layout=layout, logo=logo)

    assert len(reader(proof(design, organisation="The Club", at=AT)).pages) == 1


def test_a_logo_that_the_engine_cannot_draw_is_refused_by_its_field():
    palette_without_colours = a_png(4, 4, colour=3)

    with pytest.raises(Invalid) as refused:
        proof(a_design(CERTIFICATE, logo=palette_without_colours), organisation="The Club", at=AT)

    assert "logo" in refused.value.fields


def test_the_options_are_all_drawn():
    for border in ("double", "single", "none"):
        design = a_design(CERTIFICATE, options={"border": border, "seal": border == "single", "qr": False})

        assert proof(design, organisation="The Club", at=AT).startswith(b"%PDF")


def test_a_chunk_is_as_png_wants_it():
    assert chunk(b"IEND", b"") == bytes.fromhex("0000000049454e44ae426082")
