"""What is dear: a key may do it so often, and is told when it may again (429)."""

from collections.abc import Mapping

from ..actions import braking
from .call import Call

# What a route says in its declaration (`also`).
TOO_OFTEN: Mapping[int, str] = {
    429: "This key did it too often; Retry-After says in how many seconds it may again."
}


def take(call: Call, what: str) -> None:
    """A call out of its key's bucket. For a view that is about to do it: cheap refusals come before."""
    braking.take(call.table, call.caller, what, at=call.now)
