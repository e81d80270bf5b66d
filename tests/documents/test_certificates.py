"""The certificates: what they say, that they are one A4 page, and that they are plain when not valid."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.paper_words import PaperKind
from tests.documents.samples import (
    ACHIEVEMENT,
    CERTIFICATE,
    MEMBERSHIP,
    PORTRAIT,
    SQUARE,
    a_design,
    membership_pdf,
    pdf_of,
    reader,
    text_of,
)


def test_a_membership_certificate_says_who_what_and_until_when():
    said = text_of(membership_pdf())

    for words in (
        "SHEFFIELD GYMNASTICS CLUB",
        "Certificate of Membership",
        "Eleni Papadopoulou",
        "is a member of Sheffield Gymnastics Club in the grade of Full Member",
        "Membership number EAB54",
        "Member since 1 January 2019",
        "Valid until 1 January 2027",
    ):
        assert words in said


def test_an_achievement_certificate_says_what_was_finished_when_and_with_whom():
    said = text_of(pdf_of(PaperKind.ACHIEVEMENT_CERTIFICATE, ACHIEVEMENT, PORTRAIT))

    assert "Tomás Ó Briain has successfully completed Canoe Foundation Course" in said
    assert "Completed on 28 February 2026 Steps completed 10 Awarded by Coach Ferreira" in said


@pytest.mark.parametrize(("design", "size"), [(CERTIFICATE, (842, 595)), (PORTRAIT, (595, 842))])
def test_a_certificate_is_one_a4_page(design, size):
    pages = reader(membership_pdf(design, standing="lapsed", ended_on=date(2026, 1, 31))).pages

    assert len(pages) == 1
    assert (round(pages[0].mediabox.width), round(pages[0].mediabox.height)) == size


@pytest.mark.parametrize(
    ("standing", "stamp", "words"),
    [
        (
            "lapsed",
            "LAPSED",
            "This membership lapsed on 31 January 2026. The certificate is no longer valid.",
        ),
        ("cancelled", "CANCELLED", "This membership was cancelled on 31 January 2026."),
        ("pending", "PENDING", "This membership is pending. The certificate is not valid"),
    ],
)
@pytest.mark.parametrize("design", [CERTIFICATE, PORTRAIT])
def test_a_certificate_that_is_not_valid_says_so_twice(design, standing, stamp, words):
    said = text_of(membership_pdf(design, standing=standing, ended_on=date(2026, 1, 31)))

    assert stamp in said
    assert words in said


def test_a_valid_certificate_bears_no_warning():
    said = text_of(membership_pdf())

    assert "no longer valid" not in said
    assert "LAPSED" not in said


def test_the_metadata_names_title_author_language_and_moment():
    pdf = reader(membership_pdf(a_design(CERTIFICATE, options={"language": "pt-BR"})))

    assert pdf.metadata.title == "Certificate of Membership · Eleni Papadopoulou"
    assert pdf.metadata.author == "Sheffield Gymnastics Club"
    assert pdf.metadata.creation_date.isoformat() == "2026-03-05T09:30:00+00:00"
    assert pdf.trailer["/Root"]["/Lang"] == "pt-BR"
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_the_code_leads_to_the_verification_page():
    page = reader(membership_pdf()).pages[0]

    targets = [note.get_object()["/A"]["/URI"] for note in page["/Annots"]]

    assert set(targets) == {MEMBERSHIP.verify_url}


def test_a_design_or_a_sheet_without_a_link_has_no_code():
    without_option = membership_pdf(a_design(CERTIFICATE, options={"qr": False}))
    without_url = membership_pdf(verify_url=None)

    assert "Scan to verify" not in text_of(without_option)
    assert "Scan to verify" not in text_of(without_url)
    assert "/Annots" not in reader(without_option).pages[0]


def test_a_tenants_wording_is_what_is_printed():
    design = a_design(
        PORTRAIT,
        wording={"membership_title": "Mitgliedsurkunde", "membership_body": "gehört zu {organisation}"},
        options={"dates": "day-first", "language": "de"},
        logo=SQUARE,
    )

    said = text_of(membership_pdf(design))

    assert "Mitgliedsurkunde" in said
    assert "gehört zu Sheffield Gymnastics Club" in said
    assert "01.01.2027" in said


def test_a_name_made_of_markup_or_placeholders_is_only_a_name():
    name = '*bold* #eval("1+1") {number} $x$ @ref //gone'

    said = text_of(membership_pdf(name=name))

    assert name in said


def test_equal_facts_give_equal_bytes_and_other_facts_other_bytes():
    design = a_design(CERTIFICATE, logo=SQUARE)

    assert membership_pdf(design) == membership_pdf(design)
    assert membership_pdf(design) != membership_pdf(design, name=replace(MEMBERSHIP, name="Eleni P.").name)


def test_a_paper_is_not_drawn_from_the_facts_of_another():
    with pytest.raises(TypeError):
        pdf_of(PaperKind.MEMBERSHIP_CERTIFICATE, ACHIEVEMENT, CERTIFICATE)


@pytest.mark.parametrize("standing", ["lapsed", "cancelled"])
def test_a_membership_that_ended_did_so_on_some_day(standing):
    with pytest.raises(ValueError, match=standing):
        replace(MEMBERSHIP, standing=standing)
