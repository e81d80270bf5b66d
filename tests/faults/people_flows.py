"""The flows of people's data: an erasure is begun, and walked."""

import tempfile
from datetime import timedelta
from pathlib import Path

from tests.faults import acts
from tests.faults.flow import Flow, Request, deliver, tick
from tests.faults.operator_flows import REFUSED, calls, spoken
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


def erase_by_hand(stage: Stage, retried: bool) -> bool:
    return calls("person", "erase", "example", stage.notes["uid"])(stage, retried)


def restored(stage: Stage) -> None:
    """The person was erased, and stands again as a backup from before has it; the journal is in a file."""
    a_person_with_a_past(stage)
    stage.notes["folder"] = tempfile.mkdtemp()
    backup, journal = f"{stage.notes['folder']}/backup", f"{stage.notes['folder']}/journal.json"
    spoken("data", "export", "example", backup)
    assert stage.club.ask("PUT", f"person/{stage.notes['uid']}/erase/").status == 202
    stage.house.turn_to(stage.house.clock.now() + timedelta(minutes=30))
    Path(journal).write_text(spoken("erasures", "list", "example", "--json"), encoding="utf-8")
    spoken("data", "delete", "example", "--confirm", "example")
    spoken("data", "restore", "example", backup)


def replay(stage: Stage, retried: bool) -> bool:
    journal = f"{stage.notes['folder']}/journal.json"
    return calls("erasures", "replay", "example", "--from-file", journal)(stage, retried)


def exported_and_gone(stage: Stage) -> None:
    stage.club.finished()
    stage.notes["folder"] = tempfile.mkdtemp()
    spoken("data", "export", "example", stage.notes["folder"])
    spoken("data", "delete", "example", "--confirm", "example")


def restore(stage: Stage, retried: bool) -> bool:
    return calls("data", "restore", "example", stage.notes["folder"], again=REFUSED)(stage, retried)


FLOWS: tuple[Flow, ...] = (
    Flow(
        "erase a person",
        a_person_with_a_past,
        Request("PUT", "person/{uid}/erase/", 202).act,
        (ERASE,),
    ),
    Flow("sweep: walk an erasure", erased, tick, ("sweep ER",)),
    Flow("operator: erase a person", a_person_with_a_past, erase_by_hand, ("operator erase_person",)),
    Flow("operator: erase again after a restore", restored, replay, ("operator replay_erasures",)),
    Flow("operator: restore a tenant", exported_and_gone, restore, ("operator restore_data",)),
    Flow(
        "operator: delete a tenant",
        lambda stage: None,
        calls("data", "delete", "example", "--confirm", "example"),
        ("operator delete_data",),
    ),
)
