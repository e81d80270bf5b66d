"""Claims on an Idempotency-Key: who runs the request, and what it was answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from ..store import keys
from ..store.conditions import Attr, Condition
from ..store.table import ConditionFailed, TenantTable
from ..store.writes import PRESENT, Delete, Put, Update

KEPT = timedelta(hours=48)
# Longer than API Gateway lets any request run.
RUNS = timedelta(seconds=35)


@dataclass(frozen=True)
class Claim:
    """mine: run it; done: answered before; running: somebody is at it; other: another request's key."""

    state: Literal["mine", "done", "running", "other"]
    status: int = 0
    answer: str | None = None


def claim(table: TenantTable, scope: str, key: str, fingerprint: str, *, at: datetime) -> Claim:
    item = {
        "fingerprint": fingerprint,
        "until": keys.moment(at + RUNS),
        "x": int((at + KEPT).timestamp()),
    }
    free = Attr("pk").not_exists() | Attr("x").lt(int(at.timestamp()))
    abandoned = (
        Attr("fingerprint").eq(fingerprint) & Attr("answer").not_exists() & Attr("until").lt(keys.moment(at))
    )
    try:
        table.put(Put(keys.idempotency(table.tenant, scope, key), item, free | abandoned))
    except ConditionFailed as failed:
        stood = failed.items[0] or {}
        if stood.get("fingerprint") != fingerprint:
            return Claim("other")
        if "answer" in stood:
            return Claim("done", stood["status"], stood["answer"])
        return Claim("running")
    return Claim("mine")


def settle(table: TenantTable, scope: str, key: str, status: int, answer: str) -> None:
    _note(table, scope, key, {"status": status, "answer": answer}, PRESENT)


def let_go(table: TenantTable, scope: str, key: str) -> None:
    """The run is over and no answer is kept: the same request, repeated, runs again and at once."""
    _note(table, scope, key, {"until": "0"}, PRESENT & Attr("answer").not_exists())


def _note(table: TenantTable, scope: str, key: str, sets: Mapping[str, Any], when: Condition) -> None:
    try:
        table.update(Update(keys.idempotency(table.tenant, scope, key), sets=sets, when=when))
    except ConditionFailed:
        return  # it expired meanwhile and nobody will ask for it, or the answer is kept after all


def release(table: TenantTable, scope: str, key: str) -> None:
    """The request was refused and wrote nothing: the next one may try afresh."""
    table.delete(Delete(keys.idempotency(table.tenant, scope, key)))
