"""One simulation from its seed to its rest: a town, days full of doings and faults, outages, and the calm after."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.simulation.clients import Clients
from tests.simulation.doings import Doings
from tests.simulation.promises import Run
from tests.simulation.town import Town
from tests.simulation.world import World

# Longer than the longest wait for anything that was begun: the delay of a reward, an hour's back-off.
CALM = timedelta(days=4)


@dataclass(frozen=True)
class Plan:
    """So many events on so many days, while so many of all calls go wrong."""

    seed: int
    events: int
    share: float
    days: float
    people: int
    outages: bool = True

    def __str__(self) -> str:
        return f"seed {self.seed}: {self.events:,} events, {self.share:.0%} faults"


@dataclass(frozen=True)
class Outage:
    """From when, in parts of the whole time, and for how many hours."""

    begins: float
    hours: float


# More than a day without the stream, so that records are trimmed; three days without the schedule.
STREAM = (Outage(0.1, 30), Outage(0.75, 4))
SCHEDULE = (Outage(0.3, 72), Outage(0.75, 4))
SES = {
    "SendingPausedException": Outage(0.55, 3),
    "AccountSuspendedException": Outage(0.6, 1),
    "LimitExceededException": Outage(0.65, 12),
}


def simulate(plan: Plan) -> Run:
    made = World(plan.seed)
    town, clients = Town(made, plan.people), Clients(made)
    doings = Doings(town, clients)
    start, end = made.clock.now(), made.clock.now() + timedelta(days=plan.days)
    if plan.outages:
        _outages(made, start, plan.days)
    made.inbox.answer = lambda _: made.chance.choice((204, 500, None)) if made.weather.strikes() else 204
    doings.plan(plan.events, start, plan.days)
    made.disturb(plan.share)
    made.agenda.run(end)
    made.disturb(0)
    made.agenda.run(end + CALM)
    return Run(plan.seed, made, doings, clients, made.items(), made.mails())


def _outages(made: World, start: datetime, days: float) -> None:
    def during(*outages: Outage) -> Callable[[], bool]:
        spans = [(start + timedelta(days=days * one.begins), timedelta(hours=one.hours)) for one in outages]
        return lambda: any(begins <= made.clock.now() < begins + lasts for begins, lasts in spans)

    closed = {code: during(outage) for code, outage in SES.items()}
    made.source.stopped = during(*STREAM)
    made.clockwork.silent = during(*SCHEDULE)
    made.post.closed = lambda: next((code for code, is_now in closed.items() if is_now()), None)
