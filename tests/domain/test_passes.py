"""A pass is good for one reader, one achievement, one tenant and sixty days."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.contact import Contact
from chalicelib.domain.passes import PASS_LIFE, Opens, concerns, reader_of, written
from chalicelib.domain.tenant import Tenant

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
CLUB = Tenant("example", "Example", NOON, NOON, secret="the tenant's own")
OPENS = Opens("a" * 24, "0123456789abcdef")
PAULA = "b" * 24
PASS = written(CLUB, OPENS, PAULA, NOON)


def test_a_pass_names_its_reader() -> None:
    assert reader_of(CLUB, OPENS, PASS, at=NOON) == PAULA


@pytest.mark.parametrize(
    ("after", "reader"),
    [
        (PASS_LIFE - timedelta(microseconds=1), PAULA),
        (PASS_LIFE, None),
        (timedelta(days=-1), PAULA),
    ],
)
def test_a_pass_is_good_until_its_end(after: timedelta, reader: str | None) -> None:
    assert reader_of(CLUB, OPENS, PASS, at=NOON + after) == reader


@pytest.mark.parametrize(
    ("tenant", "opens"),
    [
        (replace(CLUB, slug="other"), OPENS),
        (replace(CLUB, secret="another"), OPENS),
        (CLUB, replace(OPENS, uid="c" * 24)),
        (CLUB, replace(OPENS, tail="")),
        (CLUB, replace(OPENS, tail="fedcba9876543210")),
    ],
)
def test_a_pass_opens_nothing_else(tenant: Tenant, opens: Opens) -> None:
    assert reader_of(tenant, opens, PASS, at=NOON) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        PASS[:-1],
        PASS + "0",
        PASS.upper(),
        PASS + "\n",
        PASS.replace(PAULA, "d" * 24),
        f"{PAULA}-99999999999-{PASS[-64:]}",
        f"{PAULA}-9999999999-{PASS[-64:]}",
        "٣" * 24 + PASS[24:],
    ],
)
def test_what_was_not_written_here_opens_nothing(text: str) -> None:
    assert reader_of(CLUB, OPENS, text, at=NOON) is None


@pytest.mark.parametrize(
    ("reader", "guardians", "told"),
    [("ada", (), True), ("paula", ("paula",), True), ("paula", ("olga",), False), ("paula", (), False)],
)
def test_a_contact_is_told_of_to_itself_and_its_guardians(
    reader: str, guardians: tuple[str, ...], told: bool
) -> None:
    ada = Contact("ada", "person", NOON, NOON, guardians=guardians)

    assert concerns(Contact(reader, "person", NOON, NOON), ada) is told
