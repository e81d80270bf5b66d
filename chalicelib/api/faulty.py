"""What is wrong with a body, and where, in the words of the request alone."""

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

# How pydantic says that a key is at fault, and not what stands under it.
OF_A_KEY = "[key]"


def fields(error: ValidationError, body: Any) -> dict[str, str]:
    """What is wrong by its place; of a union each branch has its say."""
    found: dict[str, list[str]] = {}
    for fault in error.errors(include_url=False, include_context=False, include_input=False):
        at = place(fault["loc"], body, missing=fault["type"] == "missing")
        found.setdefault(at, []).append(fault["msg"].removeprefix("Value error, "))
    return {at: "; ".join(dict.fromkeys(words)) for at, words in found.items()}


def place(loc: Sequence[int | str], body: Any, *, missing: bool = False) -> str:
    """pydantic's location as `steps.0.number`, without the names that it gives to the branches of a union.

    `missing`: what the last part names is not there. From where the body had another shape before it was
    judged, all is said.
    """
    parts: list[str] = []
    here = body
    for at, part in enumerate(loc):
        rest = loc[at:]
        if (isinstance(here, dict) and part in here) or _index(part, here):
            here = here[part]
            parts.append(str(part))
        elif (
            isinstance(part, int) or part == OF_A_KEY or (missing and len(rest) == 1) or _reshaped(rest, here)
        ):
            parts += map(str, rest)
            break
    return ".".join(parts) or "body"


def _index(part: int | str, here: Any) -> bool:
    return isinstance(part, int) and isinstance(here, list) and part < len(here)


def _reshaped(rest: Sequence[int | str], here: Any) -> bool:
    """A list that is named by words was made a table; a branch's name stands before an index."""
    return isinstance(here, list) and not any(isinstance(part, int) for part in rest[1:2])
