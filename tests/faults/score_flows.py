"""The flows of sums, cases, points and back-fills."""

from tests.faults import activities, scores
from tests.faults.flow import Flow, Request, deliver, tick


def _tells(name: str, arrange: activities.Arrange, body: object) -> Flow:
    return Flow(name, arrange, Request("POST", activities.EVENTS, 200, body).act)


FLOWS: tuple[Flow, ...] = (
    _tells("tell a sale that makes a badge, points and a level", scores.nine_sales, scores.SALE),
    _tells("tell that a case is opened", scores.a_path_with_a_rank, scores.OPENED),
    _tells("tell that a case reached a milestone", scores.a_case_opened, scores.REACHED),
    Flow("stream: count sales and cases", scores.a_mixed_batch_told, deliver, ("stream CC#",)),
    Flow(
        "sweep: count sales and cases that the stream lost",
        activities.then(scores.a_mixed_batch_told, activities.waited_for_receipts),
        tick,
        like="stream: count sales and cases",
    ),
    Flow("sweep: a case that the stream lost", scores.a_case_that_the_stream_lost, tick, ("sweep CC#",)),
    Flow("sweep: back-fill the board of a milestone", scores.cards_that_no_board_knows, tick, ("sweep BF",)),
    Flow(
        "change a tenant's zone",
        lambda _: None,
        Request("PUT", "tenant/", 200, {"timezone": "Asia/Kolkata"}).act,
        like="change tenant",
    ),
)
