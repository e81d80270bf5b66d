"""Every registered mail template says its own, whatever people are called and the tenant left out."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from jinja2 import Environment, meta, nodes

from chalicelib.domain.triggers import TRIGGER_EVENTS
from chalicelib.messaging import templates
from chalicelib.messaging.templates import PARTS, TEMPLATES, Parts
from chalicelib.reactions.speaking import TRANSLATED
from tests.messaging.letters import GUARDIAN, SELF, TENANT, TOLD, Elements, letter, said

HOSTILE = "</title><img src=x onerror=1>\"'--><script>alert(1)</script>{{ 7*7 }}"

# What people write, by the names that the makers of events here have for it.
PEOPLES_WORDS = ("name", "contact_name", "number", "reason", "description", "reference", "invoice_number")
GAME = ("new_level", "new_badge", "new_rank", "target", "streak")
TIES = {
    **dict.fromkeys(GAME, ("are taking part at", "is taking part at")),
    "achievement": ("are taking part at", "is taking part at"),
    "reward": ("are taking part at", "is taking part at"),
    "lapsed": ("were a member of", "was a member of"),
    "cancelled": ("had a membership at", "had a membership at"),
}
ABSENT = object()
LINKED = ("https://laurel.example/api/v1/public/example/member/", "https://laurel.example/site/example")
LETTERS_OF_MEMBERS = {name for name in TOLD if not name.startswith(("achievement", "reward", *GAME))}
# What the letters of memberships and payments ask for, and do without where the event is not of that kind.
OF_OTHERS = {word for name in ("payment_due", "cancelled_membership") for word in said(name)}

every_template = pytest.mark.parametrize("template", sorted(TOLD))


def needed(template: str) -> tuple[str, ...]:
    """The words without which a letter would say nothing; what else is missing it does without."""
    about = {"achievement": ("name", "finished_on"), "payment": ("due_on", "amount", "currency")}
    about["reward"] = ("reward_name",)
    about["achievement_issued"] = ("name", "issued_on")
    about |= {
        "new_level": ("level_name", "level_number"),
        "new_badge": ("badge_name", "achieved_on"),
        "new_rank": ("rank_name", "score", "taken_on"),
        "target_achieved": ("name", "cycle", "value", "goal", "told_on"),
        "streak_level_reached": ("name", "level", "cycles", "told_on"),
        "streak_broken": ("name", "cycle", "length", "told_on"),
    }
    own = about.get(template) or about.get(template.partition("_")[0], ("end_on",))
    return ("contact_name", "recipient", "tenant", "lang", *own)


def sources(*paths: str) -> Iterator[nodes.Template]:
    """These templates and all that they are built of."""
    for path in paths:
        tree = Environment().parse((TEMPLATES / path).read_text())
        yield tree
        yield from sources(*(str(base) for base in meta.find_referenced_templates(tree)))


def made(tree: nodes.Template) -> Iterator[str]:
    """What a template sets itself, for those that it is built of."""
    yield from (name.name for name in tree.find_all(nodes.Name) if name.ctx == "store")
    yield from (macro.name for macro in tree.find_all(nodes.Macro))
    yield from (imported.target for imported in tree.find_all(nodes.Import))


def test_every_registered_template_is_held_to_these_tests() -> None:
    assert templates.names() == TOLD.keys()


def test_every_event_that_a_trigger_may_name_has_a_letter_of_its_name() -> None:
    assert set(TRIGGER_EVENTS) <= templates.names()
    assert {name: told().name for name, told in TOLD.items()} == {name: name for name in TOLD}


@every_template
def test_all_three_parts_name_the_person_and_what_it_is_about(template: str) -> None:
    parts = letter(template)

    for part in (parts.subject, parts.text, Elements(parts.html).text):
        assert "Ada Berger" in " ".join(part.split()) and "Badge 3" in " ".join(part.split())


@every_template
def test_a_template_uses_only_words_that_sending_has(template: str) -> None:
    trees = list(sources(*(f"email/{template}/{part}" for part in PARTS)))
    have = said(template)

    used = set().union(*(meta.find_undeclared_variables(tree) for tree in trees))
    own = {name for tree in trees for name in made(tree)}
    looked_up = {
        (node.node.name, node.attr)
        for tree in trees
        for node in tree.find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name) and node.node.name in {"tenant", "recipient"}
    }

    assert used - own <= have.keys() | OF_OTHERS | templates.ENGLISH.keys()
    assert looked_up <= {(word, name) for word in ("tenant", "recipient") for name in have[word]}
    assert looked_up


@every_template
def test_a_word_that_nobody_said_is_an_error_and_not_a_blank(template: str) -> None:
    for word in needed(template):
        unsaid = {name: value for name, value in said(template).items() if name != word}

        with pytest.raises(templates.Unrenderable, match=word):
            templates.render(template, unsaid)


@pytest.mark.parametrize("template", sorted(LETTERS_OF_MEMBERS))
@pytest.mark.parametrize("nothing", ["", None, ABSENT])
def test_what_a_membership_or_payment_has_not_leaves_no_trace(template: str, nothing: object) -> None:
    have = said(template, SELF)
    kept = {*needed(template), "contact_resource"}
    given = {name: value if name in kept else nothing for name, value in have.items()}
    bare = {name: value for name, value in given.items() if value is not ABSENT}

    parts = templates.render(template, {**bare, "site_url": ""})
    page = Elements(parts.html)

    assert not re.search(
        r"None|\(\)|[^:\s] {2,}\S| [.,:]", parts.subject + parts.text.partition("\n\nWith warm")[0]
    )
    assert "None" not in page.text and "a" not in page.tags
    assert "membership" in parts.text.lower() or template == "payment_due"


@every_template
@pytest.mark.parametrize("reason", ["self", "guardian"])
def test_hostile_names_stay_text(template: str, reason: str) -> None:
    tenant = replace(TENANT, name=HOSTILE, logo="https://example.org/l.png", website="https://example.org/")
    innocent = replace(tenant, name="Club")
    reader = {"name": HOSTILE, "reason": reason}

    html = letter(
        template, reader, tenant, steps=(HOSTILE, "2"), **dict.fromkeys(PEOPLES_WORDS, HOSTILE)
    ).html
    plain = letter(template, {**reader, "name": "P"}, innocent, **dict.fromkeys(PEOPLES_WORDS, "P")).html

    assert Elements(html).tags == Elements(plain).tags
    assert {name for name, _ in Elements(html).attributes} == {name for name, _ in Elements(plain).attributes}
    assert "{{ 7*7 }}" in Elements(html).text and "<img src=x onerror=1>" not in html


@every_template
def test_names_of_many_lines_cannot_set_lines_of_their_own(template: str) -> None:
    lines = "Ada\r\nBcc: all@example.org\n\n-- \nVisit\u2028us"

    def written(name: str) -> Parts:
        reader = {"name": name, "reason": "guardian"}
        club = replace(TENANT, name=name)
        return letter(template, reader, club, steps=(name,), **dict.fromkeys(PEOPLES_WORDS, name))

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
    tie, its = TIES.get(template) or TIES.get(
        template.partition("_")[0], ("are a member of", "is a member of")
    )
    for foot in feet(SELF):
        assert f"because you {tie} Example Gymnastics & Canoe Club." in foot
        assert "guardian" not in foot
    for foot in feet(SELF, contact_resource="organisation"):
        assert f"because Ada Berger {its} Example Gymnastics & Canoe Club with this address." in foot


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
    assert "img" not in Elements(bare.html).tags
    assert "None" not in bare.html + bare.text
    assert set(re.findall(r"https?://\S+", bare.text)) == set(Elements(bare.html).links)
    assert all(link.startswith(LINKED) for link in Elements(bare.html).links)


@every_template
@pytest.mark.parametrize(
    ("locale", "lang"), [("en_GB", "en-GB"), ("en", "en"), ("de-AT", "de-AT"), ("fr", "en")]
)
def test_the_mail_is_marked_as_the_language_that_it_is_in(template: str, locale: str, lang: str) -> None:
    if lang.startswith("de") and template not in TRANSLATED:
        lang = "en"

    html = letter(template, GUARDIAN, replace(TENANT, locale=locale)).html

    assert html.startswith(f'<!doctype html>\n<html lang="{lang}"')


@every_template
def test_a_reply_is_not_promised_where_nobody_would_read_it(template: str) -> None:
    parts = letter(template, SELF, replace(TENANT, reply_to=None))

    assert "reply" not in parts.text + parts.html


@every_template
def test_the_text_part_is_set_to_72_columns(template: str) -> None:
    long = dict.fromkeys(PEOPLES_WORDS, "Ada Maria " * 20)

    lines = letter(template, SELF, **long).text.splitlines()

    assert max(len(line) for line in lines if not line.startswith(LINKED)) <= 72
