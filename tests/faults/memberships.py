"""What stands before each flow of memberships, bookings and templates, as the product leaves it."""

from datetime import UTC, datetime, timedelta

from chalicelib.domain.moments import AHEAD, BEHIND, DAYS_AFTER, DAYS_BEFORE
from tests.faults import money
from tests.faults.flow import Arrange
from tests.faults.stage import Stage

IMPORT = {
    "kind": "contact",
    "csv": "member_ref,first_name,last_name,email\nM-7,Cleo,Dupont,cleo@example.org\n",
    "dry_run": False,
}
# Noon of the day before the period ends.
EVE = datetime(2027, 11, 20, 12, tzinfo=UTC)
MOMENTS = {
    **{event: -DAYS_BEFORE[event.partition("_")[2]] for event in sorted(AHEAD)},
    "lapsed": 0,
    **{event: DAYS_AFTER[event.partition("_")[2]] for event in sorted(BEHIND)},
}


def a_kind(stage: Stage) -> None:
    stage.notes["uid"] = stage.club.made("membership_type/", {"name": "Fellow", "period": "P1Y"})["uid"]


def active_untold(stage: Stage) -> None:
    money.a_membership(2)(stage)
    assert stage.club.ask("POST", f"member/{stage.notes['uid']}/activate/").status == 200


def active(stage: Stage) -> None:
    active_untold(stage)
    stage.house.settle()


def with_a_friend(stage: Stage) -> None:
    """A membership of a type that takes linked members, and somebody who may join."""
    club = stage.club
    kind = club.made("membership_type/", {"name": "Family", "period": "P1Y", "max_linked_members": 3})
    ada, friend = club.person(email="ada@example.org"), club.person(first_name="Cleo")
    member = club.made("member/", {"member": ada["uri"], "membership_type": kind["uri"]})
    stage.notes |= {"uid": member["uid"], "kind": kind["uri"]}
    stage.notes |= {"friend": friend["uri"], "friend_uid": friend["uid"]}


def linked(stage: Stage) -> None:
    with_a_friend(stage)
    stage.club.made(f"member/{stage.notes['uid']}/link/", {"contact": stage.notes["friend"]})


def overridden(stage: Stage) -> None:
    active(stage)
    said = {"status": "active", "until": "2027-01-31", "reason": "hardship"}
    stage.club.done(f"member/{stage.notes['uid']}/override/", said)


def cancelled(stage: Stage) -> None:
    active(stage)
    assert stage.club.ask("POST", f"member/{stage.notes['uid']}/cancel/").status == 200


def cancelling(stage: Stage) -> None:
    active(stage)
    path = f"member/{stage.notes['uid']}/cancel/"
    assert stage.club.ask("POST", path, {"when": "2027-01-31"}).status == 200


def begins_again(stage: Stage) -> None:
    """It was renewed, and the new period has begun a moment ago."""
    money.renewed(stage)
    stage.house.settle()
    stage.house.turn_to(EVE)
    stage.wait(hours=24)


def before(event: str) -> Arrange:
    """The moment has come half a day ago at most, and no sweep has run since."""

    def arrange(stage: Stage) -> None:
        active(stage)
        if event.startswith("renewing"):
            stage.club.done(f"member/{stage.notes['uid']}/", {"auto_renew": True})
        stage.house.turn_to(EVE + timedelta(days=MOMENTS[event]))
        stage.wait(hours=24)

    return arrange


def a_booking(stage: Stage) -> None:
    made = stage.club.made("booking/", {"name": "Camp", "start_date": "2026-12-01"})
    stage.notes |= {"uid": made["uid"], "booking": made["uri"], "booking_uid": made["uid"]}


def a_ticket(stage: Stage) -> None:
    a_booking(stage)
    said = {"booking": stage.notes["booking"], "date": "2026-12-01", "name": "Cleo"}
    stage.notes["uid"] = stage.club.made("ticket/", said)["uid"]


def a_moved_booking(stage: Stage) -> None:
    a_ticket(stage)
    stage.club.done(f"booking/{stage.notes['booking_uid']}/", {"start_date": "2026-12-08"})


def a_template(stage: Stage) -> None:
    said = {"name": "another", "layout": "certificate-portrait"}
    stage.notes["uid"] = stage.club.made("template/", said)["uid"]
