"""How face 002 says no: `{"errors": [{message, code, field}]}`, one for each field that is at fault."""

from collections.abc import Mapping
from typing import Any

from ...domain.refusals import (
    Busy,
    Conflict,
    Forbidden,
    Gone,
    Invalid,
    Malformed,
    NotFound,
    Refusal,
    TooLarge,
    TooOften,
)
from ..wire import Record

# The words that the original's page on errors has, and ours where it has none (409, 413, 429, 503).
CODES: Mapping[int, str] = {
    400: "malformed",
    401: "unauthenticated",
    403: "unauthorized",
    404: "not_found",
    409: "conflict",
    410: "missing",
    413: "too_large",
    415: "content_type",
    422: "validation.invalid",
    429: "too_often",
    500: "error",
    503: "unavailable",
}
REQUIRED = "Field required"


class FieldFault(Record):
    """One thing that is wrong; `field` says where, and is null where it is no field's fault."""

    message: str
    code: str
    field: str | None = None


class GamificationFaults(Record):
    """The error body of face 002."""

    errors: list[FieldFault]


class Gamification:
    """The manners of the API that seed 002 documents. Its paths name no tenant: the key does."""

    name = "gamification"
    tenant_parameter: str | None = None
    statuses: Mapping[type[Refusal], int] = {
        Gone: 410,
        NotFound: 404,
        Forbidden: 403,
        Malformed: 400,
        TooLarge: 413,
        Invalid: 422,
        TooOften: 429,
        Busy: 409,
        Conflict: 409,
        Refusal: 400,
    }

    def refusal(self, status: int, detail: str, fields: Mapping[str, str]) -> Any:
        faults = [_of_field(name, fault) for name, fault in fields.items()]
        return {"errors": faults or [_fault(detail, CODES[status], None)]}


def _of_field(field: str, fault: str) -> dict[str, Any]:
    if fault == REQUIRED:
        return _fault(f"The {field} field is required.", "validation.required", field)
    return _fault(f"{field}: {fault}", CODES[422], field)


def _fault(message: str, code: str, field: str | None) -> dict[str, Any]:
    return {"message": message, "code": code, "field": field}
