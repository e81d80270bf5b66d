"""How face 001 says no: `{"errors": [{message, code, status}]}`, all faults of a request at once."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from ...domain.award_states import AlreadyClaimed
from ...domain.refusals import (
    Busy,
    Conflict,
    EmptyId,
    Forbidden,
    Invalid,
    Locked,
    Malformed,
    Missing,
    NoRules,
    NotFound,
    Refusal,
    TooLarge,
    TooOften,
    nearest,
)
from ..wire import Record


class Code(NamedTuple):
    """The number that the seed gives a fault, and its HTTP status."""

    number: int
    status: int


UNREADABLE = Code(1001, 400)
# Ours begin at 9000, so that they can never be taken for one of theirs; the rest of it is the status.
OWN = 9000
CODES: Mapping[type[Refusal], Code] = {
    EmptyId: Code(1008, 406),
    Missing: Code(1002, 404),
    TooLarge: Code(OWN + 413, 413),
    Malformed: UNREADABLE,
    Invalid: Code(1003, 406),
    Locked: Code(1003, 406),
    NotFound: Code(1007, 404),
    NoRules: Code(2023, 409),
    AlreadyClaimed: Code(OWN + 400, 400),
    Conflict: Code(OWN + 409, 409),
    TooOften: Code(OWN + 429, 429),
    Busy: Code(OWN + 409, 409),
    Forbidden: Code(OWN + 403, 403),
    Refusal: UNREADABLE,
}


class Fault(Record):
    """One thing that is wrong."""

    message: str
    code: int
    status: int


class Faults(Record):
    """The error body of face 001; the answer's status is the first one's."""

    errors: list[Fault]


class Competitions:
    """The manners of the API that seed 001 documents."""

    name = "competitions"
    tenant_parameter: str | None = "space"
    statuses: Mapping[type[Refusal], int] = {kind: code.status for kind, code in CODES.items()}

    def refusal(self, status: int, detail: str, fields: Mapping[str, str]) -> Any:
        """What no refusal of the domain stands behind: no key, a body that is none, our own failure."""
        code = UNREADABLE.number if status == UNREADABLE.status else OWN + status
        return said([(Code(code, status), detail)])


def said(faults: list[tuple[Code, str]]) -> dict[str, Any]:
    """The body, from each fault's code and words."""
    return {
        "errors": [
            {"message": message, "code": code.number, "status": code.status} for code, message in faults
        ]
    }


def code_of(refusal: Refusal) -> Code:
    """By the nearest class that has one."""
    return nearest(refusal, CODES)
