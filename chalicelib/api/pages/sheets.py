"""A register as its page: which part of it is shown, what was just done, and the way back to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from ...actions import achievement_types, registers
from ...actions.registers import Seat
from ...documents import pages
from ...domain import register
from ...domain.achievement_type import AchievementType
from ...domain.contact import Group
from ...domain.register import Cell, Outcome
from ..call import Answer
from ..sheep.collection import a_uid, whole
from .forms import Form, Uid
from .visitor import Visitor, root

Rows = Annotated[list[str], Field(max_length=100)]
MOST = 500
PLACE = {
    "type": "The achievement type.",
    "page": "Which of the members, from 1.",
    "only": "The one step that is shown; 0: several.",
    "first": "The first of several steps that are shown.",
}
NEWS = {
    "chosen": "`all`: every row is chosen.",
    "at": "The cell that was tapped.",
    "act": "What was done.",
    "done": "To how many it was done.",
    "was": "With how many it was so before.",
}


class Place(Form):
    """The part of a register that a form came from, and goes back to."""

    type: Uid
    page: Annotated[int, Field(ge=1, le=MOST)] = 1
    only: Annotated[int, Field(ge=0, le=MOST)] = 0
    first: Annotated[int, Field(ge=1, le=MOST)] = 1

    @property
    def query(self) -> dict[str, str]:
        """What of it is not said by saying nothing."""
        given = {"page": (self.page, 1), "only": (self.only, 0), "first": (self.first, 1)}
        return {"type": self.type, **{name: str(one) for name, (one, usual) in given.items() if one != usual}}


@dataclass(frozen=True)
class Row:
    seat: Seat
    cells: Sequence[Cell | None]
    elsewhere: Sequence[int]


def place_in(visitor: Visitor) -> Place:
    asked = visitor.query
    return Place(
        type=a_uid(asked["type"], "achievement type"),
        page=whole(asked, "page", 1, MOST),
        only=whole(asked, "only", 0, MOST, least=0),
        first=whole(asked, "first", 1, MOST),
    )


def show(visitor: Visitor, group: Group, place: Place, *, outcomes: Sequence[Outcome] = ()) -> Answer:
    """With `outcomes` it answers a form: what could not be done is said above the register as it stands."""
    kind = achievement_types.get(visitor.table, place.type)
    sheet = registers.sheet(visitor.table, group, place.page)
    fresh = bool(outcomes) or visitor.query.get("act") == "start"
    seats = registers.seats(visitor.table, sheet.people, kind.uid, fresh=fresh)
    numbers = register.stretch(kind.steps, place.first)
    if place.only:
        numbers = [min(place.only, len(kind.steps))]
    rows = [_row(seat, kind, numbers) for seat in seats]
    return visitor.show(
        "register.html",
        status=409 if outcomes and not any(one.fine for one in outcomes) else 200,
        group=group,
        kind=kind,
        sheet=sheet,
        place=place.model_copy(update={"page": sheet.page}),
        columns=[(number, kind.steps[number - 1]) for number in numbers],
        rows=rows,
        missing=sum(seat.achievement is None for seat in seats),
        witnesses=_witnesses(visitor, rows) if place.only else {},
        outcomes=outcomes,
        news=_news(visitor),
        chosen=visitor.query.get("chosen") == "all",
        shown=register.STEPS_SHOWN,
        script=f"{root(visitor.wired.settings.base_url)}/register.js?v={pages.file('register.js')[1]}",
    )


def back(visitor: Visitor, group: Group, place: Place, **news: str) -> Answer:
    """To where the form came from."""
    return visitor.goto(f"group/{group.uid}", **place.query, **news)


def answered(
    visitor: Visitor, group: Group, place: Place, outcomes: Sequence[Outcome], *, act: str
) -> Answer:
    """Back, if all is as wanted; else each is told for itself."""
    if not all(one.fine for one in outcomes):
        return show(visitor, group, place, outcomes=outcomes)
    done = sum(one.state == "done" for one in outcomes)
    return back(visitor, group, place, act=act, done=str(done), was=str(len(outcomes) - done))


def _row(seat: Seat, kind: AchievementType, numbers: Sequence[int]) -> Row:
    if seat.achievement is None:
        return Row(seat, (), ())
    names = [kind.steps[number - 1] for number in numbers]
    return Row(seat, register.cells(seat.achievement, names), register.elsewhere(seat.achievement, kind))


def _witnesses(visitor: Visitor, rows: Sequence[Row]) -> dict[str, str]:
    marks = [cell.mark for row in rows for cell in row.cells if cell and cell.mark]
    return registers.witnesses(visitor.table, marks)


def _news(visitor: Visitor) -> dict[str, Any]:
    """What was just done, as the address says it; it changes nothing."""
    asked = visitor.query
    return {
        "at": asked.get("at", ""),
        "act": asked.get("act", ""),
        "done": whole(asked, "done", 0, MOST, least=0),
        "was": whole(asked, "was", 0, MOST, least=0),
    }
