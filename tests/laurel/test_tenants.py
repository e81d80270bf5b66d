"""The commands on tenants."""

import pytest

from chalicelib.store import tenant_keys
from chalicelib.store.writes import Delete
from sandbox.residents import OTHER, TENANT
from tests.asking import Club
from tests.laurel.saying import Operator


def slugs(operator: Operator) -> list[str]:
    return [row["slug"] for row in operator.knows("tenant", "list").rows]


def test_all_tenants_are_listed_by_their_slugs(club: Club, operator: Operator) -> None:
    operator.says("tenant", "add", "rowing", "--name", "Rowing Club")

    listed = operator.says("tenant", "list")

    assert slugs(operator) == [TENANT, OTHER, "rowing"]
    assert listed.out.splitlines()[0].split() == ["SLUG", "NAME", "TIMEZONE", "LOCALE", "CREATED"]
    assert listed.out.splitlines()[3].split()[:3] == ["rowing", "Rowing", "Club"]


def test_a_tenant_that_is_not_on_the_list_is_put_there(club: Club, operator: Operator) -> None:
    club.house.wired.table.delete(Delete(tenant_keys.founded_tenant(TENANT)))
    assert slugs(operator) == [OTHER]

    operator.knows("tenant", "enlist", TENANT)
    operator.knows("tenant", "enlist", TENANT)

    assert slugs(operator) == [TENANT, OTHER]


def test_who_was_never_founded_is_not_put_on_the_list(club: Club, operator: Operator) -> None:
    said = operator.says("tenant", "enlist", "nobody")

    assert (said.status, said.err) == (1, "laurel: There is no such tenant.\n")
    assert slugs(operator) == [TENANT, OTHER]


def test_a_founding_that_is_refused_leaves_the_list_as_it_is(club: Club, operator: Operator) -> None:
    before = club.items()

    assert operator.says("tenant", "add", TENANT, "--name", "Another").status == 1

    assert club.items() == before


def test_settings_are_shown_without_the_secret(club: Club, operator: Operator) -> None:
    shown = operator.knows("tenant", "show", TENANT).json

    assert (shown["slug"], shown["timezone"]) == (TENANT, "UTC")
    assert not {"secret", "version"} & shown.keys()
    assert "a seed for tests" not in operator.says("tenant", "show", TENANT).out


def test_settings_are_set_and_cleared_as_the_api_has_them(club: Club, operator: Operator) -> None:
    operator.knows("tenant", "set", TENANT, "timezone=Europe/London", "reply-to=office@example.org")
    assert club.got("tenant/")["reply_to"] == "office@example.org"

    set_ = operator.knows("tenant", "set", TENANT, "reply_to=").json

    shown = club.got("tenant/")
    assert (shown["timezone"], shown["reply_to"]) == ("Europe/London", None)
    assert (set_["timezone"], set_["reply_to"]) == ("Europe/London", None)


@pytest.mark.parametrize(
    ("setting", "fault"),
    [
        ("colour=red", "colour"),
        ("name=", "name"),
        ("secret=mine", "secret"),
        ("timezone=Mars/Olympus", "timezone"),
        ("quiet", "SETTING=VALUE"),
    ],
)
def test_a_setting_that_cannot_be_is_one_line_and_changes_nothing(
    setting: str, fault: str, club: Club, operator: Operator
) -> None:
    before = club.items()

    said = operator.says("tenant", "set", TENANT, setting)

    assert said.status == 1
    assert fault in said.err and said.err.count("\n") == 1
    assert club.items() == before
