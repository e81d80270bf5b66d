"""Events by the ten thousand in virtual time, while the stream, SES, the schedule and every call misbehave."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib import wiring
from tests.figures import measured, tally
from tests.simulation import promises
from tests.simulation.clients import Clients
from tests.simulation.promises import Run
from tests.simulation.running import Plan, simulate
from tests.simulation.world import OneAfterAnother

SMALL = Plan(seed=7, events=500, share=0.05, days=2, people=40, outages=False)
# With what became true of them, more than a hundred thousand events each.
LARGE = [Plan(seed, events=93_000, share=0.05, days=20, people=300) for seed in (1, 2, 3)]
STORMY = Plan(seed=4, events=17_000, share=0.3, days=2, people=100, outages=False)


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """What the product does at once is done in its order, so that a seed is one run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("chalicelib.store.table.ThreadPoolExecutor", OneAfterAnother)
        yield
    wiring.use(None)


@pytest.fixture(scope="module")
def small(one_thread: None) -> Run:
    return simulate(SMALL)


def test_whatever_goes_wrong_on_three_days_nothing_is_lost_or_done_twice(small: Run) -> None:
    holds(SMALL, small)


def without(sk: str) -> Callable[[Run], Run]:
    """As if the first such item had been lost."""
    return lambda run: replace(run, items=[one for one in run.items if one is not run.beginning(sk)[0]])


def with_one_mail_twice(run: Run) -> Run:
    doubted = {one["uid"] for one in run.of("O") if run.was_in_doubt(one)}
    again = next(letter for letter in run.mails if letter.tags["mail"] not in doubted)
    return replace(run, mails=[*run.mails, again])


def with_one_mail_to_a_barred_address(run: Run) -> Run:
    barred = run.world.news.barred
    letter = next(letter for letter in run.mails if letter.to[0] in barred)
    late = replace(letter, sent_at=barred[letter.to[0]] + timedelta(days=1))
    return replace(run, mails=[late if one is letter else one for one in run.mails])


def with_an_answer_that_no_client_should_get(run: Run) -> Run:
    clients = Clients(run.world)
    clients.unexpected.append("GET /: 500")
    return replace(run, clients=clients)


@pytest.mark.parametrize(
    "spoilt",
    [
        without("AE#"),
        without("PL#"),
        without("FP"),
        without("W#"),
        without("AW"),
        with_one_mail_twice,
        with_one_mail_to_a_barred_address,
        with_an_answer_that_no_client_should_get,
    ],
    ids=[
        "an event",
        "a ledger entry",
        "a post",
        "an issue",
        "an award",
        "a mail twice",
        "a mail to a barred address",
        "an error to a client",
    ],
)
def test_what_is_lost_or_done_twice_is_noticed(small: Run, spoilt: Callable[[Run], Run]) -> None:
    with pytest.raises(AssertionError):
        promises.check(spoilt(small))


@pytest.mark.prove
@pytest.mark.parametrize("plan", [*LARGE, STORMY], ids=str)
def test_nothing_is_lost_or_done_twice_whatever_goes_wrong(plan: Plan) -> None:
    holds(plan, simulate(plan))


def holds(plan: Plan, run: Run) -> None:
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
    taken = Counter(letter.tags["mail"] for letter in run.mails)
    mails = run.of("O")
    doubted = [one for one in mails if run.was_in_doubt(one)]
    tally("simulated events", events_of(run))
    tally("simulated mails lost", len(mails))
    tally("simulated mails sent twice without a doubt", len(mails))
    tally("simulated faults", run.world.weather.faults.total())
    tally("simulated calls of AWS", run.world.weather.calls)
    again = sum(taken[one["uid"]] > 1 for one in doubted)
    measured(f"mails in doubt, {plan}", f"{len(doubted)} of {len(mails)}, of which {again} went twice")
