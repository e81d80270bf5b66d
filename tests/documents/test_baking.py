"""A badge as a picture: its lines fit, and whatever is said stays within them."""

import pytest

from chalicelib.documents.baking import MOST_LINES, WIDE, drawn, lines
from tests.domain.papers import a_tenant

CLAIMS = {
    "name": "Badge 3",
    "awardedDate": "2026-03-05T23:30:00Z",
    "credentialSubject": {"identifier": [{"identityType": "name", "identityHash": "Ada <B> & Co"}]},
}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Badge 3", ["Badge 3"]),
        ("Canoe Foundation Course", ["Canoe Foundation", "Course"]),
        ("One Two Three Four Five Six Seven", ["One Two Three Four", "Five Six Seven"]),
        ("", [""]),
    ],
)
def test_a_name_stands_in_lines(name: str, expected: list[str]) -> None:
    assert lines(name) == expected


@pytest.mark.parametrize(
    "name", ["word " * 60, "x" * 400, "Donaudampfschifffahrtsgesellschaft " * 9, "漢字" * 99]
)
def test_a_long_name_is_cut_to_what_fits(name: str) -> None:
    found = lines(name)

    assert len(found) <= MOST_LINES
    assert all(len(line) <= WIDE for line in found[:-1])
    assert found[-1].endswith("…")
    assert len(found[-1]) <= WIDE + 1


def test_a_picture_says_whose_it_is_what_for_and_when_in_the_tenants_day_and_language() -> None:
    svg = drawn("a.b.c", CLAIMS, a_tenant(locale="de-AT", timezone="Europe/Vienna", colour="#ffdd00"))

    assert ">Ada &lt;B&gt; &amp; Co<" in svg
    assert ">6. März 2026<" in svg
    assert 'verify="a.b.c"' in svg
    assert 'fill="#ffdd00"' in svg and 'fill="#000000"' in svg
