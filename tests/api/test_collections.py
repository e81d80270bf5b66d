"""People, organisations, groups and types over HTTP: what POST, GET, PUT and DELETE promise of each."""

from itertools import count
from typing import Any

import pytest

from tests.api.refusing import refused
from tests.api.routes import UNKNOWN_UID
from tests.asking import STEPS, Club

FULL: dict[str, dict[str, Any]] = {
    "person": {
        "first_name": "Ada",
        "last_name": "Berger",
        "email": "ada@example.org",
        "emails": ["ada@example.org", "a2@example.org"],
        "phone": "+44 20 7946 0000",
        "job_title": "Coach",
        "profile_picture": "https://example.org/ada.png",
        "email_notifications": False,
        "member_ref": "M 17/4",
        "number": 4711,
        "timezone": "Europe/London",
        "locale": "en-GB",
    },
    "organisation": {
        "name": "North East Accountants",
        "email": "office@example.org",
        "number": 4712,
        "phone": "1",
    },
    "group": {"name": "Tuesday squad", "description": "Under tens"},
    "achievement_type": {
        "name": "Badge 3",
        "steps": list(STEPS),
        "description": "The third badge",
        "category": "gymnastics",
        "icon": "star",
        "points": 2.5,
        "rewards": [{"name": "A mug", "description": "Blue", "reward_type": "thing", "value": 1}],
        "email_template": "achievement_completed",
        "certificate_template": "a4",
    },
}
# What null may clear, and what it leaves.
CLEARED: dict[str, dict[str, Any]] = {
    "person": {
        "last_name": None,
        "phone": None,
        "job_title": None,
        "profile_picture": None,
        "member_ref": None,
        "timezone": None,
        "locale": None,
        "emails": [],
    },
    "organisation": {"phone": None, "email": None},
    "group": {"description": None, "members": [], "coaches": []},
    "achievement_type": {
        "description": None,
        "category": None,
        "icon": None,
        "points": None,
        "rewards": [],
        "email_template": None,
        "certificate_template": None,
    },
}
NUMBERS = count(5000)
KINDS = pytest.mark.parametrize("kind", FULL)


@pytest.fixture
def fresh(kind: str) -> dict[str, Any]:
    """The full body of a kind, with numbers of its own."""
    taken = next(NUMBERS)
    unique = {"number": taken, "member_ref": f"M {taken}"}
    return {**FULL[kind], **{name: value for name, value in unique.items() if name in FULL[kind]}}


@KINDS
def test_a_new_record_is_answered_whole_and_found_again(swift: Club, kind: str, fresh: Any) -> None:
    made = swift.made(f"{kind}/", fresh)

    assert made["uri"] == f"/example/{kind}/{made['uid']}/" and len(made["uid"]) == 24
    assert {name: made[name] for name in fresh} == fresh
    assert swift.got(f"{kind}/{made['uid']}/") == made == swift.got(f"{kind}/{made['uid']}")


@KINDS
def test_a_record_sent_back_as_it_was_got_stays_as_it_is(swift: Club, kind: str, fresh: Any) -> None:
    made = swift.made(f"{kind}/", fresh)

    assert swift.done(f"{kind}/{made['uid']}/", made) == made


@KINDS
def test_put_changes_only_what_is_given(swift: Club, kind: str, fresh: Any) -> None:
    made = swift.made(f"{kind}/", fresh)

    changed = swift.done(f"{kind}/{made['uid']}/", {"name": "Another name"})

    follows = {"name", "display_name"} & made.keys()
    assert changed == {**made, **dict.fromkeys(follows, "Another name")}
    assert swift.got(f"{kind}/{made['uid']}/") == changed


@KINDS
def test_null_clears_a_field(swift: Club, kind: str, fresh: Any) -> None:
    uid = swift.made(f"{kind}/", fresh)["uid"]

    swift.done(f"{kind}/{uid}/", dict.fromkeys(CLEARED[kind]))

    found = swift.got(f"{kind}/{uid}/")
    assert {name: found[name] for name in CLEARED[kind]} == CLEARED[kind]


@KINDS
def test_what_a_record_needs_cannot_be_cleared(swift: Club, kind: str, fresh: Any) -> None:
    uid = swift.made(f"{kind}/", fresh)["uid"]
    needed = {
        "person": {"first_name": None, "last_name": None, "name": None},
        "achievement_type": {"steps": None},
    }

    refused(swift, lambda: swift.ask("PUT", f"{kind}/{uid}/", needed.get(kind, {"name": None})), 422)


@KINDS
def test_a_removed_record_is_gone_and_its_number_free(swift: Club, kind: str, fresh: Any) -> None:
    uid = swift.made(f"{kind}/", fresh)["uid"]

    assert swift.ask("DELETE", f"{kind}/{uid}/").status == 204

    for method in ("GET", "PUT", "DELETE"):
        refused(
            swift, lambda m=method: swift.ask(m, f"{kind}/{uid}/", {"name": "x"} if m == "PUT" else None), 404
        )  # type: ignore[misc]
    assert swift.made(f"{kind}/", fresh)["uid"] != uid


@KINDS
@pytest.mark.parametrize("role", ["coach", "member"])
def test_only_an_admin_makes_changes_or_removes(swift: Club, kind: str, fresh: Any, role: str) -> None:
    uid = swift.made(f"{kind}/", fresh)["uid"]

    refused(swift, lambda: swift.ask("POST", f"{kind}/", fresh, role=role), 403)
    refused(swift, lambda: swift.ask("PUT", f"{kind}/{uid}/", {"name": "x"}, role=role), 403)
    refused(swift, lambda: swift.ask("DELETE", f"{kind}/{uid}/", role=role), 403)


class TestContacts:
    def test_a_number_is_given_where_none_is_said(self, swift: Club) -> None:
        numbers = {swift.person()["number"] for _ in range(5)}

        assert len(numbers) == 5 and all(isinstance(number, int) and number > 0 for number in numbers)

    @pytest.mark.parametrize("field", ["number", "member_ref"])
    @pytest.mark.parametrize("kind", ["person", "organisation"])
    def test_number_and_member_ref_are_one_contact_s_alone(self, swift: Club, kind: str, field: str) -> None:
        value = {"number": 17, "member_ref": "M 17"}[field]
        holder = swift.person(**{field: value})
        other = swift.made(f"{kind}/", {"name": "Other"})
        body = {"name": "Third", field: value}

        assert field in refused(swift, lambda: swift.ask("POST", f"{kind}/", body), 409)["error_detail"]
        assert (
            field
            in refused(swift, lambda: swift.ask("PUT", f"{kind}/{other['uid']}/", body), 409)["error_detail"]
        )
        assert swift.done(f"person/{holder['uid']}/", {field: value})[field] == value

        swift.ask("DELETE", f"person/{holder['uid']}/")
        assert swift.made(f"{kind}/", body)[field] == value
        swift.ask("DELETE", f"{kind}/" + swift.got(f"{kind}/?{field}={value}")["results"][0]["uid"] + "/")

    def test_two_contacts_may_share_an_address(self, swift: Club) -> None:
        uids = {swift.person(email="Family@Example.org")["uid"] for _ in range(2)}

        assert {one["uid"] for one in swift.got("person/?email=family@example.ORG")["results"]} == uids

    @pytest.mark.parametrize(
        ("body", "emails"),
        [
            ({"email": "new@example.org"}, ["new@example.org", "b@example.org", "c@example.org"]),
            ({"email": "C@example.org"}, ["C@example.org", "b@example.org"]),
            ({"emails": ["d@example.org"]}, ["d@example.org"]),
            ({"email": "e@example.org", "emails": ["f@example.org"]}, ["e@example.org", "f@example.org"]),
            ({"email": None}, []),
            ({"emails": None}, []),
            ({"phone": "1"}, ["a@example.org", "b@example.org", "c@example.org"]),
        ],
    )
    def test_a_change_of_the_first_address_keeps_the_others(
        self, swift: Club, body: Any, emails: list[str]
    ) -> None:
        uid = swift.person(emails=["a@example.org", "b@example.org", "c@example.org"])["uid"]

        changed = swift.done(f"person/{uid}/", body)

        assert changed["emails"] == emails
        assert changed["email"] == (emails[0] if emails else None)

    def test_people_are_found_by_what_is_said_of_them(self, swift: Club) -> None:
        ada = swift.person(
            first_name="Ada", last_name="Filter", email="filter@example.org", member_ref="F/1", number=31
        )
        swift.person(first_name="Ben", last_name="Filter")

        for query in (
            "email=FILTER@example.org",
            "member_ref=F/1",
            "number=31",
            "first_name=Ada&last_name=Filter",
            "email=filter@example.org&last_name=Filter",
            "number=31&member_ref=F/1",
        ):
            assert [one["uid"] for one in swift.got(f"person/?{query}")["results"]] == [ada["uid"]], query
        for query in (
            "number=31&first_name=Ben",
            "email=nobody@example.org",
            "member_ref=f/1",
            "first_name=ada&last_name=Filter",
        ):
            assert swift.got(f"person/?{query}")["total"] == 0, query
        assert swift.got("organisation/?number=31")["total"] == 0
        for number in ("x", "-1", "1.0", "%D9%A1", "1" * 17, ""):
            refused(swift, lambda n=number: swift.ask("GET", f"person/?number={n}"), 422)  # type: ignore[misc]

    def test_nobody_is_their_own_guardian_and_no_organisation_anybody_s(self, swift: Club) -> None:
        person, firm = swift.person(), swift.made("organisation/", {"name": "Firm"})
        uid = person["uid"]

        refused(swift, lambda: swift.ask("PUT", f"person/{uid}/", {"guardians": [person["uri"]]}), 422)
        refused(swift, lambda: swift.ask("PUT", f"person/{uid}/", {"guardians": [firm["uri"]]}), 400)
        refused(
            swift,
            lambda: swift.ask("PUT", f"person/{uid}/", {"guardians": [f"/example/person/{firm['uid']}/"]}),
            400,
        )

    def test_a_guardian_named_twice_is_one(self, swift: Club) -> None:
        parent = swift.person()

        assert swift.person(guardians=[parent["uri"], parent["uri"][:-1]])["guardians"] == [parent["uri"]]

    def test_a_record_goes_back_whole_though_its_guardian_is_gone(self, swift: Club) -> None:
        parent = swift.person()
        child = swift.person(guardians=[parent["uri"]])
        swift.ask("DELETE", f"person/{parent['uid']}/")

        assert swift.done(f"person/{child['uid']}/", {**child, "phone": "1"})["phone"] == "1"


class TestGroups:
    def test_members_and_coaches_are_people_each_once(self, swift: Club) -> None:
        ada, mike, firm = swift.person(), swift.person(), swift.made("organisation/", {"name": "Firm"})

        group = swift.made(
            "group/", {"name": "Squad", "members": [ada["uri"], ada["uri"]], "coaches": [mike["uri"]]}
        )

        assert (group["members"], group["coaches"]) == ([ada["uri"]], [mike["uri"]])
        refused(swift, lambda: swift.ask("POST", "group/", {"name": "Squad", "members": [firm["uri"]]}), 400)
        unknown = f"/example/person/{UNKNOWN_UID}/"
        refused(swift, lambda: swift.ask("PUT", f"group/{group['uid']}/", {"coaches": [unknown]}), 404)

    def test_a_record_goes_back_whole_though_a_member_is_gone(self, swift: Club) -> None:
        ada = swift.person()
        group = swift.made("group/", {"name": "Squad", "members": [ada["uri"]]})
        swift.ask("DELETE", f"person/{ada['uid']}/")

        assert swift.done(f"group/{group['uid']}/", {**group, "name": "New"})["name"] == "New"

    def test_a_group_is_found_by_its_name(self, swift: Club) -> None:
        uid = swift.made("group/", {"name": "The only one"})["uid"]

        assert [one["uid"] for one in swift.got("group/?name=The%20only%20one")["results"]] == [uid]

    def test_a_member_sees_no_groups(self, swift: Club) -> None:
        refused(swift, lambda: swift.ask("GET", "group/", role="member"), 403)


class TestTypes:
    def test_one_and_a_hundred_steps_are_allowed_as_names_or_as_objects(self, swift: Club) -> None:
        assert swift.type(steps=["Only"])["steps"] == ["Only"]
        assert len(swift.type(steps=[str(n) for n in range(100)])["steps"]) == 100
        assert swift.type(steps=[{"name": "One"}, "Two"])["steps"] == ["One", "Two"]

    @pytest.mark.parametrize("points", [0, 1, 2.5, 0.1, 0.000001, 999999999999, 123456.789012])
    def test_points_come_back_exactly(self, swift: Club, points: float) -> None:
        uid = swift.type(points=points)["uid"]

        assert swift.got(f"achievement_type/{uid}/")["points"] == points

    def test_types_are_found_by_name_and_category(self, swift: Club) -> None:
        uid = swift.type(name="Canoe Leader", category="canoe")["uid"]
        swift.type(category="canoe")

        assert [
            one["uid"] for one in swift.got("achievement_type/?name=Canoe%20Leader&category=canoe")["results"]
        ] == [uid]
        assert swift.got("achievement_type/?category=canoe", role="member")["total"] == 2
