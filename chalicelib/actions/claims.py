"""Claims on an Idempotency-Key: who runs the request, and what it was answered."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from boto3.dynamodb.conditions import Attr

from ..store import keys
from ..store.table import ConditionFailed, TenantTable
from ..store.writes import Delete, Put, Update

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
    where = keys.idempotency(table.tenant, scope, key)
    try:
        table.update(Update(where, sets={"status": status, "answer": answer}))
    except ConditionFailed:
        return  # it expired meanwhile: nobody will ask for it


def lay_open(table: TenantTable, scope: str, key: str, *, at: datetime) -> None:
    """No answer is kept (a secret, or there is none): whoever repeats the request has it made again."""
    where = keys.idempotency(table.tenant, scope, key)
    try:
        table.update(Update(where, sets={"until": keys.moment(at - timedelta(seconds=1))}))
    except ConditionFailed:
        return


def release(table: TenantTable, scope: str, key: str) -> None:
    """The request was refused and wrote nothing: the next one may try afresh."""
    table.delete(Delete(keys.idempotency(table.tenant, scope, key)))
