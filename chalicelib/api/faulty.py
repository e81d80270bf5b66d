"""Where in a body a fault is, in the words of the request alone."""

from collections.abc import Sequence
from typing import Any


def place(loc: Sequence[int | str], body: Any, *, missing: bool = False) -> str:
    """pydantic's location as `steps.0.number`, without the names that it gives to the branches of a union.

    `missing`: what the last part names is not there.
    """
    parts: list[str] = []
    here = body
    for at, part in enumerate(loc):
        if isinstance(part, int):
            here = here[part] if isinstance(here, list) and part < len(here) else None
        elif isinstance(here, dict) and (part in here or (missing and at == len(loc) - 1)):
            here = here.get(part)
        else:
            continue
        parts.append(str(part))
    return ".".join(parts) or "body"
