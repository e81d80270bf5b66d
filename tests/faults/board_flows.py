"""The flows of boards: moves, made good by the sweep, hidden."""

from tests.faults import boards
from tests.faults.flow import Flow, deliver, tick

MOVE = "stream: a move takes the lead"

FLOWS: tuple[Flow, ...] = (
    Flow(MOVE, boards.ada_leads, deliver, ("reaction rank_taken: tell_of_each", "stream X#")),
    Flow("sweep: a move that the stream lost", boards.the_cards_are_due, tick),
    Flow("stream: hide who leads", boards.ada_hides, deliver),
)
