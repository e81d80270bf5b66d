"""The flows of activity events: taken in, counted, and what follows where they issue something."""

from tests.faults import activities
from tests.faults.flow import Flow, Request, deliver, tick

ONE, BATCH = "tell a lone event", "tell a batch"
ROUTE = "/api/{space}/events"

FLOWS: tuple[Flow, ...] = (
    Flow(
        ONE,
        activities.two_wins,
        Request("POST", activities.EVENTS, 200, activities.LONE).act,
        (f"POST {ROUTE}",),
    ),
    Flow(BATCH, activities.two_wins, Request("POST", activities.EVENTS, 200, activities.BATCH).act),
    Flow("stream: count a batch", activities.a_batch_told, deliver, ("stream AE#",)),
    Flow(
        "sweep: count what the stream lost",
        activities.then(activities.a_batch_told, activities.waited_for_receipts),
        tick,
        ("sweep AR",),
    ),
    Flow("sweep: a period begins that was reached before", activities.reached_early, tick, ("sweep X#",)),
    Flow(
        "stream: follow an issue",
        activities.three_wins,
        deliver,
        (
            "reaction achievement_issued: award",
            "reaction achievement_issued: look_again",
            "reaction achievement_issued: by_triggers",
        ),
    ),
    Flow(
        "replay an event that was set aside",
        activities.poison,
        Request("POST", f"{activities.EVENTS}/quarantine/{{aside}}/replay").act,
        (f"POST {ROUTE}/quarantine/{{quarantineId}}/replay",),
    ),
)
