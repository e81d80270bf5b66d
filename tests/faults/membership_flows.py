"""The flows of memberships, of what they tell, and of bookings, templates and public links."""

from dataclasses import replace

from tests.faults import acts, memberships, money
from tests.faults.flow import Arrange, Flow, Request, deliver, tick

API = "/api/v1/{flock}/"
GONE = frozenset({404})
DONE = frozenset({409})


def _api(name: str, route: str, request: Request, *arrange: Arrange) -> Flow:
    return Flow(name, acts.all_of(*arrange), request.act, (f"{request.method} {API}{route}",))


def _collection(
    resource: str, body: dict[str, object], changed: dict[str, object], made: Arrange
) -> list[Flow]:
    """Added after the same thing was: so that whatever its body names is there."""
    one, path = resource + "/{uid}", resource + "/{uid}/"
    return [
        _api(f"add {resource}", resource, Request("POST", f"{resource}/", 201, body), made),
        _api(f"change {resource}", one, Request("PUT", path, 200, changed), made),
        _api(f"remove {resource}", one, Request("DELETE", path, 204, again=GONE), made),
    ]


def _calls() -> list[Flow]:
    one, pending = "member/{uid}", money.a_membership(2)
    override = {"status": "active", "until": "2027-01-31", "reason": "hardship"}
    link = Request("POST", f"{one}/link/", 201, {"contact": "{friend}"})
    unlink = Request("DELETE", f"{one}/link/{{friend_uid}}/", again=GONE)
    return [
        _api("activate", f"{one}/activate", Request("POST", f"{one}/activate/"), pending),
        _api("cancel", f"{one}/cancel", Request("POST", f"{one}/cancel/"), memberships.active),
        _api("renew", f"{one}/renew", Request("POST", f"{one}/renew/", 201), money.ended_soon),
        _api(
            "override",
            f"{one}/override",
            Request("PUT", f"{one}/override/", body=override),
            memberships.active,
        ),
        _api(
            "lift override",
            f"{one}/override",
            Request("DELETE", f"{one}/override/", again=GONE | DONE),
            memberships.overridden,
        ),
        _api("link", f"{one}/link", link, memberships.with_a_friend),
        _api("unlink", f"{one}/link/{{contact}}", unlink, memberships.linked),
    ]


def _told() -> list[Flow]:
    """What memberships tell: the deeds by the stream, the moments by the sweep."""
    deeds = {
        "new_membership": memberships.active_untold,
        "cancelling_membership": memberships.cancelling,
        "cancelled_membership": memberships.cancelled,
    }
    first = "sweep: expiring_soon"
    return [
        *(Flow(f"stream: {event}", made, deliver, (_by_triggers(event),)) for event, made in deeds.items()),
        Flow(
            "sweep: renewed_membership",
            memberships.begins_again,
            tick,
            (_by_triggers("renewed_membership"),),
        ),
        *(
            Flow(
                f"sweep: {event}",
                memberships.before(event),
                tick,
                (_by_triggers(event),),
                like=None if f"sweep: {event}" == first else first,
            )
            for event in memberships.MOMENTS
        ),
    ]


def _by_triggers(event: str) -> str:
    return f"reaction {event}: by_triggers"


_KIND = {"name": "Grade F", "period": "P1Y", "price": "36.00", "currency": "GBP"}
_JOIN = {"member": "{friend}", "membership_type": "{kind}"}
_TICKET = {"booking": "{booking}", "date": "2026-12-01", "name": "Ada"}
_DESIGN = {"name": "own", "layout": "certificate-portrait"}
_PAPER = {"document": "{member}"}

FLOWS: tuple[Flow, ...] = (
    *_collection("membership_type", _KIND, {"name": "Grade E"}, memberships.a_kind),
    *_collection("member", _JOIN, {"auto_renew": True}, memberships.with_a_friend),
    *_collection(
        "booking", {"name": "Camp", "start_date": "2026-12-01"}, {"name": "Ball"}, memberships.a_booking
    ),
    *_collection("ticket", _TICKET, {"name": "Cleo"}, memberships.a_ticket),
    *(
        replace(flow, threads=True)
        for flow in _collection("template", _DESIGN, {"colours": {}}, memberships.a_template)
    ),
    _api(
        "rebase tickets",
        "booking/{uid}/ticket_rebase",
        Request("PUT", "booking/{booking_uid}/ticket_rebase/"),
        memberships.a_moved_booking,
    ),
    *_calls(),
    *_told(),
    _api("give a link", "public_link", Request("POST", "public_link/", 200, _PAPER), money.a_membership(2)),
    _api(
        "end links",
        "public_link/end",
        Request("POST", "public_link/end/", 200, _PAPER),
        money.a_membership(2),
    ),
    _api("take on an import", "import", Request("POST", "import/", 202, memberships.IMPORT)),
    Flow("sweep: an import goes on", memberships.an_import_taken_on, tick, ("sweep IMP",)),
)
