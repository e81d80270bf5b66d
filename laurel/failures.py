"""What failed, for operators: `failures` of a tenant, and the `queue` of what could not be read back."""

from argparse import ArgumentParser, Namespace, _SubParsersAction
from datetime import timedelta
from typing import Any

from chalicelib.actions import failures, replay_runs, tenants
from chalicelib.actions.failures import Chance
from chalicelib.actions.listing import Asked
from chalicelib.domain.failure import KINDS, STATES, Failure
from chalicelib.domain.refusals import Invalid
from chalicelib.domain.replay_run import ReplayRun
from chalicelib.wiring import TenantTable, Wiring
from laurel.commands import Done
from laurel.dead import Dead, dead_letters

PAGE = 100
# What one turn takes before it looks at the clock again.
TURN = timedelta(minutes=1)


def register(nouns: "_SubParsersAction[ArgumentParser]") -> None:
    """The nouns `failures` and `queue` with their verbs."""
    failed = nouns.add_parser("failures", help="what failed").add_subparsers(required=True, metavar="VERB")
    queue = nouns.add_parser("queue", help="what the failure queue could not read back")
    dead = queue.add_subparsers(required=True, metavar="VERB")
    _failures(failed)
    _queue(dead)


def _failures(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    listing = verbs.add_parser("list", help="all of a tenant, the newest first")
    listing.add_argument("--state", choices=STATES)
    show = verbs.add_parser("show", help="one of them")
    replay = verbs.add_parser("replay", help="let one go on, or all that wait")
    replay.add_argument(
        "--all", action="store_true", help="all that wait; the sweep goes on if this is stopped"
    )
    for verb, command in ((listing, list_failures), (show, show_failure), (replay, replay_failures)):
        verb.add_argument("tenant")
        verb.set_defaults(command=command)
    for verb in (listing, replay):
        verb.add_argument("--kind", choices=KINDS)
    show.add_argument("uid")
    replay.add_argument("uid", nargs="?")


def _queue(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    listing = verbs.add_parser("list", help="the messages of a dead queue")
    redrive = verbs.add_parser("redrive", help="let what can be read come again")
    redrive.add_argument("--to", required=True, help="the URL of the queue with the function behind it")
    redrive.add_argument("--drop-gone", action="store_true", help="delete what the stream has forgotten")
    for verb, command in ((listing, list_queue), (redrive, redrive_queue)):
        verb.add_argument("--queue", required=True, help="the URL of the dead queue")
        verb.set_defaults(command=command)


def list_failures(wired: Wiring, asked: Namespace) -> Done:
    table, now = _table(wired, asked), wired.clock()
    found: list[Failure] = []
    after, more = None, True
    while more:
        page = failures.listed(table, Asked(1, PAGE, after), kind=asked.kind, state=asked.state, now=now)
        found += page.records
        after, more = page.next, page.next is not None
    lines = [f"{one.failed:%Y-%m-%d %H:%M} {one.uid} {_line(one)}" for one in found]
    return Done("\n".join(lines or ["Nothing failed."]), {"failures": [_said(one) for one in found]})


def show_failure(wired: Wiring, asked: Namespace) -> Done:
    return _one(failures.get(_table(wired, asked), asked.uid))


def replay_failures(wired: Wiring, asked: Namespace) -> Done:
    table = _table(wired, asked)
    if asked.all == (asked.uid is not None):
        raise Invalid("Give the uid of one, or --all.")
    if asked.uid:
        return _one(failures.replay(table, asked.uid, Chance(wired.rules, wired.clock())))
    run: ReplayRun | None = replay_runs.begin(table, asked.kind, at=wired.clock())
    while run is not None and run.ended is None:
        run = replay_runs.go_on(table, wired.rules, clock=wired.clock, until=wired.clock() + TURN)
    done = run or replay_runs.get(table)
    said = {"tenant": asked.tenant, "replayed": done.replayed, "passed": done.passed}
    return Done(f"{done.replayed} replayed, {done.passed} passed over.", said)


def list_queue(wired: Wiring, asked: Namespace) -> Done:
    found = list(dead_letters(wired, asked.queue))
    lines = [f"{one.uid} {one.standing}: {one.where}" for one in found]
    return Done("\n".join(lines or ["The queue is empty."]), {"messages": [one.as_json() for one in found]})


def redrive_queue(wired: Wiring, asked: Namespace) -> Done:
    """Sent before it is deleted: what is stopped in between comes twice, which does nothing."""
    sqs = wired.clients("sqs")
    done = {"sent": 0, "dropped": 0, "left": 0}
    for one in dead_letters(wired, asked.queue):
        fate = _fate(one, drop=asked.drop_gone)
        if fate == "sent":
            sqs.send_message(QueueUrl=asked.to, MessageBody=one.body)
        if fate != "left":
            sqs.delete_message(QueueUrl=asked.queue, ReceiptHandle=one.handle)
        done[fate] += 1
    return Done(", ".join(f"{number} {name}" for name, number in done.items()) + ".", done)


def _fate(one: Dead, *, drop: bool) -> str:
    match one.standing:
        case "readable":
            return "sent"
        case "gone" if drop:
            return "dropped"
        case _:
            return "left"


def _one(one: Failure) -> Done:
    said = _said(one)
    return Done("\n".join(f"{name}: {value}" for name, value in said.items() if value is not None), said)


def _line(one: Failure) -> str:
    return f"{one.kind} {one.state} {one.what}: {one.reason or ''}".rstrip(": ")


def _said(one: Failure) -> dict[str, Any]:
    thing = f"{one.thing.resource}/{one.thing.uid}" if one.thing else None
    times = {"failed": one.failed.isoformat(), "created": one.created.isoformat()}
    words = {"what": one.what, "reason": one.reason, "tries": one.tries, "thing": thing}
    return {"uid": one.uid, "kind": one.kind, "state": one.state, **times, **words}


def _table(wired: Wiring, asked: Namespace) -> TenantTable:
    table = wired.table.of(asked.tenant)
    tenants.get(table)
    return table
