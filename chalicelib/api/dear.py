"""Views that are dear: a key may call them so often, and is told when it may again (429)."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from ..actions import braking
from .call import Call

View = Callable[..., Any]
# What a route says in its declaration (`also`).
TOO_OFTEN: Mapping[int, str] = {
    429: "This key did it too often; Retry-After says in how many seconds it may again."
}


def dear(what: str) -> Callable[[View], View]:
    """Each call of the view takes one out of its key's bucket; an answer that is given again takes none."""

    def limited(view: View) -> View:
        @wraps(view)
        def taken(call: Call, **named: str) -> Any:
            braking.take(call.table, call.caller, what, at=call.now)
            return view(call, **named)

        return taken

    return limited
