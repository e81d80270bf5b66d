"""Lists of memberships, narrowed by contact, type, status by the rules now, number and the rest."""

from typing import Any

import pytest

from tests.secretary import Secretary


def uids(office: Secretary, query: str) -> set[str]:
    found = office.club.got(f"member/?{query}")
    assert found["total"] == len(found["results"])
    return {one["uid"] for one in found["results"]}


def test_a_status_is_looked_for_as_the_rules_say_now_without_any_job_having_run(office: Secretary) -> None:
    kind, plain = office.type(), office.type(grace_days=0)
    pending, active, lapsing = office.member(kind), office.active(kind=kind), office.active(kind=plain)
    cancelled, held = office.active(kind=kind), office.active(kind=kind)
    office.call(cancelled, "cancel", {"when": "2027-02-01"})
    told = {"status": "lapsed", "until": "2027-12-05", "reason": "disputed"}
    office.club.done(f"member/{held['uid']}/override/", told)
    office.club.house.clock.turn_to(office.at("2027-12-01"))

    found = {
        status: uids(office, f"status={status}") for status in ("pending", "active", "lapsed", "cancelled")
    }

    assert found == {
        "pending": {pending["uid"]},
        "active": {active["uid"]},
        "lapsed": {lapsing["uid"], held["uid"]},
        "cancelled": {cancelled["uid"]},
    }


def test_lists_are_narrowed_by_what_each_record_says(office: Secretary) -> None:
    kind, other = office.type(max_linked_members=1, renewal_window_days=400), office.type(name="Grade G")
    ada, ben = office.club.person(), office.club.person(first_name="Ben")
    first = office.active(kind=kind, contact=ada, number="EAB54", external_ref="crm-1", auto_renew=True)
    second = office.member(other, ben)
    following = office.call(office.call(first, "link", {"contact": ben["uri"]}), "renew")
    chain = {first["uid"], following["uid"]}

    assert uids(office, f"contact={ada['uri']}") == chain
    assert uids(office, f"member={ben['uid']}") == {*chain, second["uid"]}
    assert uids(office, f"membership_type={other['uri']}") == {second["uid"]}
    assert uids(office, f"membership_type={kind['uid']}&status=active") == {first["uid"]}
    assert uids(office, f"contact={ben['uid']}&status=pending") == {second["uid"], following["uid"]}
    assert uids(office, "number=eab54") == chain
    assert uids(office, "membership_number=NONE") == set()
    assert uids(office, "external_ref=crm-1") == {first["uid"]}
    assert uids(office, "auto_renew=true") == chain
    assert uids(office, "auto_renew=false") == {second["uid"]}
    assert uids(office, "renewed=true") == {first["uid"]}


@pytest.mark.parametrize("query", ["status=expired", "auto_renew=1", "membership_type=x", "surprise=1"])
def test_an_unknown_filter_is_refused(office: Secretary, query: str) -> None:
    assert office.club.ask("GET", f"member/?{query}").status == 422


def test_pages_hold_every_membership_once(office: Secretary) -> None:
    kind = office.type()
    made = {office.member(kind)["uid"] for _ in range(5)}

    found: list[Any] = []
    following: str | None = f"/api/v1/{office.club.tenant}/member/?page_size=2"
    while following:
        page = office.club.got(following.removeprefix("http://127.0.0.1:8000"))
        found += [one["uid"] for one in page["results"]]
        following = page["links"]["next"]

    assert len(found) == 5 and set(found) == made
