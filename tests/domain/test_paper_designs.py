"""Registering a template: a closed list of everything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.colours import READABLE, contrast
from chalicelib.domain.paper_words import BLOCKS, PaperKind
from chalicelib.domain.papers import DEFAULT_NAME, DEFAULTS, find_design, in_accent, register
from chalicelib.domain.refusals import Invalid, NotFound
from chalicelib.domain.wording import fault_in, fill
from tests.domain.logo_files import a_svg

PLAIN = {"name": "our-certificate", "layout": "certificate-landscape"}


def faults_of(**changes: object) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        register({**PLAIN, **changes})
    return refused.value.fields


def test_a_plain_template_takes_the_rest_from_the_house():
    design = register(PLAIN)

    assert design.words("membership_title") == "Certificate of Membership"
    assert design.options.border == "double"


def test_what_is_registered_comes_back_from_what_is_stored():
    design = register({**PLAIN, "wording": {"verify": "Check me"}, "logo": a_svg("<path/>")})

    assert register(design.model_dump()) == design


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"layout": "certificate-a3"}, "layout"),
        ({"layout": "../../etc/passwd"}, "layout"),
        ({"name": "Our Certificate"}, "name"),
        ({"name": "a" * 81}, "name"),
        ({"name": "{{7*7}}"}, "name"),
        ({"script": "#eval()"}, "script"),
        ({"wording": {"membership_boddy": "x"}}, "wording.membership_boddy"),
        ({"wording": {"page": "Page {page}"}}, "wording.page"),
        ({"wording": {"membership_body": "{email}"}}, "wording.membership_body"),
        ({"wording": {"membership_body": "{name.__class__}"}}, "wording.membership_body"),
        ({"wording": {"membership_body": "{name!r:>99999}"}}, "wording.membership_body"),
        ({"wording": {"membership_body": "{{name}}"}}, "wording.membership_body"),
        ({"wording": {"membership_body": "stray } brace"}}, "wording.membership_body"),
        ({"wording": {"membership_body": "x" * 401}}, "wording.membership_body"),
        ({"wording": {"cancelled": "  "}}, "wording.cancelled"),
        ({"wording": {"verify": 7}}, "wording.verify"),
        ({"colours": {"ink": "red"}}, "colours.ink"),
        ({"colours": {"ink": "#12345"}}, "colours.ink"),
        ({"colours": {"ink": "#1234567"}}, "colours.ink"),
        ({"colours": {"ink": "url(http://evil.example)"}}, "colours.ink"),
        ({"colours": {"ink": "#999999"}}, "colours"),
        ({"colours": {"accent": "#b2904a"}}, "colours"),
        ({"colours": {"background": "#ffffff"}}, "colours.background"),
        ({"logo": b"<svg/>"}, "logo"),
        ({"logo": "http://evil.example/logo.png"}, "logo"),
        ({"options": {"border": "barbed"}}, "options.border"),
        ({"options": {"seal": "yes"}}, "options.seal"),
        ({"options": {"language": "en\n#set"}}, "options.language"),
    ],
)
def test_what_is_not_on_the_list_is_refused_by_its_field(changes, field):
    assert field in faults_of(**changes)


def test_every_fault_is_named_at_once():
    fields = faults_of(wording={"verify": "{x}", "nonsense": "", "lapsed": ""})

    assert set(fields) == {"wording.verify", "wording.nonsense", "wording.lapsed"}


def test_a_dark_design_is_readable_too():
    design = register(
        {
            **PLAIN,
            "colours": {"ink": "#f2f2f2", "accent": "#e8c874", "ornament": "#556655", "paper": "#10201a"},
        }
    )

    assert contrast(design.colours.ink, design.colours.paper) > 7


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#123456", "#123456", 1)],
)
def test_contrast_is_the_ratio_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


def test_a_value_is_never_filled_again():
    assert fill("{name} of {organisation}", {"name": "{organisation}", "organisation": "{name}"}) == (
        "{organisation} of {name}"
    )


@given(st.text(max_size=80), st.text(max_size=20))
def test_wording_that_passes_always_fills(text, value):
    if fault_in(text, {"name"}, 80) is None:
        assert fill(text, {"name": value}) == text.replace("{name}", value)


def test_the_houses_own_words_pass_its_own_checks():
    for blocks in BLOCKS.values():
        for name, block in blocks.items():
            assert fault_in(block.default, block.placeholders, block.limit) is None, name
            assert block.default or not block.required, name


def test_a_template_is_found_by_name_in_its_own_family():
    ours = register(PLAIN)

    assert find_design(PaperKind.MEMBERSHIP_CERTIFICATE, "our-certificate", {ours.name: ours}) is ours
    assert find_design(PaperKind.INVOICE, None, {}) is DEFAULTS["sheep-invoice-a4"]


def test_a_tenant_may_register_its_own_default():
    ours = register({**PLAIN, "name": DEFAULT_NAME["certificate"]})

    assert find_design(PaperKind.MEMBERSHIP_CERTIFICATE, None, {ours.name: ours}) is ours


@pytest.mark.parametrize(
    "name",
    ["unknown", "", "sheep-invoice-a4", "{{7*7}}", "http://169.254.169.254/latest/meta-data/", "x" * 5_000],
)
def test_an_unknown_template_is_not_found(name):
    with pytest.raises(NotFound):
        find_design(PaperKind.MEMBERSHIP_CERTIFICATE, name, {})


@pytest.mark.parametrize(
    ("paper", "accent", "taken"),
    [("#ffffff", "#123456", True), ("#ffffff", "#eeeeee", False), ("#fffdf8", "#757575", True)],
)
def test_a_design_takes_a_tenants_colour_where_it_can_be_read(paper, accent, taken):
    design = register({**PLAIN, "colours": {"paper": paper}})

    coloured = in_accent(design, accent)

    assert (coloured.colours.accent == accent) is taken
    assert coloured.colours.paper == paper and coloured.colours.ink == design.colours.ink
    assert (coloured is design) is not taken


def test_a_colour_that_is_just_readable_is_taken():
    design = register({**PLAIN, "colours": {"paper": "#ffffff"}})

    assert contrast("#767676", "#ffffff") >= READABLE > contrast("#777777", "#ffffff")
    assert in_accent(design, "#767676").colours.accent == "#767676"
    assert in_accent(design, "#777777") is design


def test_wording_may_be_as_long_as_its_limit():
    assert fault_in("x" * 60, {"name"}, 60) is None
    assert fault_in("x" * 61, {"name"}, 60) == "Longer than 60 characters."


def test_a_block_has_the_tenants_words_or_else_the_houses():
    design = register({**PLAIN, "wording": {"verify": "Check me"}})

    assert (design.words("verify"), design.words("label_since")) == ("Check me", "Member since")


def test_a_deep_fault_is_told_by_the_beginning_of_each_part():
    assert list(faults_of(**{"x" * 50: 1})) == ["x" * 40]
