"""What the command says of itself, and where its answers go."""

import json

import pytest

from laurel.__main__ import main
from sandbox.residents import TENANT
from tests.asking import Club
from tests.laurel.saying import Operator


def helped(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as left:
        main([*words, "--help"])
    assert left.value.code == 0
    return capsys.readouterr().out


def test_its_help_names_every_noun_and_what_the_exit_status_means(capsys: pytest.CaptureFixture[str]) -> None:
    said = helped([], capsys)

    for noun in ("tenant", "key", "template", "import", "export", "event", "audit", "rebuild-boards"):
        assert f"    {noun}" in said
    assert "Exit status: 0 done; 1 refused, or something was found wrong" in said


def test_the_help_of_a_verb_says_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    assert "a new key like this one, which goes on for 24 hours" in helped(["key", "roll"], capsys)


@pytest.mark.parametrize(
    "words",
    [
        ["--json", "tenant", "show", TENANT],
        ["tenant", "--json", "show", TENANT],
        ["tenant", "show", TENANT, "--json"],
    ],
    ids=["first", "between", "last"],
)
def test_json_may_be_asked_for_anywhere(words: list[str], club: Club, operator: Operator) -> None:
    assert json.loads(operator.says(*words).out)["slug"] == TENANT


def test_a_list_of_nothing_is_a_heading_for_people_and_nothing_for_programs(
    club: Club, operator: Operator
) -> None:
    assert operator.says("import", "list", TENANT).out.split() == [
        "UID",
        "KIND",
        "STATE",
        "ROWS",
        "DONE",
        "FAULTS",
        "CREATED",
    ]
    assert operator.says("import", "list", TENANT, "--json").out == ""


@pytest.mark.parametrize(
    "words", [["tenant", "list"], ["tenant", "show", "evil"], ["tenant", "list", "--json"]]
)
def test_no_text_of_a_record_steers_the_terminal(words: list[str], club: Club, operator: Operator) -> None:
    operator.says("tenant", "add", "evil", "--name", "\x1b]0;owned\x07 \x9b2J")

    said = operator.says(*words).out

    assert "owned" in said
    assert not set(said) & {"\x1b", "\x07", "\x9b"}


def test_a_cell_of_a_table_is_one_line_whatever_stands_in_it(club: Club, operator: Operator) -> None:
    club.done("tenant/", {"name": "Two\u2028lines\tand a tab"})

    listed = operator.says("tenant", "list").out.splitlines()

    assert listed[1].startswith("example  Two lines and a tab  ")
