"""How people are found by name."""

from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.domain.contact import Contact
from chalicelib.domain.names import asked_for, filed_under, fits, fold

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def a_contact(**names: Any) -> Contact:
    return Contact(uid="0" * 24, resource="person", created=NOON, last_updated=NOON, **names)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Müller", "muller"),
        ("ÖZIL", "ozil"),
        ("O'Brien-Smith", "o brien smith"),
        ("  Straße ", "strasse"),
        ("王", "王"),
    ],
)
def test_accents_capitals_and_signs_make_no_difference(text: str, plain: str) -> None:
    assert fold(text) == plain


@pytest.mark.parametrize(
    ("names", "under"),
    [
        ({"first_name": "Ada", "last_name": "Berger"}, "ber"),
        ({"last_name": "Öz"}, "oz"),
        ({"first_name": "Ada"}, "ada"),
        ({"name": "Acme Ltd"}, "acm"),
        ({"name": "De Vries"}, "de"),
        ({"name": "cust-77", "member_ref": "cust-77"}, None),
        ({"name": "cust-77", "member_ref": "cust-77", "last_name": "Berger"}, "ber"),
        ({"name": "!"}, None),
        ({}, None),
    ],
)
def test_a_contact_is_filed_under_the_first_letters_of_its_last_name(
    names: dict[str, Any], under: str | None
) -> None:
    assert filed_under(a_contact(**names)) == under


@pytest.mark.parametrize(
    ("text", "under"),
    [
        ("Berger", ["ber"]),
        ("ada berger", ["ada", "ber"]),
        ("de vries", ["de", "vri"]),
        ("B", []),
        ("", []),
        ("a b c d eee", ["a b"]),
    ],
)
def test_any_word_may_be_the_last_name(text: str, under: list[str]) -> None:
    assert asked_for(text) == under


@pytest.mark.parametrize(
    ("text", "found"),
    [("ber", True), ("Berger A", True), ("ada berg", True), ("bergm", False), ("ada x", False), ("", False)],
)
def test_every_word_must_begin_a_name(text: str, found: bool) -> None:
    assert fits(("Ada", "Berger", None), text) is found
