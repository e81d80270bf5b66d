"""What is done with a membership: activate, cancel, renew, override, link."""

from tests.secretary import Secretary


def test_activating_makes_active_once_and_tells_it(office: Secretary) -> None:
    member = office.member()

    activated, again = office.post(member, "activate"), office.post(member, "activate")

    assert (activated.status, activated.json["status"], again.status) == (200, "active", 409)
    assert office.events() == ["new_membership"]


def test_cancelling_at_once_ends_it_today_with_its_reason(office: Secretary) -> None:
    member = office.active(auto_renew=True)

    cancelled = office.call(member, "cancel", {"reason": "moved away"})
    again = office.post(member, "cancel")

    assert (cancelled["status"], cancelled["cancel_reason"]) == ("cancelled", "moved away")
    assert (cancelled["end_date"], cancelled["auto_renew"]) == ("2026-11-21T00:00:00", False)
    assert again.status == 409
    assert office.events() == ["cancelled_membership", "new_membership"]


def test_cancelling_takes_no_body_as_well(office: Secretary) -> None:
    assert office.call(office.active(), "cancel")["status"] == "cancelled"


def test_cancelling_for_a_day_keeps_it_active_until_then(office: Secretary) -> None:
    member = office.active()

    announced = office.call(member, "cancel", {"when": "2027-03-01", "reason": "moving"})
    office.turn_to("2027-02-28T23:59")
    before = office.got(member)["status"]
    office.turn_to("2027-03-01")

    assert (announced["status"], announced["end_date"]) == ("active", "2027-03-01T00:00:00")
    assert (before, office.got(member)["status"]) == ("active", "cancelled")
    assert office.sent() == [
        ("2026-11-21", "new_membership"),
        ("2026-11-21", "cancelling_membership"),
        ("2027-03-01", "cancelled_membership"),
    ]


def test_a_day_of_cancellation_lies_ahead_and_before_the_end(office: Secretary) -> None:
    member = office.active()

    statuses = [
        office.post(member, "cancel", {"when": when}).status
        for when in ("2026-11-21", "2026-01-01", "2027-11-21", "soon")
    ]

    assert statuses == [422] * 4
    assert office.got(member)["status"] == "active"


def test_renewing_makes_the_next_linked_record_from_the_old_end(office: Secretary) -> None:
    member = office.active(amount=80)
    office.turn_to("2027-10-01")

    following = office.call(member, "renew")

    assert (following["start_date"], following["end_date"]) == ("2027-11-21T00:00:00", "2028-11-21T00:00:00")
    assert following["membership_number"] == member["membership_number"]
    assert (following["amount"], following["member_since"]) == ("80.00", "2026-11-21T00:00:00")
    assert following["renewal_of"] == member["uri"]
    assert office.got(member)["renewed_as"] == following["uri"]
    assert following["link_id"][24:] != member["link_id"][24:]


def test_renewal_is_refused_before_its_window_twice_and_after_grace(office: Secretary) -> None:
    early, late = office.active(), office.active()

    before = office.post(early, "renew")
    office.turn_to("2027-12-20T23:59")
    within_grace, twice = office.post(early, "renew"), office.post(early, "renew")
    office.turn_to("2027-12-21")
    after = office.post(late, "renew")

    assert (before.status, within_grace.status, twice.status, after.status) == (409, 201, 409, 409)
    assert within_grace.json["start_date"] == "2027-11-21T00:00:00"


def test_a_renewal_takes_the_types_new_price_and_leaves_the_old_one_alone(office: Secretary) -> None:
    kind = office.type(renewal_window_days=400)
    member = office.active(kind=kind)
    office.club.done(f"membership_type/{kind['uid']}/", {"price": 150})

    following = office.call(member, "renew")

    assert (office.got(member)["amount"], following["amount"]) == ("120.00", "150.00")


def test_cancelling_a_renewed_one_cancels_what_has_not_begun_with_one_message(office: Secretary) -> None:
    member = office.active(kind=office.type(renewal_window_days=400))
    following = office.call(member, "renew")

    office.call(member, "cancel")
    office.turn_to("2028-01-01")

    assert office.got(following)["status"] == "cancelled"
    assert office.events() == ["cancelled_membership", "new_membership", "renewal_confirmation"]


def test_a_period_made_by_hand_stands_in_the_way_of_a_renewal(office: Secretary) -> None:
    kind, person = office.type(renewal_window_days=400), office.club.person()
    member = office.active(kind=kind, contact=person)
    office.member(kind, person, start_date="2027-11-21")

    reply = office.post(member, "renew")

    assert (reply.status, office.got(member)["renewed_as"]) == (409, None)
    assert "already" in reply.json["error_detail"]


def test_an_override_holds_until_its_day_and_no_longer(office: Secretary) -> None:
    member = office.active()
    told = {"status": "lapsed", "until": "2027-01-10", "reason": "fees disputed"}

    held = office.club.done(f"member/{member['uid']}/override/", told)
    office.turn_to("2027-01-09T23:59")
    before = office.got(member)["status"]
    office.turn_to("2027-01-10")

    assert held["override"] == told | {"until": "2027-01-10T00:00:00"}
    assert (held["status"], before, office.got(member)["status"]) == ("lapsed", "lapsed", "active")


def test_an_override_is_cleared_once(office: Secretary) -> None:
    member = office.active()
    told = {"status": "cancelled", "until": "2027-01-10", "reason": "by mistake"}
    office.club.done(f"member/{member['uid']}/override/", told)

    cleared, again = (office.club.ask("DELETE", f"member/{member['uid']}/override/") for _ in range(2))

    assert (cleared.status, cleared.json["status"], cleared.json["override"]) == (200, "active", None)
    assert again.status == 409


def test_two_overrides_in_one_second_both_hold_in_turn(office: Secretary) -> None:
    member = office.active()
    told = {"status": "lapsed", "until": "2027-01-10", "reason": "fees disputed"}

    office.club.done(f"member/{member['uid']}/override/", told)
    second = office.club.done(f"member/{member['uid']}/override/", told | {"status": "pending"})

    assert second["status"] == "pending"


def test_linked_members_share_dates_and_status_up_to_their_number(office: Secretary) -> None:
    member = office.active(kind=office.type(max_linked_members=1))
    ben, eve = office.club.person(first_name="Ben"), office.club.person(first_name="Eve")

    linked = office.post(member, "link", {"contact": ben["uri"], "number": "FAM-2"})
    full = office.post(member, "link", {"contact": eve["uri"]})
    twice = office.post(member, "link", {"contact": ben["uri"]})

    assert linked.status == 201
    assert linked.json["linked_members"] == [{"contact": ben["uri"], "membership_number": "FAM-2"}]
    assert (full.status, twice.status) == (409, 409)


def test_a_linked_member_is_taken_out(office: Secretary) -> None:
    member = office.active(kind=office.type(max_linked_members=1))
    ben = office.club.person(first_name="Ben")
    office.call(member, "link", {"contact": ben["uri"]})

    out, again = (office.club.ask("DELETE", f"member/{member['uid']}/link/{ben['uid']}/") for _ in range(2))

    assert (out.status, out.json["linked_members"], again.status) == (200, [], 404)
    assert office.club.got(f"member/?contact={ben['uid']}")["total"] == 0


def test_links_go_on_with_a_renewal(office: Secretary) -> None:
    member = office.active(kind=office.type(max_linked_members=1, renewal_window_days=400))
    ben = office.club.person(first_name="Ben")
    office.call(member, "link", {"contact": ben["uri"]})

    following = office.call(member, "renew")

    assert following["linked_members"] == office.got(member)["linked_members"]
    assert office.club.got(f"member/?contact={ben['uid']}")["total"] == 2


def test_a_link_with_somebody_elses_number_is_refused(office: Secretary) -> None:
    kind = office.type(max_linked_members=1)
    member = office.active(kind=kind, number="EAB54")
    ben = office.club.person(first_name="Ben")

    reply = office.post(member, "link", {"contact": ben["uri"], "number": "EAB54"})

    assert (reply.status, office.got(member)["linked_members"]) == (409, [])


def test_calls_on_what_does_not_exist_find_nothing(office: Secretary) -> None:
    nobody = {"uid": "0" * 24}

    statuses = [office.post(nobody, verb).status for verb in ("activate", "cancel", "renew")]

    assert statuses == [404] * 3
