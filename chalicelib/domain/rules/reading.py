"""Reads single parts of a definition; what is wrong goes to the findings, and a stand-in is read on."""

from enum import StrEnum
from typing import Any, TypeVar

from .faults import Findings, Kind

E = TypeVar("E", bound=StrEnum)


def listed(raw: object, path: str, most: int, findings: Findings) -> list[tuple[dict[str, Any], str]]:
    """The objects of a list, each with its path."""
    if not isinstance(raw, list):
        findings.add(Kind.SHAPE, path, f"{path} is not a list.")
        return []
    if len(raw) > most:
        findings.add(Kind.TOO_MANY, path, f"{path} holds more than {most}.")
        return []
    found = []
    for number, each in enumerate(raw):
        if isinstance(each, dict):
            found.append((each, f"{path}[{number}]"))
        else:
            findings.add(Kind.SHAPE, f"{path}[{number}]", f"{path}[{number}] is not an object.")
    return found


def member(names: type[E], raw: object, path: str, findings: Findings) -> E | None:
    """The one of a closed list that is named; never anything looked up by what a client wrote."""
    if isinstance(raw, str) and raw in names._value2member_map_:
        return names(raw)
    findings.add(Kind.UNKNOWN, path, f"Unknown {path.rsplit('.', 1)[-1]} [{shown(raw)}].")
    return None


def flag(raw: object, path: str, findings: Findings) -> bool:
    if isinstance(raw, bool):
        return raw
    findings.add(Kind.SHAPE, path, f"{path} is not true or false.")
    return True


def whole(raw: object, path: str, bounds: range, findings: Findings) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int):
        findings.add(Kind.SHAPE, path, f"{path} is not a whole number.")
        return bounds.start
    if raw not in bounds:
        findings.add(Kind.UNFIT, path, f"{path} is not from {bounds.start} to {bounds.stop - 1}.")
    return raw


def shown(raw: object) -> str:
    """What was written, as far as a message should repeat it."""
    return raw[:60] if isinstance(raw, str) else "" if raw is None else type(raw).__name__
