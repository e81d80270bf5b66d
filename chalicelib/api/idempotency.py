"""Idempotency-Key: the same request, repeated, gets the first answer (contract: every face).

The ids of what a request creates follow from its key and what it says, so that even a request that died
half-way and is repeated makes nothing twice.
"""

import hashlib
import json
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from ..actions import claims
from ..domain.refusals import Conflict, Malformed, Refusal
from ..wiring import Ids, SeededIds, Unavailable
from . import wire
from .call import Answer, Call

_KEY = re.compile(r"[\x21-\x7e]{1,255}")


class Mismatch(Conflict):
    """The key was used for another request."""


def once(call: Call, key: str, *, keep: bool, run: Callable[[Ids], Answer]) -> Answer:
    """The first answer to this key, or this one if it is the first."""
    if _KEY.fullmatch(key) is None:
        raise Malformed("The Idempotency-Key must be 1 to 255 visible ASCII characters.")
    scope, fingerprint = f"{call.caller.key}|{call.scope}|{call.path.rstrip('/')}", _fingerprint(call)
    claim = claims.claim(call.table, scope, key, fingerprint, at=call.now)
    match claim.state:
        case "other":
            raise Mismatch("This Idempotency-Key was used for another request.")
        case "running":
            raise Conflict("The first request with this Idempotency-Key is still running.")
        case "done" if claim.answer is not None:
            return Answer(json.loads(claim.answer), claim.status)
        case _:
            pass
    ids = SeededIds(call.caller.secret, scope, key, fingerprint)
    try:
        return _run(call, scope, key, keep, lambda: run(ids))
    except Refusal:
        claims.release(call.table, scope, key)
        raise
    except Unavailable:
        with suppress(Unavailable):  # then the claim ends by itself
            claims.let_go(call.table, scope, key)
        raise


def _run(call: Call, scope: str, key: str, keep: bool, run: Callable[[], Answer]) -> Answer:
    answer = run()
    if keep:
        claims.settle(call.table, scope, key, answer.status or 200, wire.dumps(answer.body))
    else:
        claims.let_go(call.table, scope, key)
    return answer


def _fingerprint(call: Call) -> str:
    said: Any = [sorted(call.query.items()), call.body]
    return hashlib.sha256(wire.dumps(said).encode()).hexdigest()
