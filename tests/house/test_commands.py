"""Every command of the operators has its heading, and says of itself what a person needs."""

import re
import stat
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator

import pytest

from laurel.__main__ import _parser
from tests.house import pages

PAGE = pages.DOCS / "commands.md"
NAMED = re.compile(r"laurel [a-z -]+")


def parsers(parser: ArgumentParser) -> Iterator[ArgumentParser]:
    """Of all commands: those that do something, and no noun by itself."""
    if parser.get_default("command"):
        yield parser
    for nouns in (one for one in parser._actions if isinstance(one, _SubParsersAction)):
        for verb in nouns.choices.values():
            yield from parsers(verb)


COMMANDS = {parser.prog: parser for parser in parsers(_parser())}


def test_every_command_has_its_heading_and_no_heading_is_of_a_command_that_is_gone() -> None:
    headings = [heading for heading in pages.headings(PAGE) if NAMED.fullmatch(heading)]

    assert sorted(headings) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_on_its_page(name: str) -> None:
    options = {word for action in COMMANDS[name]._actions for word in action.option_strings}
    page = pages.text(PAGE)

    assert {option for option in options - {"-h", "--help"} if option not in page} == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does_and_takes_json(name: str) -> None:
    parser = COMMANDS[name]

    assert parser.description
    assert "--json" in parser.format_usage()


def test_the_command_of_a_clone_can_be_run() -> None:
    assert (pages.ROOT / "bin/laurel").stat().st_mode & stat.S_IXUSR
