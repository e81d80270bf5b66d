"""The letters of an achievement: its day, its steps in their order, and their way through the whole house."""

from dataclasses import replace

import pytest

from chalicelib.domain.achievement import MOST_STEPS
from tests.asking import Club
from tests.messaging.letters import GUARDIAN, TENANT, Elements, letter

ACHIEVEMENTS = ("achievement_completed", "achievement_reopened")
# A mail longer than this is cut by Gmail, and its foot with it.
GMAIL_CUTS_AT = 102_400


@pytest.mark.parametrize("template", ACHIEVEMENTS)
def test_the_day_is_the_tenants_own(template: str) -> None:
    parts = letter(template, GUARDIAN, replace(TENANT, timezone="Europe/Berlin"))

    assert "22 November 2026" in " ".join(parts.text.split())
    assert "22 November 2026" in parts.html


@pytest.mark.parametrize(
    ("count", "heading"), [(1, "The step"), (2, "The 2 steps"), (MOST_STEPS, "The 100 steps")]
)
def test_each_step_stands_in_both_parts_in_its_order(count: int, heading: str) -> None:
    steps = tuple(f"Step {number:03} " + "jump " * 30 for number in range(1, count + 1))

    parts = letter("achievement_completed", steps=steps)
    listed = [line.strip() for line in parts.text.splitlines() if " Step " in line]
    shown = Elements(parts.html)

    assert [line.split()[0] for line in listed] == [f"{number}." for number in range(1, count + 1)]
    assert heading + ":" in parts.text and heading + " ✓" in shown.text
    assert [part for part in shown.data if part.startswith("Step ")] == list(steps)


def test_the_text_part_is_set_to_72_columns() -> None:
    steps = tuple(f"{number} " + "squat on stretch jump off cross box " * 5 for number in range(MOST_STEPS))

    text = letter("achievement_completed", steps=steps, name="badge " * 30, contact_name="Ada " * 40).text

    assert max(len(line) for line in text.splitlines() if "://" not in line) <= 72


def test_the_longest_mail_is_not_cut_by_gmail() -> None:
    steps = tuple(f"{number:03}" + "x" * 497 for number in range(MOST_STEPS))

    html = letter("achievement_completed", steps=steps, name="n" * 200, contact_name="c" * 200).html

    assert len(html.encode()) < GMAIL_CUTS_AT


def test_a_finish_and_a_reopening_reach_the_guardian_through_the_whole_house(club: Club) -> None:
    action = "send-templated-email"
    club.done("triggers/", {event: [{"action": action, "template": event}] for event in ACHIEVEMENTS})
    paula = club.person(first_name="Paula", email="paula@example.org")
    uid = club.finished(contact=club.person(guardians=[paula["uri"]]))["uid"]
    club.house.settle()

    club.done(f"achievement/{uid}/reopen/")
    club.house.settle()

    assert club.mails() == [
        ("paula@example.org", "Ada Berger has completed Badge 3"),
        ("paula@example.org", "Badge 3 of Ada Berger has been opened again"),
    ]
    assert all("Hello Paula Berger," in mail.text for mail in club.house.mails())
