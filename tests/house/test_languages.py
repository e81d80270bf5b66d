"""Pages speak each language wholly: every text has its words, none is left over, and none lost its values."""

import ast
import calendar
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from chalicelib.documents.pages import ENGLISH, PAGES, TEMPLATES, languages
from tests.house import pages, refusals

OTHERS = sorted(languages() - {ENGLISH})
FILES = sorted((PAGES / "words").rglob("*.json"))
SPEAKING = sorted(path for room in ("pages", "email") for path in (TEMPLATES / room).rglob("*.*"))
# What is said of a text beside its values.
SPOKEN = {"_": 1, "n_": 2}
every_language = pytest.mark.parametrize("spoken", OTHERS)


def test_there_is_another_language_than_english() -> None:
    assert "de" in OTHERS


@cache
def calls() -> tuple[tuple[Path, nodes.Call], ...]:
    """Every `_(…)` and `n_(…)` of a template."""
    environment = Environment(autoescape=True)
    found = []
    for path in SPEAKING:
        if path.suffix in (".html", ".txt"):
            tree = environment.parse(path.read_text(encoding="utf-8"))
            found += [(path, one) for one in tree.find_all(nodes.Call) if _name(one) in SPOKEN]
    return tuple(found)


def _name(call: nodes.Call) -> str:
    return call.node.name if isinstance(call.node, nodes.Name) else ""


def texts(call: nodes.Call) -> list[str]:
    """What stands in the template; not what is looked up as the page is made."""
    given = call.args[: SPOKEN[_name(call)]]
    return [one.value for one in given if isinstance(one, nodes.Const)]


def written() -> set[str]:
    return {text for _, call in calls() for text in texts(call)}


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@cache
def words(spoken: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in FILES:
        if path.parent.name == spoken:
            for text, said in json.loads(path.read_text(encoding="utf-8")).items():
                assert found.get(text, said) == said, f"{path.name}: {text!r} is said otherwise elsewhere"
                found[text] = said
    return found


@cache
def constants() -> frozenset[str]:
    """Every text of the code: what a template looks up comes from there."""
    trees = (
        ast.parse(path.read_text(encoding="utf-8")) for path in (pages.ROOT / "chalicelib").rglob("*.py")
    )
    found = (node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return frozenset(text for text in found if isinstance(text, str))


def shape(text: str) -> str:
    """A text whatever its values are called."""
    return re.sub(r"\{\w*\}", "{}", text)


@every_language
def test_every_text_of_a_template_is_in_the_language(spoken: str) -> None:
    assert written() - words(spoken).keys() == set()


@every_language
def test_no_words_are_of_a_text_that_is_gone(spoken: str) -> None:
    known = written() | constants() | set(calendar.month_name) | {"ltr"}
    told = re.compile("|".join(".+".join(map(re.escape, one.split("{}"))) for one in refusals.everywhere()))

    gone = [text for text in words(spoken) if text not in known and not told.fullmatch(shape(text))]
    # Badges are called after their keys.
    assert [text for text in gone if text.lower().replace(" ", "_") not in known] == []


@every_language
def test_a_text_and_its_words_have_the_same_values(spoken: str) -> None:
    for text, said in words(spoken).items():
        assert said.strip() and placeholders(said) == placeholders(text), text


def test_a_template_says_the_values_of_its_texts_and_no_others() -> None:
    for path, call in calls():
        given = {one.key for one in call.kwargs} | ({"n"} if _name(call) == "n_" else set())
        if call.dyn_kwargs is not None:  # a value that is called as a word of Python's is
            continue
        for text in texts(call):
            assert placeholders(text) <= given, (path.name, text)
        if len(texts(call)) == SPOKEN[_name(call)]:
            assert given - {"n"} <= {name for text in texts(call) for name in placeholders(text)}, path.name


@every_language
def test_one_and_many_are_told_apart_in_every_language(spoken: str) -> None:
    counted = [texts(call) for _, call in calls() if _name(call) == "n_"]

    assert counted
    for both in counted:
        assert len(both) == 2 and set(both) <= words(spoken).keys()


@every_language
def test_every_refusal_that_a_page_may_tell_is_in_the_language(spoken: str) -> None:
    have = {shape(text) for text in words(spoken)}

    assert {text for text in refusals.texts() if shape(text) not in have} == set()


def test_refusals_are_found_where_they_are_raised() -> None:
    """Else the test above could not fail."""
    found = refusals.texts()

    assert {
        "This page is not for you.",  # in the pages' own room
        "This link is no longer good. Ask for another one.",  # in a refusal's own class
        "Unknown time zone.",  # in the domain, called by its name
        "There is no such {}.",  # in a method of a store's kind
        "The body is larger than {} bytes.",  # where requests are read
    } <= found


def test_a_file_of_words_has_no_text_twice() -> None:
    def once(pairs: list[tuple[str, str]]) -> Iterator[str]:
        names = [name for name, _ in pairs]
        yield from (name for name in set(names) if names.count(name) > 1)

    for path in FILES:
        assert json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=lambda p: list(once(p))) == []
