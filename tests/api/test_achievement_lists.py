"""Lists of achievements: of a contact, of a type, finished or not, by ref and by bare uid."""

from typing import Any

import pytest

from tests.api.refusing import refused
from tests.api.routes import UNKNOWN_UID
from tests.asking import Club


class TestLists:
    """Of a contact, of a type, finished or not: by ref and by bare uid, and together."""

    @pytest.fixture(scope="class")
    def stock(self, shared_club: Club) -> dict[str, Any]:
        ada, ben = shared_club.person(), shared_club.person(first_name="Ben")
        badge, other = shared_club.type(), shared_club.type(name="Canoe Leader")
        made = {
            "open": shared_club.start(badge, ada)["uid"],
            "done": shared_club.finished(kind=badge, contact=ada)["uid"],
            "other type": shared_club.start(other, ada)["uid"],
            "other contact": shared_club.start(badge, ben)["uid"],
        }
        return {"ada": ada, "ben": ben, "badge": badge, "other": other, "made": made}

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("contact={ada}", {"open", "done", "other type"}),
            ("contact={ben}", {"other contact"}),
            ("achievement_type={badge}", {"open", "done", "other contact"}),
            ("achievement_type={other}", {"other type"}),
            ("contact={ada}&achievement_type={badge}", {"open", "done"}),
            ("contact={ada}&finished=true", {"done"}),
            ("contact={ada}&finished=false", {"open", "other type"}),
            ("achievement_type={badge}&finished=true", {"done"}),
            ("contact={ada}&achievement_type={badge}&finished=false", {"open"}),
            ("contact={ben}&achievement_type={other}", set()),
        ],
    )
    @pytest.mark.parametrize("by", ["uri", "uid"])
    def test_a_list_holds_what_its_filters_say(
        self, swift: Club, stock: dict[str, Any], by: str, query: str, expected: set[str]
    ) -> None:
        words = {name: stock[name][by] for name in ("ada", "ben", "badge", "other")}

        found = swift.got("achievement/?" + query.format(**words))

        names = {uid: name for name, uid in stock["made"].items()}
        assert {names[one["uid"]] for one in found["results"]} == expected
        assert found["total"] == len(expected)

    @pytest.mark.parametrize(
        ("query", "status"),
        [
            ("finished=True", 422),
            ("finished=1", 422),
            ("finished=", 422),
            ("contact=nobody", 422),
            ("contact=/other/person/" + UNKNOWN_UID + "/", 400),
            ("contact=/example/group/" + UNKNOWN_UID + "/", 400),
            ("achievement_type=/example/person/" + UNKNOWN_UID + "/", 400),
            ("achievement_type=", 422),
        ],
    )
    def test_a_filter_that_says_nothing_is_refused(self, swift: Club, query: str, status: int) -> None:
        refused(swift, lambda: swift.ask("GET", f"achievement/?{query}"), status, calls=1)

    def test_an_unknown_contact_has_no_achievements(self, swift: Club) -> None:
        assert swift.got(f"achievement/?contact={UNKNOWN_UID}")["total"] == 0
