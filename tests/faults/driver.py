"""Tries a flow under a plan until it is done, lets the house come to rest, and says what stands then.

A flow's stage is set once. Each try begins there, in a child of this process, and so leaves no trace.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from tests.faults import invariants, jobs
from tests.faults.flow import Flow
from tests.faults.injector import MODES, Killed, Mode, Plan
from tests.faults.offspring import Found, apart
from tests.faults.schedules import READS
from tests.faults.stage import Item, Stage, fresh, picture

MOST_ROUNDS, MOST_DEATHS = 12, 12
# How long a client or AWS waits before each further try: at once, then past any claim or lease.
FIRST_WAIT, LATER_WAIT = 1, 40
OUTAGES: tuple[Mode, ...] = ("kill_before", "err_before", "lost_reply")

Picture = dict[tuple[str, str], Item]
World = Callable[[], Stage]
Calls = tuple[str, ...]


class LivelockError(AssertionError):
    """Tried again and again, it is never done."""


class NotFiredError(AssertionError):
    """A call that was to fail was never made: the run proved nothing."""


@dataclass(frozen=True)
class Clean:
    """What a flow comes to when nothing goes wrong, and the calls it takes."""

    calls: Calls
    picture: Picture
    mails: list[tuple[str, ...]]
    calls_of_webhooks: frozenset[tuple[str, str, bytes]]
    jobs: frozenset[str]


class Rehearsal:
    """A flow whose stage is set. There is one at a time: the engines of a process share their tables."""

    def __init__(self, flow: Flow, world: World = fresh) -> None:
        self.flow, self._world = flow, world
        self._stage = self._set()

    @cached_property
    def clean(self) -> Clean:
        return self._tried(self._clean)

    def fault(self, plan: Plan) -> str | None:
        """What does not hold after a try under this plan."""
        wanted = self.clean
        try:
            self._tried(lambda stage: self._prove(stage, plan, wanted))
        except Exception as fault:  # noqa: BLE001 - collected, and shown all together
            return f"{type(fault).__name__}: {fault}"[:2_000]
        return None

    def calls_under(self, plan: Plan) -> Calls:
        """The calls until it is done, those of the tries that failed too."""
        return self._tried(lambda stage: self._done(stage, plan))

    def _set(self) -> Stage:
        stage = self._world()
        self.flow.arrange(stage)
        stage.witness.watching = True
        return stage

    def _tried(self, act: Callable[[Stage], Found]) -> Found:
        """Threads stay behind when a child is born: what needs some is begun anew each time instead."""
        return act(self._set()) if self.flow.threads else apart(lambda: act(self._stage))

    def _clean(self, stage: Stage) -> Clean:
        with jobs.noted(self.flow.face) as begun:
            calls = self._done(stage, None)
        return Clean(calls, picture(_at_rest(stage)), letters(stage), webhooks(stage), frozenset(begun))

    def _prove(self, stage: Stage, plan: Plan, wanted: Clean) -> None:
        """R1, R2: failed and tried again it comes to what it comes to without the fault; and all holds."""
        calls = self._done(stage, plan)
        if stage.injector.fired < plan.faults:
            raise NotFiredError(f"{self.flow.name}: {plan} of {calls}")
        differs = _difference(self._fixed(picture(_at_rest(stage))), self._fixed(wanted.picture))
        assert not differs, f"other than wanted: {differs}"
        assert set(letters(stage)) == set(wanted.mails), "other mails than wanted"
        assert webhooks(stage) == wanted.calls_of_webhooks, "other webhooks than wanted"

    def _fixed(self, found: Picture) -> Picture:
        varies = tuple(self.flow.varies)
        return {key: item for key, item in found.items() if not (varies and key[1].startswith(varies))}

    def _done(self, stage: Stage, plan: Plan | None) -> Calls:
        stage.injector.arm(plan)
        until_done(self.flow, stage)
        return tuple(stage.injector.calls)


def _at_rest(stage: Stage) -> list[Item]:
    stage.calm()
    items = stage.items()
    invariants.check(stage, items)
    return items


def until_done(flow: Flow, stage: Stage, *, tried_before: bool = False) -> None:
    """`tried_before`: by a process that is dead, and gave no answer."""
    for attempt in range(MOST_ROUNDS):
        try:
            if flow.act(stage, tried_before or attempt > 0):
                return
        except Killed:
            pass
        stage.wait(seconds=LATER_WAIT if attempt else FIRST_WAIT)
    raise LivelockError(f"{flow.name}: not done in {MOST_ROUNDS} rounds")


def plans(calls: Calls) -> list[Plan]:
    """Every call in every mode."""
    return [Plan(mode, call) for call in range(1, len(calls) + 1) for mode in MODES]


def varied(calls: Calls) -> list[Plan]:
    """The same, but of more than two alike reads in a row, such as the sweep's for what is due, the ends only."""
    return [
        plan
        for plan in plans(calls)
        if calls[plan.call - 1] not in READS or not _amid_alike(calls, plan.call - 1)
    ]


def telling(calls: Calls) -> list[Plan]:
    """Those that can differ: of a read it only matters whether it failed or died, and of many alike the ends."""
    return [
        plan
        for plan in plans(calls)
        if calls[plan.call - 1] not in READS
        or (plan.mode in ("kill_before", "err_before") and not _amid_alike(calls, plan.call - 1))
    ]


def deaths(calls: Calls) -> list[Plan]:
    """The process dies as soon as a write was applied; of more than MOST_DEATHS, they are spread evenly."""
    writes = [call for call, name in enumerate(calls, start=1) if name not in READS]
    step = max(1, ceil(len(writes) / MOST_DEATHS))
    return [Plan("kill_after", call) for call in (writes[-1:] if step > 1 else []) + writes[::step]]


def outages(calls: Calls) -> list[Plan]:
    """From each call on, every call fails for a while."""
    return [Plan(mode, call, every=True) for call in range(1, len(calls) + 1) for mode in OUTAGES]


def _amid_alike(calls: Sequence[str], at: int) -> bool:
    return 0 < at < len(calls) - 1 and calls[at - 1] == calls[at] == calls[at + 1]


_ENDS = re.compile(r"((?:token|pass)=[0-9a-f]{24})-\d+-[0-9a-f]{64}")


def letters(stage: Stage) -> list[tuple[str, ...]]:
    """What was sent to whom; links end by the clock, which goes on while something is tried again."""
    told = ((mail.to[0], mail.subject, mail.text) for mail in stage.house.mails())
    return sorted((to, subject, _ENDS.sub("\\1", text)) for to, subject, text in told)


def webhooks(stage: Stage) -> frozenset[tuple[str, str, bytes]]:
    """What was called; a second call is the same as the first, down to its id."""
    return frozenset((one.url, one.headers["webhook-id"], one.body) for one in stage.house.inbox.received)


def _difference(found: Picture, wanted: Picture) -> dict[tuple[str, str], tuple[Item | None, Item | None]]:
    return {
        key: (found.get(key), wanted.get(key))
        for key in found.keys() | wanted.keys()
        if found.get(key) != wanted.get(key)
    }
