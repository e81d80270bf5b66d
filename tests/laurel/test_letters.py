"""The commands on mail templates, and the sample words that they are rendered with."""

import re
from pathlib import Path

import pytest

from chalicelib.messaging import templates
from laurel import samples
from sandbox.residents import TENANT
from tests.asking import Club
from tests.house import pages
from tests.laurel.saying import Operator

MAILS = pages.DOCS / "mails.md"
# Made as a mail is written, or of the one that brings a link to sign in, of which there is no sample.
UNSAMPLED = {"tenant", "lang", "sign_in_url", "enter", "then"}


def documented() -> set[str]:
    """The words of the page's table; `x_on` follows from `x_date`."""
    rows = pages.text(MAILS).partition("## Templates")[2].splitlines()
    first = (row.split("|")[1] for row in rows if row.startswith("| `"))
    words = {word for cell in first for word in re.findall(r"`([^`]+)`", cell)}
    return {word.partition(".")[0] for word in words if not word.endswith("_on")} - UNSAMPLED


def test_every_word_of_a_mail_has_its_sample_and_no_sample_is_of_a_word_that_is_gone() -> None:
    assert samples.WORDS.keys() == documented()


def test_every_template_can_be_rendered_with_the_samples(club: Club, operator: Operator) -> None:
    said = operator.knows("template", "check", "--tenant", TENANT).json

    assert said == {"templates": len(templates.names()), "faults": {}}
    assert len(operator.knows("template", "list").rows) == len(templates.names())


def test_a_sample_is_written_in_the_tenants_language(club: Club, operator: Operator) -> None:
    club.done("tenant/", {"locale": "de"})

    said = operator.knows("template", "show", "achievement_completed", "--tenant", TENANT).json

    assert said["subject"] == "Alex Example hat Badge 3 geschafft" and '<html lang="de"' in said["html"]


def test_a_template_that_lacks_a_word_is_found(
    club: Club, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(samples.WORDS, "rank_name")

    said = operator.says("template", "check")

    assert said.status == 1
    assert said.out.splitlines()[0] == f"{len(templates.names())} templates: 1 faults"
    assert "new_rank: UndefinedError: 'rank_name' is undefined" in said.out


def test_a_template_is_shown_in_the_tenants_name_and_looks(club: Club, operator: Operator) -> None:
    club.done("tenant/", {"name": "The Club", "colour": "#7a1f3d"})

    shown = operator.says("template", "show", "new_badge", "--tenant", TENANT)
    html = operator.says("template", "show", "new_badge", "--tenant", TENANT, "--html")

    assert shown.out.startswith(
        "Subject: Alex Example has earned the badge The seller\n\nHello Alex Example,"
    )
    assert "The Club" in shown.out and "#7a1f3d" in html.out


def test_rendered_parts_are_written_to_a_folder(club: Club, operator: Operator, tmp_path: Path) -> None:
    operator.knows("template", "check", "new_badge", "new_rank", "--out", str(tmp_path / "letters"))

    found = sorted(path.name for path in (tmp_path / "letters").iterdir())

    assert found == ["new_badge.html", "new_badge.txt", "new_rank.html", "new_rank.txt"]
    assert (tmp_path / "letters/new_badge.html").read_text().startswith("<!doctype html>")


def test_a_test_mail_is_sent_once_and_leaves_nothing_in_the_table(club: Club, operator: Operator) -> None:
    before = club.items()
    words = ("template", "send", "new_badge", "--tenant", TENANT, "--to", "ops@example.org")

    said = operator.knows(*words).json

    [mail] = club.house.mails()
    assert (mail.to, mail.subject) == (
        ("ops@example.org",),
        "[test] Alex Example has earned the badge The seller",
    )
    assert (said["message_id"], mail.tags["tenant"]) == (mail.message_id, TENANT)
    assert club.items() == before


def test_a_suppressed_address_gets_no_test_mail_either(club: Club, operator: Operator) -> None:
    assert club.ask("POST", "suppression/", {"email": "ops@example.org"}).status == 204

    said = operator.says("template", "send", "new_badge", "--tenant", TENANT, "--to", "OPS@example.org")

    assert (said.status, "suppressed" in said.err) == (1, True)
    assert club.house.mails() == []


@pytest.mark.parametrize(
    "words",
    [
        ["show", "no_such"],
        ["check", "no_such"],
        ["show", "new_badge", "--tenant", "nobody"],
        ["send", "new_badge", "--tenant", "example", "--to", "not an address"],
    ],
)
def test_what_cannot_be_is_one_line(words: list[str], club: Club, operator: Operator) -> None:
    said = operator.says("template", *words)

    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
