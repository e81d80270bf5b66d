"""How face 004 says no: `{"data": null, "errors": [{code, message}], "warnings": null}`."""

from collections.abc import Mapping
from typing import Any

from ...domain.refusals import (
    Busy,
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    Refusal,
    TooOften,
)
from ...domain.targets.refusals import (
    AlreadyEnrolled,
    NotEnrolled,
    PeriodNotFound,
    UnknownCustomer,
)
from ..wire import Record

# What no refusal of the domain stands behind has the HTTP status in its code.
OWN = 900_000


class NoSuchUser(UnknownCustomer):
    """The same where the path names the customer: then it is the path that leads nowhere."""


class TargetFault(Record):
    """One thing that is wrong."""

    code: int
    message: str


class TargetFaults(Record):
    """The error body of face 004."""

    data: None = None
    errors: list[TargetFault]
    warnings: None = None


class Targets:
    """The manners of the API that seed 004 documents. Its paths name no tenant: the key does."""

    name = "targets"
    tenant_parameter: str | None = None
    statuses: Mapping[type[Refusal], int] = {
        NoSuchUser: 404,
        UnknownCustomer: 400,
        PeriodNotFound: 400,
        AlreadyEnrolled: 400,
        NotEnrolled: 400,
        NotFound: 404,
        Forbidden: 403,
        Invalid: 400,
        TooOften: 429,
        Busy: 409,
        Conflict: 409,
        Refusal: 400,
    }

    def refusal(self, status: int, detail: str, fields: Mapping[str, str]) -> Any:
        """What no refusal of the domain stands behind: no key, a body that is none, our own failure."""
        return said([(OWN + status, detail)])


def said(faults: list[tuple[int, str]]) -> dict[str, Any]:
    """The body, from each fault's code and words."""
    return {
        "data": None,
        "errors": [{"code": code, "message": message} for code, message in faults],
        "warnings": None,
    }
