"""An achievement of three steps as a state and what each call makes of it: the oracle for real histories."""

from typing import NamedTuple

STEPS = frozenset({1, 2, 3})
REFUSED = "refused"


class Steps(NamedTuple):
    done: frozenset[int] = frozenset()
    finished: bool = False


def model(state: Steps, asked: tuple[str, int]) -> tuple[Steps, object]:
    """The state after a call, and its answer: the steps that are done then, or a refusal."""
    verb, number = asked
    if verb == "reopen":
        after = Steps(state.done) if state.finished else None
    elif state.finished:
        after = None
    else:
        after = _open(state, verb, number)
    return (state, REFUSED) if after is None else (after, after)


def _open(state: Steps, verb: str, number: int) -> Steps | None:
    match verb:
        case "complete_step":
            return Steps(state.done | {number})
        case "uncomplete_step":
            return Steps(state.done - {number})
        case "complete_all_steps":
            return Steps(STEPS)
        case "reset_steps":
            return Steps()
        case "finish":
            return Steps(state.done, True) if state.done == STEPS else None
    raise LookupError(verb)
