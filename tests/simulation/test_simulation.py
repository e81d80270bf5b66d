"""Events by the ten thousand in virtual time, while the stream, SES, the schedule and every call misbehave."""

from collections import Counter
from collections.abc import Iterator

import pytest

from chalicelib import wiring
from tests.figures import measured, tally
from tests.simulation import promises
from tests.simulation.promises import Run
from tests.simulation.running import Plan, simulate
from tests.simulation.world import OneAfterAnother

SMALL = Plan(seed=7, events=1_000, share=0.05, days=3, people=60, outages=False)
LARGE = [Plan(seed, events=100_000, share=0.05, days=20, people=600) for seed in (1, 2, 3)]
STORMY = Plan(seed=4, events=20_000, share=0.3, days=6, people=300, outages=False)


@pytest.fixture(autouse=True)
def one_thread(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the product does at once is done in its order, so that a seed is one run."""
    monkeypatch.setattr("chalicelib.store.table.ThreadPoolExecutor", OneAfterAnother)
    yield
    wiring.use(None)


def test_whatever_goes_wrong_on_three_days_nothing_is_lost_or_done_twice() -> None:
    holds(SMALL)


@pytest.mark.prove
@pytest.mark.parametrize("plan", [*LARGE, STORMY], ids=str)
def test_nothing_is_lost_or_done_twice_whatever_goes_wrong(plan: Plan) -> None:
    holds(plan)


def holds(plan: Plan) -> None:
    run = simulate(plan)
    try:
        promises.check(run)
    except AssertionError as broken:
        tally("simulated events", events_of(run), bad=1)
        raise AssertionError(f"{plan!r}: {broken}") from broken
    write_down(plan, run)


def events_of(run: Run) -> int:
    """What people did, and what became true."""
    return len(run.beginning("AE#")) + len(run.of("EV"))


def write_down(plan: Plan, run: Run) -> None:
    taken = Counter(letter.tags["mail"] for letter in run.world.mails())
    mails = run.of("O")
    doubted = [one for one in mails if "in_doubt" in run.world.states[one["uid"]]]
    tally("simulated events", events_of(run))
    tally("simulated mails lost", len(mails))
    tally("simulated mails sent twice without a doubt", len(mails))
    tally("simulated faults", run.world.weather.faults.total())
    tally("simulated calls of AWS", run.world.weather.calls)
    again = sum(taken[one["uid"]] > 1 for one in doubted)
    measured(f"mails in doubt, {plan}", f"{len(doubted)} of {len(mails)}, of which {again} went twice")
