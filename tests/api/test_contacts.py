"""What is particular to people, groups and types: numbers, addresses, guardians, members, points."""

from datetime import timedelta
from typing import Any

import pytest

from tests.api.refusing import refused
from tests.api.routes import UNKNOWN_UID
from tests.asking import Club
from tests.secretary import Secretary


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

    def test_a_date_of_birth_and_a_public_profile_are_kept_changed_and_cleared(self, swift: Club) -> None:
        child = swift.person(date_of_birth="2015-05-04", public_profile=False)
        assert (child["date_of_birth"], child["public_profile"]) == ("2015-05-04", False)

        shown = swift.done(f"person/{child['uid']}/", {"public_profile": True})
        assert (shown["date_of_birth"], shown["public_profile"]) == ("2015-05-04", True)
        assert swift.done(f"person/{child['uid']}/", shown) == {
            **shown,
            "last_updated": swift.got(f"person/{child['uid']}/")["last_updated"],
        }
        assert swift.done(f"person/{child['uid']}/", {"date_of_birth": None})["date_of_birth"] is None
        assert swift.person()["public_profile"] is True

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("date_of_birth", "2026-11-22"),
            ("date_of_birth", "2015-02-29"),
            ("date_of_birth", "1899-12-31"),
            ("date_of_birth", 20150504),
            ("date_of_birth", True),
            ("public_profile", "yes"),
            ("public_profile", 1),
            ("public_profile", None),
        ],
    )
    def test_what_is_no_date_of_birth_or_no_yes_or_no_is_refused(
        self, swift: Club, field: str, value: Any
    ) -> None:
        body = {"first_name": "Kim", field: value}

        assert field in refused(swift, lambda: swift.ask("POST", "person/", body), 422)["fields"]

    def test_they_come_and_go_by_files_too(self, office: Secretary) -> None:
        club, heading = office.club, "member_ref,first_name,date_of_birth,public_profile"
        for line in ("C-77,Kim,,yes", "C-77,Kim,2026-11-25,no"):  # born after it was announced
            body = {"kind": "contact", "csv": f"{heading}\n{line}\n", "dry_run": False}
            assert club.ask("POST", "import/", body).status == 202
            club.house.clock.turn_to(club.house.clock.now() + timedelta(seconds=61))
            club.house.sweep()
            club.house.clock.turn_to(club.house.clock.now() + timedelta(days=5))

        (kim,) = club.got("person/?member_ref=C-77")["results"]
        assert (kim["date_of_birth"], kim["public_profile"]) == ("2026-11-25", False)
        exported = club.ask("GET", "export/?kind=contact").body.decode().splitlines()
        names, line = exported[0].split(","), next(row for row in exported if "C-77" in row).split(",")
        assert dict(zip(names, line, strict=True))["date_of_birth"] == "2026-11-25"

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
