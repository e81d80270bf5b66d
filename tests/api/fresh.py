"""A POST with all it needs: on a record of its own, where it may be made but once on the same one."""

from collections.abc import Callable
from itertools import count
from typing import Any, NamedTuple

from chalicelib.actions import quarantine
from chalicelib.api.call import Endpoint
from chalicelib.domain.activity import set_aside_uid
from tests.api import aiming, competing
from tests.api.routes import Furnished
from tests.awarding import given, table_of

_numbers = count(1)
OF_GROUP = f"{aiming.GROUPS}/{{targetGroupId}}"
OF_TARGET = f"{OF_GROUP}/targets/{{targetId}}"


class Asked(NamedTuple):
    target: str
    body: Any


def asked(rooms: Furnished, endpoint: Endpoint) -> Asked:
    make = MAKERS.get(endpoint.path.removeprefix("/api/v1/{flock}/"))
    if make is None:
        return Asked(rooms.target(endpoint), rooms.body(endpoint))
    uid, body = make(rooms)
    return Asked(rooms.target(endpoint, uid=uid), rooms.body(endpoint) if body is None else body)


# The uid of what it acts on, and its body where it must be one of its own.
Made = tuple[str | None, Any]


def _applies(rooms: Furnished) -> Made:
    return None, _application(rooms)


def _application(rooms: Furnished, **more: Any) -> dict[str, Any]:
    refs = {
        "member": rooms.club.person()["uri"],
        "membership_type": rooms.records["membership_type"]["uri"],
    }
    return refs | more


def _member(rooms: Furnished, **more: Any) -> Any:
    return rooms.club.made("member/", _application(rooms, **more))


def _pending(rooms: Furnished) -> Made:
    return _member(rooms)["uid"], None


def _ends_soon(rooms: Furnished) -> Made:
    uid = _member(rooms, start_date="2026-01-01")["uid"]
    assert rooms.club.ask("POST", f"member/{uid}/activate/").status == 200
    return uid, None


def _with_a_friend(rooms: Furnished) -> Made:
    return _member(rooms)["uid"], {"contact": rooms.club.person()["uid"]}


def _planned(rooms: Furnished) -> Made:
    return _member(rooms, payment_plan=rooms.records["payment_plan"]["uri"])["uid"], None


def _unpacked(rooms: Furnished) -> Made:
    uid, _ = _planned(rooms)
    rooms.club.made(f"member/{uid}/unpack_payment_plan/", None)
    return uid, None


def _owed(rooms: Furnished) -> Made:
    payer = {"contact": rooms.records["person"]["uri"], "currency": "GBP"}
    return rooms.club.made("payment/", {**payer, "amount": "5.00"})["uid"], None


def _design(_: Furnished) -> Made:
    return None, {"name": f"fresh-{next(_numbers)}", "layout": "invoice"}


def _kind_of_reward(_: Furnished) -> Made:
    return None, {"key": f"fresh-{next(_numbers)}", "name": "Fresh"}


def _waiting(rooms: Furnished) -> Made:
    contact, key = rooms.records["person"]["uid"], f"fresh-{next(_numbers)}"
    rooms.records["award"] = given(rooms.club, contact, key=key, acknowledgement=True)
    return None, None


def _set_aside(rooms: Furnished) -> Made:
    """An event that could not be counted, though nothing is wrong with it any more."""
    club, contact = rooms.club, rooms.records["person"]["uid"]
    (told,) = competing.post(
        club, [{"memberId": contact, "action": f"fresh-{next(_numbers)}"}], "events"
    ).json["data"]
    quarantine.note(table_of(club), contact, told["id"], "for the sweep", {}, at=club.house.clock.now())
    rooms.records["quarantine"] = set_aside_uid(contact, told["id"])
    return None, None


def _group_of_targets(_: Furnished) -> Made:
    return None, {**aiming.MONTHS, "name": f"fresh-{next(_numbers)}"}


def _targets(_: Furnished) -> Made:
    turn = next(_numbers)
    return None, [{**aiming.GROSS, "name": f"fresh-{turn}", "eventName": f"fresh-{turn}"}]


def _periods(rooms: Furnished) -> Made:
    last = aiming.periods_of(rooms.club, rooms.records["target_group"])[-1]["endDate"]
    return None, [{"refCode": f"fresh-{next(_numbers)}", "startDate": last, "endDate": aiming.later(last)}]


def _enters(rooms: Furnished) -> Made:
    return None, [{"customerId": aiming.customer(rooms.club, 8_000 + next(_numbers))}]


def _leaves(rooms: Furnished) -> Made:
    _, (record,) = _enters(rooms)
    aiming.enrolled(rooms.club, rooms.records["target"], record["customerId"])
    return None, record


def _leaving(rooms: Furnished) -> Made:
    return rooms.club.person()["uid"], None


MAKERS: dict[str, Callable[[Furnished], Made]] = {
    "person/{uid}/erase": _leaving,
    "member": _applies,
    "member/{uid}/activate": _pending,
    "member/{uid}/cancel": _pending,
    "member/{uid}/renew": _ends_soon,
    "member/{uid}/link": _with_a_friend,
    "member/{uid}/unpack_payment_plan": _planned,
    "member/{uid}/delete_future_scheduled_payments": _unpacked,
    "member/{uid}/remove_payment_plan": _planned,
    "payment/{uid}/pay": _owed,
    "template": _design,
    "/api/{space}/reward-types": _kind_of_reward,
    "/api/{space}/members/{memberId}/award/{awardId}/award": _waiting,
    "/api/{space}/members/reference/{memberRefId}/award/{awardId}/award": _waiting,
    aiming.GROUPS: _group_of_targets,
    f"{OF_GROUP}/targets": _targets,
    f"{OF_GROUP}/targetPeriods": _periods,
    f"{OF_TARGET}/enroll": _enters,
    f"{OF_TARGET}/unEnroll": _leaves,
    f"{OF_TARGET}/enrollments/import": _enters,
    "/api/{space}/events/quarantine/{quarantineId}/replay": _set_aside,
}
