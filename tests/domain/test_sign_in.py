"""Links to sign in with: good once more they are not, and good for a quarter of an hour; sessions and forms."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.mail import KEPT, Mail, kept_until
from chalicelib.domain.sign_in import (
    LINK_LIFE,
    LONGEST_NEXT,
    SESSION_LIFE,
    SIGN_IN,
    LinkIsOver,
    Session,
    form_token,
    page_after,
    read_token,
    session_uid,
    token,
)
from chalicelib.domain.tenant import Tenant

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
CLUB = Tenant("club", "Club", NOON, NOON, secret="s" * 40)
MAIL = "a" * 24
SECOND = timedelta(seconds=1)


def test_a_token_names_the_mail_that_it_was_sent_in() -> None:
    assert read_token(CLUB, token(CLUB, MAIL, NOON), at=NOON) == MAIL
    assert read_token(CLUB, token(CLUB, MAIL, NOON), at=NOON + LINK_LIFE - SECOND) == MAIL


def test_it_is_over_after_a_quarter_of_an_hour() -> None:
    assert timedelta(minutes=15) == LINK_LIFE
    with pytest.raises(LinkIsOver, match="no longer good"):
        read_token(CLUB, token(CLUB, MAIL, NOON), at=NOON + LINK_LIFE)


@pytest.mark.parametrize("other", [{"slug": "another"}, {"secret": "t" * 40}])
def test_a_token_of_another_tenant_opens_nothing(other: dict[str, str]) -> None:
    with pytest.raises(LinkIsOver):
        read_token(replace(CLUB, **other), token(CLUB, MAIL, NOON), at=NOON)  # type: ignore[arg-type]


def changed() -> list[str]:
    good = token(CLUB, MAIL, NOON)
    mail, ends, mac = good.split("-")
    later = str(int(ends) + 1)
    return ["", "x", good + "0", good.upper(), f"{'b' * 24}-{ends}-{mac}", f"{mail}-{later}-{mac}", mail]


@pytest.mark.parametrize("text", changed())
def test_what_was_changed_or_is_no_token_opens_nothing(text: str) -> None:
    with pytest.raises(LinkIsOver):
        read_token(CLUB, text, at=NOON)


def test_a_session_stands_until_its_end() -> None:
    session = Session("s", ("c",), "digest", NOON, NOON + SESSION_LIFE["admin"])

    assert session.stands(at=NOON + SESSION_LIFE["admin"] - SECOND)
    assert not session.stands(at=NOON + SESSION_LIFE["admin"])
    assert {
        "member": timedelta(days=30),
        "coach": timedelta(days=30),
        "admin": timedelta(hours=12),
    } == SESSION_LIFE


def test_neither_a_sessions_uid_nor_its_forms_token_gives_away_the_secret_or_the_other() -> None:
    secrets = ("a" * 32, "b" * 32)

    told = {make(secret) for secret in secrets for make in (session_uid, form_token)}

    assert len(told) == 4 and not told & set(secrets)
    assert {len(one) for one in told} == {32}
    assert session_uid(secrets[0]) == session_uid(secrets[0])


@pytest.mark.parametrize(
    ("wanted", "page"),
    [
        ("", ""),
        ("groups", "groups"),
        ("group/0a1b/step-2", "group/0a1b/step-2"),
        ("a/b/c/d/e/f", "a/b/c/d/e/f"),
        ("a/b/c/d/e/f/g", ""),
        ("/groups", ""),
        ("groups/", ""),
        ("//evil.example", ""),
        ("https://evil.example", ""),
        ("a/../b", ""),
        ("a\\b", ""),
        ("Groups", ""),
        ("a?b=c", ""),
        ("x" * LONGEST_NEXT, "x" * LONGEST_NEXT),
        ("x" * (LONGEST_NEXT + 1), ""),
    ],
)
def test_the_page_after_signing_in_is_one_of_the_tenants_own(wanted: str, page: str) -> None:
    assert page_after(wanted) == page


@pytest.mark.parametrize(("template", "kept"), [(SIGN_IN, timedelta(days=1)), ("new_level", KEPT)])
def test_a_mail_that_brings_a_link_is_kept_for_a_day(template: str, kept: timedelta) -> None:
    mail = Mail("m", "", template, template, created=NOON, last_updated=NOON, said={})

    assert kept_until(mail) == NOON + kept
