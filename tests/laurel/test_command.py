"""The operators' command, on a table in memory."""

import json

import pytest

from laurel.__main__ import main
from sandbox.house import House
from tests.asking import Club


def test_a_founded_tenants_first_key_opens_its_api(
    house: House, club: Club, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["tenant", "add", "rowing", "--name", "Rowing Club"]) == 0
    assert main(["key", "add", "--tenant", "rowing", "--role", "admin", "--json"]) == 0

    issued = json.loads(capsys.readouterr().out.splitlines()[-1])
    reply = club.ask("GET", "/api/v1/rowing/tenant/", role=None, headers={"X-API-KEY": issued["key"]})

    assert (issued["tenant"], issued["role"]) == ("rowing", "admin")
    assert (reply.status, reply.json["name"]) == (200, "Rowing Club")


def test_people_are_told_the_key_and_nothing_else(club: Club, capsys: pytest.CaptureFixture[str]) -> None:
    main(["key", "add", "--tenant", club.tenant, "--role", "coach"])

    said = capsys.readouterr().out

    assert said.startswith("lrl_") and said.count("\n") == 1
    assert club.ask("GET", "person/", role=None, headers={"X-API-KEY": said.strip()}).status == 200


def test_a_tenant_is_founded_once(club: Club, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["tenant", "add", club.tenant, "--name", "Another"])

    assert status == 1
    assert capsys.readouterr().err == f"laurel: There is a tenant {club.tenant} already.\n"


@pytest.mark.parametrize(
    "words",
    [
        ["tenant", "add", "v1", "--name", "Not a slug"],
        ["key", "add", "--tenant", "nobody", "--role", "admin"],
        ["key", "add", "--tenant", "example", "--role", "member"],
    ],
    ids=["a reserved slug", "an unknown tenant", "a member without a contact"],
)
def test_what_the_domain_refuses_is_one_line_and_writes_nothing(
    words: list[str], club: Club, capsys: pytest.CaptureFixture[str]
) -> None:
    before = club.items()

    status = main(words)

    said = capsys.readouterr()
    assert status == 1
    assert said.out == "" and said.err.startswith("laurel: ") and said.err.count("\n") == 1
    assert club.items() == before


def test_a_table_that_is_not_there_is_said_in_one_line(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    house.engine.client("dynamodb").delete_table(TableName=house.settings.table)

    status = main(["tenant", "add", "rowing", "--name", "Rowing Club"])

    assert status == 2
    assert "ResourceNotFound" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["key"], ["key", "add", "--tenant", "example", "--role", "king"], []])
def test_what_is_not_understood_says_how_it_is_used(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)

    assert left.value.code == 2
    assert "usage: laurel" in capsys.readouterr().err
