"""The flows of events that reach targets, of streaks that break, and of what follows."""

from tests.faults import activities, targets
from tests.faults.flow import Flow, Request, deliver, tick

COUNTS = "stream: count a batch for targets"

FLOWS: tuple[Flow, ...] = (
    Flow(
        "tell the event that reaches a target",
        targets.one_lap,
        Request("POST", activities.EVENTS, 200, targets.LONE).act,
    ),
    Flow(COUNTS, targets.a_batch_told, deliver),
    Flow(
        "sweep: count for targets what the stream lost",
        activities.then(targets.a_batch_told, activities.waited_for_receipts),
        tick,
        like=COUNTS,
    ),
    Flow(
        "stream: follow a target and a level",
        targets.two_laps,
        deliver,
        (
            "reaction target_achieved: award_target",
            "reaction target_achieved: by_triggers",
            "reaction streak_level_reached: award_target",
            "reaction streak_level_reached: by_triggers",
        ),
    ),
    Flow("sweep: a streak breaks", targets.a_day_missed, tick, ("sweep EN#",)),
    Flow(
        "sweep: follow a break",
        targets.a_break_told,
        tick,
        ("reaction streak_broken: by_triggers",),
    ),
)
