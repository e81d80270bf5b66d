"""The flows of what failed: it is read back from the stream, followed by itself, and replayed."""

from tests.faults import activities, acts, failures
from tests.faults.flow import Arrange, Flow, Request, tick

API = "/api/v1/{flock}/failure"
REFUSED = frozenset({409})
# What was replayed and not written down before a fault is passed over the next time.
COUNTS = frozenset({"FR"})
BACK, ALONE = "queue: read back what the stream gave up", "sweep: follow what left the stream"


def _replay(name: str, arrange: Arrange, like: str | None = None) -> Flow:
    covers = (f"PUT {API}/{{uid}}/replay",)
    return Flow(name, arrange, Request("PUT", "failure/{uid}/replay/", again=REFUSED).act, covers, like)


FLOWS: tuple[Flow, ...] = (
    _replay("replay a dead mail", failures.a_dead_mail),
    _replay("replay a record of the stream", failures.a_dead_record),
    Flow(
        "replay all that waits",
        failures.one_of_each,
        Request("PUT", "failure/replay/").act,
        (f"PUT {API}/replay",),
        varies=COUNTS,
    ),
    Flow(
        "sweep: replay what waits",
        acts.all_of(failures.one_of_each, failures.all_wanted),
        tick,
        ("sweep FR",),
        varies=COUNTS,
    ),
    Flow(
        BACK, acts.all_of(acts.finished_for_two, failures.stream_gave_up), failures.drain, ("queue failures",)
    ),
    Flow(
        ALONE,
        acts.all_of(acts.finished_for_two, failures.stream_gave_up, failures.read_back),
        tick,
        ("sweep LR",),
    ),
    Flow(
        "sweep: count what left the stream",
        # One event: of several, whichever is counted last is said to be the one that earned it.
        acts.all_of(activities.three_wins, failures.stream_gave_up, failures.read_back),
        tick,
        ("sweep LR",),
    ),
)
