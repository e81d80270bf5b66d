"""The flows of people's data: an erasure is begun, and walked."""

from tests.faults import acts
from tests.faults.flow import Flow, Request, deliver, tick
from tests.faults.stage import Stage

ERASE = "PUT /api/v1/{flock}/person/{uid}/erase"


def a_person_with_a_past(stage: Stage) -> None:
    """Known by two addresses, with work that is done and work that is open, a mail sent and a booking."""
    acts.a_contact_with_open_work("person", {"first_name": "Ada"})(stage)
    uid, club = stage.notes["uid"], stage.club
    done = club.start(contact={"uri": stage.notes["contact"]})["uid"]
    club.done(f"achievement/{done}/complete_step/", {"number": 1, "note": "well done"})
    club.done(f"achievement/{done}/complete_all_steps/")
    club.done(f"achievement/{done}/finish/")
    club.made(
        "booking/", {"name": "Ada's party", "start_date": "2026-12-01", "contact": stage.notes["contact"]}
    )
    club.made(f"person/{uid}/points/", {"points": 5, "reason": "helped"})
    acts.suppressed(stage, "two@example.org")
    deliver(stage, False)


def erased(stage: Stage) -> None:
    """It was asked for, and what was on its way has settled."""
    a_person_with_a_past(stage)
    assert stage.club.ask("PUT", f"person/{stage.notes['uid']}/erase/").status == 202
    deliver(stage, False)
    stage.wait(minutes=5, seconds=1)


FLOWS: tuple[Flow, ...] = (
    Flow(
        "erase a person",
        a_person_with_a_past,
        Request("PUT", "person/{uid}/erase/", 202).act,
        (ERASE,),
    ),
    Flow("sweep: walk an erasure", erased, tick, ("sweep ER",)),
)
