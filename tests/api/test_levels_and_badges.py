"""Badges, levels and settings as face 002 shows them (seed 002, C15), and whose they are."""

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.api import competing, playing
from tests.api.refusing import bare, refused
from tests.asking import Club
from tests.races.crowd import at_once
from tests.secretary import Secretary
from tests.seeds import SEED_002, shape

LEVEL, SETTINGS = f"{playing.BASE}/level", f"{playing.BASE}/settings"
BADGE = f"{playing.BASE}/badges"


def member(club: Club) -> str:
    """The uid of the contact whom the member's key belongs to."""
    uid: str = club.residents.member["contact"]
    return uid


def give(club: Club, points: float, uid: str | None = None) -> None:
    body = {"points": points, "reason": "helped"}
    club.made(f"person/{uid or member(club)}/points/", body)


def test_the_seed_s_level_is_shown_to_the_last_digit(club: Club) -> None:
    give(club, 5)

    reply = club.ask("GET", LEVEL, role="member")

    assert reply.json == SEED_002["level"]
    assert reply.body.decode() == (
        '{"name":"level_8","points":5,"progress_pct":64,"level_threshold":3.90625,'
        '"next_level":{"name":"level_9","level_threshold":7.8125}}'
    )


LEVELS: list[tuple[float, str]] = [
    (0, '{"name":"level_0","points":0,"progress_pct":0,"level_threshold":0,'),
    (0.030517, '{"name":"level_0","points":0.030517,"progress_pct":99,"level_threshold":0,'),
    (0.030518, '{"name":"level_1","points":0.030518,"progress_pct":50,"level_threshold":0.030517578125,'),
    (3.90625, '{"name":"level_8","points":3.90625,"progress_pct":50,"level_threshold":3.90625,'),
    (7.812499, '{"name":"level_8","points":7.812499,"progress_pct":99,"level_threshold":3.90625,'),
    (999.999999, '{"name":"level_15","points":999.999999,"progress_pct":99,"level_threshold":500,'),
    (1000, '{"name":"level_16","points":1000,"progress_pct":100,"level_threshold":1000,"next_level":null}'),
]


@pytest.mark.parametrize(("points", "said"), LEVELS)
def test_c15_thresholds_are_exact_json_numbers(swift: Club, points: float, said: str) -> None:
    person = swift.person()
    if points:
        give(swift, points, person["uid"])

    reply = swift.ask("GET", f"{LEVEL}?user_id={person['number']}")

    assert reply.body.decode().startswith(said)


def test_the_seed_s_badges_are_all_there_in_its_order(club: Club) -> None:
    found = club.got(BADGE, role="member")

    unearned = {"achieved": False, "achieved_at": None}
    assert found == {
        part: [{**one, **unearned} for one in SEED_002["badges"][part]]
        for part in ("badges", "special_badges")
    }
    assert [*found] == [*SEED_002["badges"]]
    both = [*found["badges"], *found["special_badges"]]
    assert all([*one] == [*SEED_002["badges"]["badges"][0]] for one in both)
    assert [one["id"] for one in both] == list(range(1, 16))


class TestWhoYouAre:
    def test_a_key_without_a_contact_looks_for_nobody(self, swift: Club) -> None:
        for role in ("admin", "coach"):
            assert swift.got(LEVEL, role=role)["name"] == "level_0"
            assert not any(one["achieved"] for one in swift.got(BADGE, role=role)["badges"])

    def test_staff_may_look_at_anybody_by_number(self, swift: Club) -> None:
        person = swift.person()
        give(swift, 5, person["uid"])

        for role in ("admin", "coach"):
            assert swift.got(f"{LEVEL}?user_id={person['number']}", role=role)["points"] == 5

    def test_a_member_looks_at_itself_and_its_dependants_and_at_nobody_else(self, swift: Club) -> None:
        parent, stranger = swift.person(first_name="Paula"), swift.person(first_name="Other")
        child = swift.person(guardians=[parent["uri"]])
        key = swift.made("api_key/", {"role": "member", "contact": parent["uri"]})["key"]
        as_parent: dict[str, Any] = {"role": None, "headers": {"Authorization": f"Bearer {key}"}}
        give(swift, 5, child["uid"])

        assert swift.got(f"{LEVEL}?user_id={child['number']}", **as_parent)["points"] == 5
        assert swift.got(f"{LEVEL}?user_id={parent['number']}", **as_parent)["points"] == 0
        replies = [
            swift.ask("GET", f"{LEVEL}?user_id={number}", **as_parent) for number in (stranger["number"], 1)
        ]
        assert replies[0].status == 404 and bare(replies[0]) == bare(replies[1])

    def test_another_tenant_s_user_is_nobody(self, swift: Club) -> None:
        person = swift.person()

        refused(
            swift, lambda: swift.ask("GET", f"{LEVEL}?user_id={person['number']}", role="other"), 404, calls=2
        )

    @pytest.mark.parametrize("user_id", ["", "x", "-1", "1.0", "1e3", "%D9%A1", "9" * 17, "null"])
    def test_what_is_no_number_is_no_user(self, swift: Club, user_id: str) -> None:
        said = refused(swift, lambda: swift.ask("GET", f"{LEVEL}?user_id={user_id}"), 422, calls=1)

        assert [fault["field"] for fault in said["errors"]] == ["user_id"]


class TestSettings:
    EMPTY: dict[str, Any] = {
        "action_points": {},
        "badge_points": {},
        "badge_default": 0,
        "achievement_points": {},
        "achievement_default": 0,
        "badges": {},
        "hidden": "hide",
    }

    def test_a_fresh_account_has_none(self, club: Club) -> None:
        found = club.got(SETTINGS)

        assert json.dumps(found) == json.dumps(self.EMPTY)

    def test_what_is_given_changes_and_the_rest_stays(self, club: Club) -> None:
        club.done(SETTINGS, {"action_points": {"sale": 0.25, "win": 2}, "hidden": "initials"})

        changed = club.done(SETTINGS, {"badge_points": {"the_seller": 1.5}, "action_points": {"sale": 3}})

        assert changed == club.got(SETTINGS)
        assert changed == {
            **self.EMPTY,
            "action_points": {"sale": 3},
            "badge_points": {"the_seller": 1.5},
            "hidden": "initials",
        }

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({"badge_points": {"the_best": 1}}, "badge_points.the_best"),
            ({"badges": {"the_seller": "x" * 20}}, "badges.the_seller"),
            ({"action_points": {"sale": "3"}}, "action_points.sale"),
            ({"action_points": {"sale": 0.0000001}}, "action_points.sale"),
            ({"action_points": {f"a{n}": 1 for n in range(51)}}, "action_points"),
            ({"badge_default": 10**9}, "badge_default"),
            ({"hidden": "never"}, "hidden"),
        ],
    )
    def test_what_cannot_be_kept_is_refused_by_its_field(self, swift: Club, body: Any, field: str) -> None:
        said = refused(swift, lambda: swift.ask("PUT", SETTINGS, body), 422)

        assert [fault["field"] for fault in said["errors"]] == [field]

    def test_only_an_admin_sees_and_changes_them(self, swift: Club) -> None:
        for role in ("coach", "member"):
            refused(swift, lambda r=role: swift.ask("GET", SETTINGS, role=r), 403, calls=1)  # type: ignore[misc]
            refused(swift, lambda r=role: swift.ask("PUT", SETTINGS, {}, role=r), 403, calls=1)  # type: ignore[misc]


class TestEarning:
    def test_an_earned_badge_shows_when_as_the_seed_does(self, club: Club) -> None:
        competing.post(club, [lead(member(club), place) for place in range(10)], "events")
        club.house.settle()

        found = club.got(BADGE, role="member")["badges"]

        earned = [one for one in found if one["achieved"]]
        assert earned == [
            {"id": 11, "name": "the_fisherman", "achieved": True, "achieved_at": "2026-11-21 12:00:00"}
        ]
        assert shape(earned[0]) == shape(next(one for one in SEED_002["badges"]["badges"] if one["achieved"]))

    def test_c18_events_that_reach_it_at_once_earn_it_once(self, office: Secretary) -> None:
        club = office.club
        uid = member(club)
        club.done(SETTINGS, {"badge_default": 5})
        competing.post(club, [lead(uid, place) for place in range(9)], "events")
        club.house.settle()
        asking = [
            lambda p=place: competing.post(club, [lead(uid, p)], "events").status  # type: ignore[misc]
            for place in range(9, 17)
        ]

        assert set(at_once(asking)) == {200}
        first = club.house.clock.now()
        club.house.turn_to(first + timedelta(hours=1))

        (earned,) = (one for one in club.got(BADGE, role="member")["badges"] if one["achieved"])
        assert (earned["name"], earned["achieved_at"]) == ("the_fisherman", "2026-11-21 12:00:00")
        assert club.got(LEVEL, role="member")["points"] == 5
        told = [one["event_type"] for one in playing.walk(club, playing.STREAM)]
        assert told.count("new_badge") == 1
        competing.post(club, [lead(uid, 99)], "events")
        club.house.settle()
        assert earned in club.got(BADGE, role="member")["badges"], "and keeps its moment"


def lead(uid: str, place: int) -> dict[str, Any]:
    return {"memberId": uid, "action": "lead.created", "eventRefId": f"lead-{place}"}
