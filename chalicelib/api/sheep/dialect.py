"""How faces 000 and 003 say no: `{"error", "error_detail"}`, with `fields` where fields are at fault."""

from collections.abc import Mapping
from typing import Any

from ...domain.refusals import (
    Busy,
    Conflict,
    Contradiction,
    Forbidden,
    Invalid,
    NotFound,
    Refusal,
    TooOften,
)
from ..wire import Record

# Spelt out, for the standard library's phrases change from one Python to the next.
WORDS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    409: "Conflict",
    410: "Gone",
    413: "Request Entity Too Large",
    415: "Unsupported Media Type",
    422: "Unprocessable Entity",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


class Refused(Record):
    """The error body of faces 000 and 003."""

    error: str
    error_detail: str
    fields: dict[str, str] | None = None


class Sheep:
    """The manners of the API that seeds 000 and 003 document."""

    tenant_parameter: str | None = "flock"
    statuses: Mapping[type[Refusal], int] = {
        NotFound: 404,
        Forbidden: 403,
        Contradiction: 400,
        Invalid: 422,
        TooOften: 429,
        Busy: 409,
        Conflict: 409,
        Refusal: 400,
    }

    def __init__(self, name: str = "achievements") -> None:
        self.name = name

    def refusal(self, status: int, detail: str, fields: Mapping[str, str]) -> Any:
        said: dict[str, Any] = {"error": WORDS[status], "error_detail": detail}
        return {**said, "fields": dict(fields)} if fields else said
