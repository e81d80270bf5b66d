"""Ranks and relations paths (seed 002, hostile cases C01 to C08): shapes, limits, and what is refused."""

from typing import Any

import pytest

from tests.api import playing
from tests.api.playing import RANK, RANKS, RULES_ONLY, converters, path, rank
from tests.api.refusing import refused
from tests.asking import Club
from tests.seeds import SEED_002, shape

FOREIGN = "6877f678-0024-4ddd-b5cb-f060a7d18252"


def ours(club: Club) -> list[str]:
    """The names of the ranks, page after page."""
    return [one["name"] for one in playing.walk(club, RANKS)]


def test_a_rank_is_created_as_the_seed_says(club: Club) -> None:
    made = club.made(RANKS, RANK)

    assert shape(made) == shape(SEED_002["created_rank"])
    assert made == {
        "id": made["id"],
        "team_id": 1,
        "name": "Top sellers",
        "icon": "rocket",
        "rule": {"name": "total_sales"},
        "created_at": "2026-11-21 12:00:00",
        "updated_at": "2026-11-21 12:00:00",
    }
    assert playing.UUID.fullmatch(made["id"])
    assert club.got(f"{RANKS}/{made['id']}") == made


def test_ranks_are_listed_by_name_and_the_account_wide_ones_among_them(club: Club) -> None:
    converters(club)

    found = club.got(RANKS, role="member")

    assert shape(found) == shape(SEED_002["ranks"])
    assert found["pagination"] == {
        "total": 3,
        "page": 1,
        "per_page": 15,
        "urls": {"previous": None, "next": None},
    }
    assert [(one["name"], one["team_id"], one["icon"], one["rule"]["name"]) for one in found["data"]] == [
        ("Converters", 1, "duck", "conversion_rate"),
        ("Email masters", None, "horse", "emails_sent"),
        ("Top sellers", None, "rocket", "total_sales"),
    ]
    assert all(list(one) == RULES_ONLY for one in found["data"]), "no settings in a list"


def test_a_rank_by_conversion_shows_its_path(club: Club) -> None:
    made = converters(club)

    shown = club.got(f"{RANKS}/{made['id']}")

    assert shown == made
    assert shape(shown) == shape(SEED_002["rank"])
    found = shown["settings"]["relations_path"]
    assert [one["name"] for one in found["activity_types"]["milestones"]] == ["Contract", "Meeting", "Lost"]
    assert shown["settings"]["milestone_id"] == found["activity_types"]["milestones"][0]["id"]
    assert found["is_sales_type"] is False


def test_a_put_answers_the_name_alone(club: Club) -> None:
    made = rank(club)

    assert club.done(f"{RANKS}/{made['id']}", SEED_002["rename_rank"]) == SEED_002["renamed_rank"]

    assert club.got(f"{RANKS}/{made['id']}") == {**made, "name": "Best salesman"}


def test_c05_a_put_that_says_more_changes_the_name_alone(club: Club) -> None:
    made = converters(club)
    more = {**made, "name": "x", "rule": "emails_sent", "team_id": None, "icon": "horse", "settings": None}

    assert club.done(f"{RANKS}/{made['id']}", more) == {"name": "x"}

    assert club.got(f"{RANKS}/{made['id']}") == {**made, "name": "x"}


NAMES = {
    "empty": ("", 422),
    "blank": ("  ", 422),
    "255 characters": ("x" * 255, 201),
    "256 characters": ("x" * 256, 422),
    "255 emoji": ("😀" * 255, 201),
    "256 emoji": ("😀" * 256, 422),
    "a number": (3, 422),
    "null": (None, 422),
}


@pytest.mark.parametrize("case", NAMES)
def test_c01_a_name_has_1_to_255_characters(swift: Club, case: str) -> None:
    name, status = NAMES[case]

    reply = swift.ask("POST", RANKS, {**RANK, "name": name})

    assert reply.status == status, reply.body
    if status == 201:
        assert reply.json["name"] == name
    else:
        assert [fault["field"] for fault in reply.json["errors"]] == ["name"]


def test_c16_a_name_that_is_a_formula_is_text_and_inert_where_a_sheet_is_made_of_it(club: Club) -> None:
    formula = '=HYPERLINK("http://evil")'

    assert rank(club, name=formula)["name"] == formula

    club.person(first_name=formula)
    sheet = club.ask("GET", "export/?kind=contact").body.decode()
    assert f"'{formula}".replace('"', '""') in sheet
    assert f",{formula}" not in sheet and f',"{formula}'.replace('"http', '""http') not in sheet


WRONG: dict[str, tuple[dict[str, Any], list[str]]] = {
    "C02 unknown rule": ({"rule": "sum"}, ["rule"]),
    "the rule as it is shown": ({"rule": {"name": "total_sales"}}, ["rule"]),
    "C03 without settings": (
        {"rule": "conversion_rate"},
        ["settings.relations_path_id", "settings.milestone_id"],
    ),
    "C03 settings null": (
        {"rule": "conversion_rate", "settings": None},
        ["settings.relations_path_id", "settings.milestone_id"],
    ),
    "C03 settings empty": (
        {"rule": "conversion_rate", "settings": {}},
        ["settings.relations_path_id", "settings.milestone_id"],
    ),
    "settings of another rule": (
        {"settings": {"relations_path_id": FOREIGN, "milestone_id": FOREIGN}},
        ["settings"],
    ),
    "C04 no UUIDs": (
        {"rule": "conversion_rate", "settings": {"relations_path_id": "1", "milestone_id": "../x"}},
        ["settings.relations_path_id", "settings.milestone_id"],
    ),
    "C08 a path": ({"icon": "../../x"}, ["icon"]),
    "C08 a script": ({"icon": "javascript:alert(1)"}, ["icon"]),
    "C08 capitals": ({"icon": "Rocket"}, ["icon"]),
    "C08 a newline": ({"icon": "rocket\n"}, ["icon"]),
    "C08 empty": ({"icon": ""}, ["icon"]),
    "C08 too long": ({"icon": "x" * 256}, ["icon"]),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_with_a_rank_is_said_by_its_field(swift: Club, case: str) -> None:
    changes, fields = WRONG[case]

    said = refused(swift, lambda: swift.ask("POST", RANKS, {**RANK, **changes}), 422, calls=1)

    assert [fault["field"] for fault in said["errors"]] == fields


def test_a_field_that_is_needed_is_said_so(swift: Club) -> None:
    said = refused(swift, lambda: swift.ask("POST", RANKS, {}), 422, calls=1)

    assert said["errors"] == [
        {"message": f"The {name} field is required.", "code": "validation.required", "field": name}
        for name in ("name", "icon", "rule")
    ]


def test_c04_a_path_or_milestone_that_is_not_there_or_another_s_is_refused(club: Club) -> None:
    mine = path(club)
    other = club.ask("POST", playing.PATHS, playing.PATH, role="other").json
    another = path(club)
    contract, _, lost = (one["id"] for one in mine["activity_types"]["milestones"])
    wrong = {
        "nothing": (FOREIGN, contract, "relations_path_id"),
        "another tenant's": (
            other["id"],
            other["activity_types"]["milestones"][0]["id"],
            "relations_path_id",
        ),
        "a milestone of nothing": (mine["id"], FOREIGN, "milestone_id"),
        "of another path": (another["id"], contract, "milestone_id"),
        "one that closes the case": (mine["id"], lost, "milestone_id"),
        "a supportive one": (mine["id"], mine["activity_types"]["supportive"][0]["id"], "milestone_id"),
    }

    for path_id, milestone, field in wrong.values():
        settings = {"relations_path_id": path_id, "milestone_id": milestone}
        body = {**RANK, "rule": "conversion_rate", "settings": settings}

        said = refused(club, lambda b=body: club.ask("POST", RANKS, b), 422, calls=2)  # type: ignore[misc]

        assert [fault["field"] for fault in said["errors"]] == [f"settings.{field}"]


def test_uuids_are_taken_in_capitals_too(club: Club) -> None:
    mine = path(club)
    settings = {
        "relations_path_id": mine["id"].upper(),
        "milestone_id": mine["activity_types"]["milestones"][0]["id"].upper(),
    }

    made = club.made(RANKS, {**RANK, "rule": "conversion_rate", "settings": settings})

    assert made["settings"]["relations_path"]["id"] == mine["id"]
    assert club.got(f"{RANKS}/{made['id'].upper()}") == made


def test_c07_a_rank_that_was_deleted_is_gone_for_good(club: Club) -> None:
    made = rank(club)
    target = f"{RANKS}/{made['id']}"

    assert club.ask("DELETE", target).status == 204

    for method, body in (("DELETE", None), ("GET", None), ("PUT", {"name": "x"})):
        said = refused(club, lambda m=method, b=body: club.ask(m, target, b), 410, calls=3)  # type: ignore[misc]
        assert said["errors"] == [{"message": "This rank was deleted.", "code": "missing", "field": None}]
    assert made["id"] not in [one["id"] for one in club.got(RANKS)["data"]]
    refused(club, lambda: club.ask("DELETE", target, role="other"), 404)


def test_the_account_wide_ranks_cannot_be_changed(club: Club) -> None:
    for one in club.got(RANKS)["data"]:
        target = f"{RANKS}/{one['id']}"

        refused(club, lambda t=target: club.ask("PUT", t, {"name": "x"}), 403, calls=1)  # type: ignore[misc]
        refused(club, lambda t=target: club.ask("DELETE", t), 403, calls=1)  # type: ignore[misc]

        assert club.got(target) == one
        refused(club, lambda t=target: club.ask("GET", t, role="other"), 404)  # type: ignore[misc]
