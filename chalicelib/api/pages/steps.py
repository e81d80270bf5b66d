"""Routes of one step of an achievement: who ticked it when, its note and its evidence."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import StringConstraints

from ...actions import marking, registers
from ...domain import register
from ...domain.achievement import MOST_EVIDENCE, Achievement, StepMark
from ...domain.refusals import Conflict, Invalid, NotFound
from ..blueprint import STAFF
from ..call import Answer
from ..sheep.collection import a_uid
from .forms import Form
from .room import Pages
from .visitor import Visitor

face = Pages()
STEP = "/achievement/{uid}/step/{number}"
LONGEST = 2_000
_NUMBER = re.compile(r"[1-9][0-9]{0,2}")
# A place in a register, to go back to.
_BACK = re.compile(r"[0-9a-f]{24}")


class NoteForm(Form):
    """`evidence`: a link or a text in each line. `had`: the note that was seen as this one was written."""

    note: Annotated[str, StringConstraints(max_length=LONGEST)] = ""
    evidence: Annotated[str, StringConstraints(max_length=(LONGEST + 1) * MOST_EVIDENCE)] = ""
    had: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{10})?$")] = ""
    group: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{24})?$")] = ""


@face.page(
    STEP,
    who=STAFF,
    summary="One step: who ticked it when, note and evidence.",
    query={"group": "The register to go back to.", "saved": "It was saved just now."},
)
def show_step(visitor: Visitor, uid: str, number: str) -> Answer:
    achievement, step = _found(visitor, uid, number)
    group = visitor.query.get("group", "")
    return _show(visitor, achievement, step, group if _BACK.fullmatch(group) else "")


@face.form(STEP, who=STAFF, summary="Write note and evidence of a step, which ticks it.", takes=NoteForm)
def write_note(visitor: Visitor, uid: str, number: str) -> Answer:
    form: NoteForm = visitor.form
    achievement, step = _found(visitor, uid, number)
    mark = StepMark(visitor.now, visitor.ref, form.note or None, _evidence(form.evidence))
    try:
        marking.write_note(visitor.table, achievement.uid, step, mark, form.had, at=visitor.now)
    except Conflict as refusal:
        now, _ = _found(visitor, uid, number)
        said = {"note": form.note, "evidence": form.evidence, "fault": refusal.detail, "status": 409}
        return _show(visitor, now, step, form.group, said)
    back = {"group": form.group} if form.group else {}
    return visitor.goto(f"achievement/{achievement.uid}/step/{step}", **back, saved="1")


def _found(visitor: Visitor, uid: str, number: str) -> tuple[Achievement, int]:
    achievement = registers.open_to(visitor.table, visitor.someone, a_uid(uid, "achievement"))
    if not _NUMBER.fullmatch(number) or int(number) > len(achievement.steps):
        raise NotFound("There is no such step.")
    return achievement, int(number)


def _evidence(text: str) -> tuple[str, ...]:
    lines = tuple(dict.fromkeys(line.strip() for line in text.split("\n") if line.strip()))
    if any(len(line) > LONGEST for line in lines):
        raise Invalid("A line of the evidence is too long.", {"evidence": f"at most {LONGEST} characters"})
    return lines


def _show(
    visitor: Visitor,
    achievement: Achievement,
    step: int,
    group: str,
    said: Mapping[str, Any] | None = None,
) -> Answer:
    mark = achievement.done.get(step)
    names = registers.witnesses(visitor.table, [mark] if mark else [])
    stands = mark.note or "" if mark else ""
    shown: dict[str, Any] = {"note": stands, "evidence": "", "fault": "", "status": 200, **(said or {})}
    return visitor.show(
        "step.html",
        achievement=achievement,
        step=step,
        mark=mark,
        had=register.note_seen(stands),
        by=names.get(mark.by) if mark else None,
        group=group,
        saved="saved" in visitor.query,
        **shown,
    )
