"""Routes of what failed, of all kinds in one list: looked at, replayed one by one or all together."""

from typing import Any

from ...actions import failures, replay_runs
from ...actions.failures import Chance
from ...domain.failure import KINDS, STATES, Failure
from ...domain.replay_run import ReplayRun
from ..blueprint import ADMIN, Face
from ..call import Call
from ..sheep.collection import PAGING, Page, a_uid, asked, envelope, one_of, ref
from ..sheep.dialect import Sheep
from .wire_failures import FailureRecord, ReplayBody, ReplayRecord

face = Face(Sheep())
FAILURES = "/api/v1/{flock}/failure"
REPLAY = FAILURES + "/replay"


@face.endpoint(
    "GET",
    FAILURES,
    who=ADMIN,
    summary="List what failed, the newest first.",
    answers=Page,
    query={**PAGING, "kind": f"{', '.join(KINDS[:-1])} or {KINDS[-1]}.", "state": "waiting or replayed."},
)
def list_failure(call: Call) -> Any:
    page = asked(call)
    wanted = {**one_of(call, "kind", KINDS), **one_of(call, "state", STATES)}
    kind, state = wanted.get("kind"), wanted.get("state")
    found = failures.listed(call.table, page, kind=kind, state=state, now=call.now)
    return envelope(call, page, found, lambda one: _shown(call, one))


@face.endpoint(
    "PUT",
    REPLAY,
    who=ADMIN,
    summary="Replay all that wait; the sweep does it.",
    body=ReplayBody,
    bodiless=True,
    answers=ReplayRecord,
)
def replay_failures(call: Call) -> Any:
    kind = call.body.kind if call.body else None
    return _run(replay_runs.begin(call.table, kind, at=call.now))


@face.endpoint("GET", REPLAY, who=ADMIN, summary="How far the replay is.", answers=ReplayRecord)
def get_replay(call: Call) -> Any:
    return _run(replay_runs.get(call.table))


@face.endpoint("GET", FAILURES + "/{uid}", who=ADMIN, summary="Show a failure.", answers=FailureRecord)
def get_failure(call: Call, uid: str) -> Any:
    return _shown(call, failures.get(call.table, a_uid(uid, "failure")))


@face.endpoint(
    "PUT",
    FAILURES + "/{uid}/replay",
    who=ADMIN,
    summary="Let one go on, after its cause was mended.",
    answers=FailureRecord,
)
def replay_failure(call: Call, uid: str) -> Any:
    chance = Chance(call.wired.rules, call.now)
    return _shown(call, failures.replay(call.table, a_uid(uid, "failure"), chance))


def _shown(call: Call, one: Failure) -> FailureRecord:
    return FailureRecord(
        uid=one.uid,
        uri=ref(call, "failure", one.uid),
        kind=one.kind,
        state=one.state,
        failed=one.failed,
        created=one.created,
        what=one.what,
        reason=one.reason,
        tries=one.tries,
        thing=_thing(call, one),
    )


def _thing(call: Call, one: Failure) -> str | None:
    if one.kind == "activity":  # of face 001, which says it in its own way
        return f"/api/{call.caller.tenant}/events/quarantine/{one.uid}/"
    return ref(call, one.thing.resource, one.thing.uid) if one.thing else None


def _run(run: ReplayRun) -> ReplayRecord:
    return ReplayRecord(
        kind=run.kind,
        state="ended" if run.ended else "running",
        created=run.created,
        last_updated=run.last_updated,
        replayed=run.replayed,
        passed=run.passed,
        ended=run.ended,
    )
