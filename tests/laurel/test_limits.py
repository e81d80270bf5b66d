"""The operators' command about limits, on a table in memory."""

import json
from typing import Any

import pytest

from laurel.__main__ import main
from tests.asking import Club
from tests.secretary import Secretary


@pytest.fixture
def club(office: Secretary) -> Club:
    return office.club


def said(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(["limit", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_what_holds_for_everybody_is_shown(club: Club, capsys: pytest.CaptureFixture[str]) -> None:
    main(["limit", "show", club.tenant])

    lines = capsys.readouterr().out.splitlines()

    assert lines[:2] == ["mails   50000 a day", "paper   1000 at once, 3600 an hour for each key"]
    assert lines[-1] == "sign_in_from 200 at once, 600 an hour for each place"
    assert len(lines) == 6 and not any("*" in line for line in lines)


def test_a_limit_that_is_set_holds_at_the_next_call(club: Club, capsys: pytest.CaptureFixture[str]) -> None:
    shown = said(capsys, "set", club.tenant, "export", "--burst", "1", "--per-hour", "2")

    asked = [club.ask("GET", "export/?kind=contact") for _ in range(2)]

    assert shown["export"] == {"burst": 1, "per_hour": 2, "own": True}
    assert shown["import"]["own"] is False
    assert [one.status for one in asked] == [200, 429]
    assert asked[1].headers["Retry-After"] == "1800"


def test_a_tenants_own_limits_stand_beside_each_other_until_they_are_reset(
    club: Club, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "set", club.tenant, "export", "--burst", "1", "--per-hour", "2")
    said(capsys, "set", club.tenant, "import", "--burst", "3", "--per-hour", "4")
    both = said(capsys, "set", club.tenant, "mails", "--per-day", "7")
    one = said(capsys, "reset", club.tenant, "export")
    none = said(capsys, "reset", club.tenant, "mails")

    assert (both["export"]["own"], both["import"]["own"], both["mails_per_day"]) == (True, True, 7)
    assert (one["export"]["own"], one["import"]["own"], one["mails_per_day"]) == (False, True, 7)
    assert none["mails_per_day"] == club.got("tenant/")["mails_per_day"] == 50_000


def test_people_see_which_are_the_tenants_own(club: Club, capsys: pytest.CaptureFixture[str]) -> None:
    main(["limit", "set", club.tenant, "mails", "--per-day", "0"])

    assert capsys.readouterr().out.startswith("mails   0 a day *\n")


def test_an_admin_cannot_lift_the_limits_through_the_api(club: Club) -> None:
    sent_back = club.done("tenant/", {"mails_per_day": 10**9})
    refused = club.ask("PUT", "tenant/", {"limits": {}})

    assert (sent_back["mails_per_day"], refused.status) == (50_000, 422)


@pytest.mark.parametrize(
    "words",
    [
        ["mails"],
        ["mails", "--per-day", "-1"],
        ["export", "--burst", "1"],
        ["export", "--burst", "0", "--per-hour", "1"],
        ["export", "--burst", "1", "--per-hour", "10000000"],
    ],
    ids=lambda words: " ".join(words),
)
def test_what_is_no_limit_is_refused_in_one_line(
    words: list[str], club: Club, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["limit", "set", club.tenant, *words])

    told = capsys.readouterr()
    assert (status, told.out) == (1, "")
    assert told.err.startswith("laurel: ") and told.err.count("\n") == 1
