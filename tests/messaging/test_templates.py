"""Every registered mail template says its own, whatever people are called and the tenant left out."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from jinja2 import Environment, meta, nodes

from chalicelib.domain.achievement import MOST_STEPS, Achievement, StepMark
from chalicelib.domain.events import Event
from chalicelib.domain.mail import Mail
from chalicelib.domain.tenant import Tenant
from chalicelib.messaging import templates
from chalicelib.messaging.templates import PARTS, TEMPLATES, Parts
from chalicelib.reactions.sending import words
from tests.asking import Club

EVENING = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
TENANT = Tenant(
    "example", "Example Gymnastics & Canoe Club", EVENING, EVENING, secret="s", reply_to="office@example.org"
)
GUARDIAN = {"name": "Paula Berger", "reason": "guardian"}
SELF = {"name": "Ada Berger", "reason": "self"}
HOSTILE = "</title><img src=x onerror=1>\"'--><script>alert(1)</script>{{ 7*7 }}"
# A mail longer than this is cut by Gmail, and its foot with it.
GMAIL_CUTS_AT = 102_400


def finished(**fields: Any) -> Achievement:
    told = {
        "name": "Badge 3",
        "contact_name": "Ada Berger",
        "contact_resource": "person",
        "steps": ("Forward roll", "Cartwheel"),
        **fields,
    }
    achievement = Achievement(
        uid="a",
        type="t",
        contact="c",
        created=EVENING,
        last_updated=EVENING,
        **told,
    )
    achievement.complete_all_steps(StepMark(EVENING, "coach"), at=EVENING)
    achievement.finish(by="coach", at=EVENING)
    return achievement


def completed(**fields: Any) -> Event:
    return finished(**fields).take_events()[-1]


def reopened(**fields: Any) -> Event:
    achievement = finished(**fields)
    achievement.reopen(by="admin", at=EVENING)
    return achievement.take_events()[-1]


# Each template with the event that it tells of. A new template needs its row here.
TOLD: dict[str, Callable[..., Event]] = {"achievement_completed": completed, "achievement_reopened": reopened}


def said(
    template: str, reader: dict[str, str] = GUARDIAN, tenant: Tenant = TENANT, **fields: Any
) -> dict[str, Any]:
    """The words as sending has them for this template's event."""
    event = TOLD[template](**fields)
    mail = Mail(
        uid="m",
        event=event.uid,
        event_name=event.name,
        template=template,
        created=EVENING,
        last_updated=EVENING,
        said={**event.data, "recipient": reader, "about": event.contact},
        contact="g",
        to="paula@example.org",
    )
    return words(mail, tenant)


def letter(template: str, *about: Any, **fields: Any) -> Parts:
    return templates.render(template, said(template, *about, **fields))


class Elements(HTMLParser):
    """What a reader's mail client would build of it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str | None]] = []
        self.data: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.data.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.data).split())


every_template = pytest.mark.parametrize("template", sorted(TOLD))


def test_every_registered_template_is_held_to_these_tests() -> None:
    assert templates.names() == TOLD.keys()


@every_template
def test_all_three_parts_name_the_person_and_what_it_is_about(template: str) -> None:
    parts = letter(template)

    for part in (parts.subject, parts.text, Elements(parts.html).text):
        assert "Ada Berger" in part and "Badge 3" in part


@every_template
def test_a_template_uses_only_words_that_sending_has(template: str) -> None:
    environment = Environment()
    sources = [TEMPLATES / "email" / template / part for part in PARTS]
    sources += sorted((TEMPLATES / "email").glob("_layout.*"))
    trees = [environment.parse(source.read_text()) for source in sources]
    have = said(template)

    used = set().union(*(meta.find_undeclared_variables(tree) for tree in trees))
    looked_up = {
        (node.node.name, node.attr)
        for tree in trees
        for node in tree.find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name) and node.node.name in {"tenant", "recipient"}
    }

    assert used - {"club"} <= have.keys()
    assert looked_up <= {(word, name) for word in ("tenant", "recipient") for name in have[word]}
    assert looked_up


@every_template
@pytest.mark.parametrize("word", ["name", "contact_name", "finished_on", "recipient", "tenant"])
def test_a_word_that_nobody_said_is_an_error_and_not_a_blank(template: str, word: str) -> None:
    unsaid = {name: value for name, value in said(template).items() if name != word}

    with pytest.raises(templates.Unrenderable, match=word):
        templates.render(template, unsaid)


@every_template
@pytest.mark.parametrize("reason", ["self", "guardian"])
def test_hostile_names_stay_text(template: str, reason: str) -> None:
    tenant = replace(TENANT, name=HOSTILE, logo="https://example.org/l.png", website="https://example.org/")
    innocent = replace(tenant, name="Club")
    reader = {"name": HOSTILE, "reason": reason}

    html = letter(template, reader, tenant, name=HOSTILE, contact_name=HOSTILE, steps=(HOSTILE, "2")).html
    plain = letter(template, {**reader, "name": "P"}, innocent).html

    assert Elements(html).tags == Elements(plain).tags
    assert {name for name, _ in Elements(html).attributes} == {name for name, _ in Elements(plain).attributes}
    assert "{{ 7*7 }}" in Elements(html).text and "<img src=x onerror=1>" not in html


@every_template
def test_names_of_many_lines_cannot_set_lines_of_their_own(template: str) -> None:
    lines = "Ada\r\nBcc: all@example.org\n\n-- \nVisit\u2028us"

    def written(name: str) -> Parts:
        reader = {"name": name, "reason": "guardian"}
        club = replace(TENANT, name=name)
        return letter(template, reader, club, name=name, contact_name=name, steps=(name,))

    many, one = written(lines), written(" ".join(lines.split()))

    assert (many.subject, many.text) == (one.subject, one.text)
    assert len(many.subject.splitlines()) == 1


@every_template
def test_it_says_why_one_receives_it_and_how_to_stop_it(template: str) -> None:
    def feet(reader: dict[str, str], **fields: Any) -> list[str]:
        parts = letter(template, reader, **fields)
        return [" ".join(part.split()) for part in (parts.text, Elements(parts.html).text)]

    for foot in feet(GUARDIAN):
        assert (
            "because you are registered as guardian of Ada Berger at Example Gymnastics & Canoe Club." in foot
        )
        assert "Tell Example Gymnastics & Canoe Club: a reply to this one is enough." in foot
    for foot in feet(SELF):
        assert "because you are taking part at Example Gymnastics & Canoe Club." in foot
        assert "guardian" not in foot
    for foot in feet(SELF, contact_resource="organisation"):
        assert (
            "because Ada Berger is taking part at Example Gymnastics & Canoe Club with this address." in foot
        )


@every_template
def test_the_tenants_look_is_used_and_what_it_left_out_leaves_no_trace(template: str) -> None:
    look = {
        "colour": "#112233",
        "accent": "#ddeeff",
        "logo": "https://a.example/l.png",
        "website": "https://a.example/",
    }
    dressed = Elements(letter(template, GUARDIAN, replace(TENANT, **look)).html)
    bare = letter(template, GUARDIAN, TENANT)

    said_styles = " ".join(value or "" for _, value in dressed.attributes)

    assert all(value in said_styles for value in ("#112233", "#ddeeff", "#ffffff", *look.values()))
    assert ("alt", TENANT.name) in dressed.attributes
    assert not {"img", "a"} & Elements(bare.html).tags.keys()
    assert "None" not in bare.html + bare.text and "http" not in bare.text


@every_template
@pytest.mark.parametrize(("locale", "lang"), [("en_GB", "en-GB"), ("en", "en"), ("de-AT", "en")])
def test_the_mail_is_marked_as_the_english_that_it_is(template: str, locale: str, lang: str) -> None:
    html = letter(template, GUARDIAN, replace(TENANT, locale=locale)).html

    assert html.startswith(f'<!doctype html>\n<html lang="{lang}"')


@every_template
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

    assert max(map(len, text.splitlines())) <= 72


def test_the_longest_mail_is_not_cut_by_gmail() -> None:
    steps = tuple(f"{number:03}" + "x" * 497 for number in range(MOST_STEPS))

    html = letter("achievement_completed", steps=steps, name="n" * 200, contact_name="c" * 200).html

    assert len(html.encode()) < GMAIL_CUTS_AT


def test_a_finish_and_a_reopening_reach_the_guardian_through_the_whole_house(club: Club) -> None:
    action = "send-templated-email"
    club.done("triggers/", {event: [{"action": action, "template": event}] for event in TOLD})
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


@every_template
def test_a_reply_is_not_promised_where_nobody_would_read_it(template: str) -> None:
    parts = letter(template, SELF, replace(TENANT, reply_to=None))

    assert "a reply to this one" not in parts.text + parts.html
