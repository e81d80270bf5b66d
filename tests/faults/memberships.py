"""What stands before each flow of memberships, bookings and templates, as the product leaves it."""

from datetime import date, timedelta

from chalicelib.domain.moments import AHEAD, BEHIND, DAYS_AFTER, DAYS_BEFORE
from chalicelib.store.memberships import MEMBERSHIPS, pointers
from tests.faults import money
from tests.faults.flow import Arrange
from tests.faults.stage import Item, Stage

IMPORT = {
    "kind": "contact",
    "csv": "member_ref,first_name,last_name,email\nM-7,Cleo,Dupont,cleo@example.org\n",
    "dry_run": False,
}

MANY = "member_ref,first_name,last_name,email\n" + "".join(
    f"M-{number},Cleo,Dupont,cleo{number}@example.org\n" for number in range(3)
)


def an_import_taken_on(stage: Stage) -> None:
    """Of three contacts, one of whom is there already; none was brought in yet."""
    stage.club.person(first_name="Ada", member_ref="M-1")
    stage.calm()
    reply = stage.club.ask("POST", "import/", {"kind": "contact", "csv": MANY, "dry_run": False})
    assert reply.status == 202, reply.body
    stage.wait(seconds=1)


# How many days after the end of the period it is told.
MOMENTS = {
    **{event: -DAYS_BEFORE[event.partition("_")[2]] for event in sorted(AHEAD)},
    "lapsed": 0,
    **{event: DAYS_AFTER[event.partition("_")[2]] for event in sorted(BEHIND)},
}


def a_kind(stage: Stage) -> None:
    stage.notes["uid"] = stage.club.made("membership_type/", {"name": "Fellow", "period": "P1Y"})["uid"]


def active_untold(stage: Stage, start: date = money.START) -> None:
    money.a_membership(2, start=start)(stage)
    assert stage.club.ask("POST", f"member/{stage.notes['uid']}/activate/").status == 200


def active(stage: Stage, start: date = money.START) -> None:
    active_untold(stage, start)
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
    """It was renewed, and the new period has begun half a day ago."""
    money.renewed(stage)
    stage.house.settle()
    stage.wait(hours=24)


def before(event: str) -> Arrange:
    """The moment has come half a day ago, and no sweep has run since.

    Of what comes ahead of the end, the end lies so far ahead; what comes after it must be waited for.
    """
    days = MOMENTS[event]

    def arrange(stage: Stage) -> None:
        active(stage, money.LAST_DAY + timedelta(days=max(0, -days)))
        if event.startswith("renewing"):
            stage.club.done(f"member/{stage.notes['uid']}/", {"auto_renew": True})
        stage.house.turn_to(stage.house.clock.now() + timedelta(days=max(0, days)))
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


def periods_follow_each_other_and_are_found(stage: Stage, items: list[Item]) -> None:
    """M1, M2: each period is followed by one at most, from its end on; each has its pointers, and no more."""
    kept = {item["uid"]: item for item in items if item["sk"] == "M" and "deleted" not in item}
    for uid, one in kept.items():
        following, before = one["membership"].get("renewed_as"), one["membership"].get("renewal_of")
        if following:
            assert kept[following]["membership"]["renewal_of"] == uid
            assert kept[following]["membership"]["term"]["start"] == one["membership"]["term"]["end"]
        if before:
            assert kept[before]["membership"]["renewed_as"] == uid
    found = {(item["pk"], item["sk"]): item["member"] for item in items if item["sk"][:3] in ("MS#", "ML#")}
    read = [MEMBERSHIPS.read(item) for item in kept.values()]
    assert found == {tuple(put.key): one.uid for one in read for put in pointers(stage.club.tenant, one)}
