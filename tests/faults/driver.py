"""Runs a flow under a plan until it is done, lets the house come to rest, and says what stands then."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from tests.faults import invariants
from tests.faults.flow import Flow
from tests.faults.injector import MODES, Killed, Plan
from tests.faults.schedules import READS
from tests.faults.stage import Item, Stage, fresh, picture

MOST_ROUNDS = 12
# How long a client or AWS waits before each further try: at once, then past any claim or lease.
FIRST_WAIT, LATER_WAIT = 1, 40


Picture = dict[tuple[str, str], Item]
World = Callable[[], Stage]


class LivelockError(AssertionError):
    """Tried again and again, it is never done."""


class NotFiredError(AssertionError):
    """The plan's call was never made: the run proved nothing."""


@dataclass(frozen=True)
class Clean:
    """What a flow comes to when nothing goes wrong, and the calls it takes."""

    calls: tuple[str, ...]
    picture: Picture
    mails: list[tuple[str, ...]]
    calls_of_webhooks: frozenset[tuple[str, str, bytes]]


@cache
def clean(flow: Flow, world: World = fresh) -> Clean:
    stage = _run(flow, None, world)
    items = stage.items()
    invariants.check(stage, items)
    return Clean(tuple(stage.injector.calls), picture(items), letters(stage), webhooks(stage))


def plans(flow: Flow) -> list[Plan]:
    """Every call in every mode."""
    return [Plan(mode, call) for call in range(1, len(clean(flow).calls) + 1) for mode in MODES]


def telling(flow: Flow) -> list[Plan]:
    """Those that can differ: of a read it only matters whether it failed or died, and of many alike the ends."""
    calls = clean(flow).calls
    return [
        plan
        for plan in plans(flow)
        if calls[plan.call - 1] not in READS
        or (plan.mode in ("kill_before", "err_before") and not _amid_alike(calls, plan.call - 1))
    ]


def deaths(flow: Flow) -> list[Plan]:
    """The process dies as soon as a write was applied."""
    calls = clean(flow).calls
    return [Plan("kill_after", call) for call, name in enumerate(calls, start=1) if name not in READS]


def _amid_alike(calls: tuple[str, ...], at: int) -> bool:
    return 0 < at < len(calls) - 1 and calls[at - 1] == calls[at] == calls[at + 1]


def outages(flow: Flow) -> list[Plan]:
    """From each call on, every call fails for a while."""
    calls = range(1, len(clean(flow).calls) + 1)
    return [
        Plan(mode, call, every=True) for call in calls for mode in ("kill_before", "err_before", "lost_reply")
    ]


def prove(flow: Flow, plan: Plan, world: World = fresh) -> None:
    """R1, R2: failed and tried again it comes to what it comes to without the fault; and all holds."""
    wanted = clean(flow, world)
    stage = _run(flow, plan, world)
    if not stage.injector.fired:
        raise NotFiredError(f"{flow.name}: call {plan.call} of {wanted.calls}")
    items = stage.items()
    invariants.check(stage, items)
    assert _difference(picture(items), wanted.picture) == {}
    assert set(letters(stage)) == set(wanted.mails)
    assert webhooks(stage) == wanted.calls_of_webhooks


def letters(stage: Stage) -> list[tuple[str, ...]]:
    return sorted((mail.to[0], mail.subject, mail.text) for mail in stage.house.mails())


def webhooks(stage: Stage) -> frozenset[tuple[str, str, bytes]]:
    """What was called; a second call is the same as the first, down to its id."""
    return frozenset((one.url, one.headers["webhook-id"], one.body) for one in stage.house.inbox.received)


def _run(flow: Flow, plan: Plan | None, world: World) -> Stage:
    stage = world()
    flow.arrange(stage)
    stage.witness.watching = True
    stage.injector.arm(plan)
    _until_done(flow, stage)
    stage.calm()
    return stage


def _until_done(flow: Flow, stage: Stage) -> None:
    for attempt in range(MOST_ROUNDS):
        try:
            if flow.act(stage, attempt > 0):
                return
        except Killed:
            pass
        stage.wait(seconds=LATER_WAIT if attempt else FIRST_WAIT)
    raise LivelockError(f"{flow.name}: not done in {MOST_ROUNDS} rounds")


def _difference(found: Picture, wanted: Picture) -> dict[tuple[str, str], tuple[Item | None, Item | None]]:
    return {
        key: (found.get(key), wanted.get(key))
        for key in found.keys() | wanted.keys()
        if found.get(key) != wanted.get(key)
    }
