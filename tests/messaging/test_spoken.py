"""Mails that lead to pages are written in their reader's language; what has no words in it stays English."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.messaging import templates
from chalicelib.messaging.templates import Parts
from chalicelib.reactions import speaking
from chalicelib.reactions.sending import words
from tests.asking import Club
from tests.messaging.invitations import signing_in
from tests.messaging.letters import GUARDIAN, SELF, TENANT, TOLD, Elements, said

GERMAN = replace(TENANT, locale="de", timezone="Europe/Berlin")
SAXON = {**GUARDIAN, "locale": "de-DE"}
ENGLISH_WORDS = ("You ", " the ", "mail because", "warm wishes", "Hello", "November 22", "completed")
BASE = "https://laurel.example"


def written(template: str, tenant: Any, reader: dict[str, str]) -> Parts:
    """As it would go out."""
    mail = replace(signing_in(tenant), template=template, said={"recipient": reader})
    have = said(template, reader, tenant)
    return templates.render(template, have, speaking.speech(speaking.reader(mail, tenant)))


def read(parts: Parts) -> list[str]:
    """Both bodies, as read aloud."""
    return [" ".join(part.split()).replace(" ,", ",") for part in (parts.text, Elements(parts.html).text)]


@pytest.mark.parametrize("reader", [GUARDIAN, SELF], ids=["guardian", "self"])
def test_a_finished_achievement_is_told_in_the_tenants_language(reader: dict[str, str]) -> None:
    parts = written("achievement_completed", GERMAN, reader)

    assert parts.subject == "Ada Berger hat Badge 3 geschafft"
    for part in read(parts):
        assert "22. November 2026" in part, "half past midnight on the tenant's wall"
        assert "Die 2 Schritte" in part and "Mit herzlichen Grüßen" in part
        assert not any(word in part for word in ENGLISH_WORDS)
    assert '<html lang="de"' in parts.html and "<bdi>Ada Berger</bdi> hat <bdi>Badge 3</bdi>" in parts.html


@pytest.mark.parametrize(
    ("tenant", "own", "subject", "lang"),
    [
        ("en", "de-AT", "Ada Berger hat Badge 3 geschafft", "de-AT"),
        ("de", "en_GB", "Ada Berger has completed Badge 3", "en-GB"),
        ("de-CH", None, "Ada Berger hat Badge 3 geschafft", "de-CH"),
        ("de", "fr", "Ada Berger hat Badge 3 geschafft", "de"),
        ("fr", None, "Ada Berger has completed Badge 3", "en"),
    ],
)
def test_the_readers_own_language_goes_before_the_tenants(
    tenant: str, own: str | None, subject: str, lang: str
) -> None:
    reader = {**GUARDIAN, **({"locale": own} if own else {})}

    parts = written("achievement_completed", replace(TENANT, locale=tenant), reader)

    assert parts.subject == subject and f'<html lang="{lang}"' in parts.html


@pytest.mark.parametrize("reader", [GUARDIAN, SELF], ids=["guardian", "self"])
def test_a_reopened_achievement_is_told_in_it_too(reader: dict[str, str]) -> None:
    parts = written("achievement_reopened", GERMAN, reader)

    assert parts.subject == "Badge 3 von Ada Berger ist wieder offen"
    for part in read(parts):
        assert "22. November 2026" in part and "Sie müssen nichts tun." in part
        assert not any(word in part for word in ENGLISH_WORDS)


def test_the_link_to_sign_in_comes_in_german_with_all_that_is_around_it() -> None:
    mail = signing_in(GERMAN)

    parts = templates.render("sign_in", words(mail, GERMAN), speaking.speech(speaking.reader(mail, GERMAN)))

    for part in read(parts):
        assert "Guten Tag, Paula Berger," in part and "jemand mit dieser Adresse" in part
        assert not any(word in part for word in ENGLISH_WORDS)
    assert parts.subject == "Ihr Link zu Example Gymnastics & Canoe Club"
    assert "/enter?token=" in parts.text and "/enter?token=" in parts.html


@pytest.mark.parametrize("template", sorted(TOLD.keys() - speaking.TRANSLATED))
def test_a_mail_without_words_in_the_language_is_english_from_top_to_toe(template: str) -> None:
    german, english = (written(template, tenant, SAXON) for tenant in (GERMAN, replace(GERMAN, locale="en")))

    assert german == english
    assert '<html lang="en"' in german.html


def test_a_mail_shows_the_uploaded_logo_where_none_is_named_for_it() -> None:
    tenant = replace(TENANT, logo_file="ab.png")

    look = words(signing_in(tenant), tenant, base_url=BASE)["tenant"]

    assert look["logo"] == f"{BASE}/site/example/logo?v=ab.png"


def test_people_who_read_german_get_their_mail_in_german(club: Club) -> None:
    kind = club.type()
    for address, locale in (("ada@example.org", "de-DE"), ("eve@example.org", None)):
        club.finished(kind=kind, contact=club.person(email=address, **({"locale": locale} if locale else {})))
    club.house.settle()

    assert sorted(club.mails()) == [
        ("ada@example.org", "Ada Berger hat Badge 3 geschafft"),
        ("eve@example.org", "Ada Berger has completed Badge 3"),
    ]
