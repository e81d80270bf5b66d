"""Relations paths (contract, face 002): set up, renamed, and kept as long as a rank uses them."""

from typing import Any

from tests.api import playing
from tests.api.playing import RANK, RANKS, converters, path
from tests.api.refusing import refused
from tests.asking import Club


class TestRelationsPaths:
    def test_a_path_is_set_up_with_uuids(self, club: Club) -> None:
        made = path(club)

        assert list(made) == ["id", "name", "is_sales_type", "activity_types", "created_at", "updated_at"]
        ids = [one["id"] for part in made["activity_types"].values() for one in part] + [made["id"]]
        assert len(set(ids)) == 5 and all(playing.UUID.fullmatch(one) for one in ids)
        assert [one["closes_case"] for one in made["activity_types"]["milestones"]] == [False, False, True]
        assert club.got(f"{playing.PATHS}/{made['id']}") == made
        assert club.got(playing.PATHS)["data"] == [made]

    def test_its_name_changes_and_nothing_else(self, club: Club) -> None:
        made = path(club)

        changed = club.done(f"{playing.PATHS}/{made['id']}", {**made, "name": "x", "activity_types": {}})

        assert changed == {**made, "name": "x"} == club.got(f"{playing.PATHS}/{made['id']}")

    def test_it_stays_as_long_as_a_rank_uses_it(self, club: Club) -> None:
        first = converters(club)
        mine = first["settings"]["relations_path"]["id"]
        settings = {"relations_path_id": mine, "milestone_id": first["settings"]["milestone_id"]}
        second = club.made(RANKS, {**RANK, "rule": "conversion_rate", "settings": settings})
        target = f"{playing.PATHS}/{mine}"

        for one in (first, second):
            refused(club, lambda: club.ask("DELETE", target), 409)
            assert club.ask("DELETE", f"{RANKS}/{one['id']}").status == 204

        assert club.ask("DELETE", target).status == 204
        refused(club, lambda: club.ask("GET", target), 404)
        assert club.got(playing.PATHS)["data"] == []

    def test_what_is_wrong_with_it_is_said_by_its_field(self, swift: Club) -> None:
        wrong: list[tuple[dict[str, Any], str]] = [
            ({"name": ""}, "name"),
            ({"milestones": []}, "milestones"),
            ({"milestones": [{"name": "x"}] * 51}, "milestones"),
            ({"milestones": [{"name": ""}]}, "milestones.0.name"),
            ({"milestones": [{"name": "x", "closes_case": 1}]}, "milestones.0.closes_case"),
            ({"supportive": [{"name": "x" * 256}]}, "supportive.0.name"),
        ]
        for changes, field in wrong:
            body = {**playing.PATH, **changes}

            said = refused(swift, lambda b=body: swift.ask("POST", playing.PATHS, b), 422, calls=1)  # type: ignore[misc]

            assert [fault["field"] for fault in said["errors"]] == [field]
