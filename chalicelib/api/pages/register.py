"""Routes of a group's register: it, one tap in it, and what is done with several members at once."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from ...actions import achievement_types, marking, registers
from ...actions.listing import Asked
from ...domain import register
from ...domain.achievement import StepMark
from ...domain.contact import Group
from ..blueprint import STAFF
from ..call import Answer
from ..sheep.collection import a_uid, whole
from . import sheets
from .room import Pages
from .sheets import MOST, NEWS, PLACE, Place, Rows
from .visitor import Visitor

face = Pages()
GROUP = "/group/{uid}"
TYPES_SHOWN = 25
Said = Annotated[str, StringConstraints(max_length=60)]


class MarkForm(Place):
    """`when`: the milliseconds at which it was tapped, if it had to wait. `answer`: in short for scripts."""

    tap: Said
    when: Said = ""
    answer: Literal["page", "short"] = "page"


class TogetherForm(Place):
    """`who`: rows of achievements; `step`: its name; `wanted`: how it shall be."""

    who: Rows = []
    step: Annotated[str, StringConstraints(max_length=500, strip_whitespace=False)] = ""
    wanted: Literal["done", "open"] = "done"


class StartForm(Place):
    """`who`: contacts; nobody: all that are shown."""

    who: Rows = []


@face.page(
    GROUP, who=STAFF, summary="A group: its members, or the register of one achievement type.",
    query={**PLACE, **NEWS, "types": "Which of all types, from 1."},
)  # fmt: skip
def show_group(visitor: Visitor, uid: str) -> Answer:
    group = _group(visitor, uid)
    if "type" in visitor.query:
        return sheets.show(visitor, group, sheets.place_in(visitor))
    sheet = registers.sheet(visitor.table, group, whole(visitor.query, "page", 1, MOST))
    used = registers.in_use(visitor.table, sheet.people)
    at = whole(visitor.query, "types", 1, MOST)
    types = achievement_types.listed(visitor.table, Asked(at, TYPES_SHOWN), now=visitor.now, facets={})
    others = [one for one in types.records if one.uid not in {each.kind.uid for each in used}]
    more = at * TYPES_SHOWN < types.total
    return visitor.show("group.html", group=group, sheet=sheet, used=used, others=others, types=at, more=more)


@face.form(
    GROUP + "/mark", who=STAFF, summary="Tick a step, or take back the tick that was seen.", takes=MarkForm
)
def mark(visitor: Visitor, uid: str) -> Answer:
    form: MarkForm = visitor.form
    group, tap = _group(visitor, uid), register.tap(form.tap)
    made = StepMark(register.told_at(form.when, now=visitor.now), visitor.ref)
    outcome, stands = marking.mark(visitor.table, group, tap, made, at=visitor.now)
    if form.answer == "short":
        said = {"state": outcome.state, "seen": stands, "yours": stands == register.seen(made)}
        return Answer(said, 200 if outcome.fine else 409)
    if not outcome.fine:
        return sheets.show(visitor, group, form, outcomes=[outcome])
    return sheets.back(visitor, group, form, at=f"{tap.achievement}.{tap.step}")


@face.form(
    GROUP + "/step",
    who=STAFF,
    summary="Tick a step for several members, or take it back.",
    takes=TogetherForm,
)
def mark_together(visitor: Visitor, uid: str) -> Answer:
    form: TogetherForm = visitor.form
    group, chosen = _group(visitor, uid), [register.choice(one) for one in form.who]
    if not chosen:
        return sheets.back(visitor, group, form, act="nobody")
    made = StepMark(visitor.now, visitor.ref) if form.wanted == "done" else None
    outcomes = marking.mark_many(visitor.table, group, chosen, form.step, made, at=visitor.now)
    return sheets.answered(visitor, group, form, outcomes, act=form.wanted)


@face.form(GROUP + "/finish", who=STAFF, summary="Finish for each that is complete.", takes=TogetherForm)
def finish_together(visitor: Visitor, uid: str) -> Answer:
    form: TogetherForm = visitor.form
    group, chosen = _group(visitor, uid), [register.choice(one)[0] for one in form.who]
    if not chosen:
        return sheets.back(visitor, group, form, act="nobody")
    outcomes = marking.finish_many(visitor.table, group, chosen, by=visitor.ref, at=visitor.now)
    return sheets.answered(visitor, group, form, outcomes, act="finish")


@face.form(GROUP + "/start", who=STAFF, summary="Start the type for those who have none.", takes=StartForm)
def start_together(visitor: Visitor, uid: str) -> Answer:
    form: StartForm = visitor.form
    group, kind = _group(visitor, uid), achievement_types.get(visitor.table, form.type)
    people = registers.people(visitor.table, group, form.who)
    if not form.who:
        people = list(registers.sheet(visitor.table, group, form.page).people)
    outcomes = marking.start_many(visitor.table, kind, people, at=visitor.now, secret=visitor.tenant.secret)
    return sheets.answered(visitor, group, form, outcomes, act="start")


def _group(visitor: Visitor, uid: str) -> Group:
    return registers.kept_by(visitor.table, visitor.someone, a_uid(uid, "group"))
