"""Every mail has its three parts, says only declared words, and renders with them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from jinja2 import Environment, nodes
from jinja2.meta import find_undeclared_variables

from chalicelib.messaging import templates
from chalicelib.reactions.sending import words as sent
from tests.house import pages
from tests.messaging import letters
from tests.messaging.invitations import signing_in

TENANT = replace(letters.TENANT, website="https://club.example.org")
MAILS = templates.TEMPLATES / "email"
EVERY = sorted(path.name for path in MAILS.iterdir() if path.is_dir() and not path.name.startswith("_"))
# Those that follow from events.
FOLDERS = [name for name in EVERY if name not in templates.OWN]
FILES = sorted(path for path in MAILS.rglob("*") if path.is_file())
# What Jinja gives to every template, and what each says its texts with.
BUILT_IN = {"loop", "self", "super", *templates.ENGLISH}
# What one template says to another: a letter of a family to its three parts, the layout to its blocks.
HANDED_ON = {"letter", "days", "club", "shown", "isolated"}


def said(name: str, reason: str) -> dict[str, Any]:
    """All that the product would say in this mail, made by the product itself."""
    reader = {"name": "Paula", "reason": reason}
    return letters.said(name, reader, TENANT, name="Badge 3", contact_name="Ada <Berger> & Co")


def spoken(source: str) -> Iterator[str]:
    """The words that a template uses: `name`, and `tenant.name` for one of an object."""
    tree = Environment(autoescape=True).parse(source)
    set_here = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    set_here |= {macro.name for macro in tree.find_all(nodes.Macro)}
    outer = find_undeclared_variables(tree) - BUILT_IN - HANDED_ON - set_here
    objects = set()
    for node in tree.find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name) and node.node.name in outer & {"tenant", "recipient"}:
            objects.add(node.node.name)
            yield f"{node.node.name}.{node.attr}"
    yield from outer - objects


def declared() -> set[str]:
    return set(pages.rows(pages.DOCS / "mails.md"))


def test_there_are_mails() -> None:
    assert "achievement_completed" in templates.names()


@pytest.mark.parametrize("name", EVERY)
def test_a_mail_has_its_three_parts_and_nothing_else(name: str) -> None:
    assert {path.name for path in (MAILS / name).iterdir()} == set(templates.PARTS)
    assert (name in templates.names()) != (name in templates.OWN)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(MAILS)))
def test_a_template_says_only_words_that_are_declared(path: Any) -> None:
    words = set(spoken(path.read_text(encoding="utf-8")))

    assert words <= declared()


@pytest.mark.parametrize("reason", ["self", "guardian"])
@pytest.mark.parametrize("name", FOLDERS)
def test_a_mail_renders_with_the_words_that_the_product_says(name: str, reason: str) -> None:
    parts = templates.render(name, said(name, reason))

    assert parts.subject and "\n" not in parts.subject
    assert "Badge 3" in parts.text and "Badge 3" in parts.html
    assert "Ada &lt;Berger&gt; &amp; Co" in parts.html and "<Berger>" not in parts.html


def test_every_word_that_is_declared_is_said() -> None:
    every = [said(name, "self") for name in FOLDERS]
    every.append(sent(signing_in(TENANT), TENANT))
    words = {word for each in every for word in each}
    inner = {f"{name}.{word}" for each in every for name in ("tenant", "recipient") for word in each[name]}

    meant = {word for word in declared() if "." in word or word in words}
    assert meant == words - {"tenant", "recipient"} | inner
