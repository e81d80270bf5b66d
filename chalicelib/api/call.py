"""A route as declared, a request as understood, an answer as given."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from ..domain.api_key import Caller, Role
from ..domain.refusals import Refusal, TooOften
from ..wiring import Ids, TenantTable, Wiring
from .body import MOST_BYTES


@dataclass(frozen=True)
class Endpoint:
    """What is declared about a route: the policy, the models, and the words for OpenAPI."""

    method: str
    path: str
    who: frozenset[Role] | None
    face: str
    summary: str
    body: type[BaseModel] | None = None
    answers: Any = None
    status: int = 200
    query: Mapping[str, str] = field(default_factory=dict)
    bodiless: bool = False
    keep_answer: bool = True
    media: str = "application/json"
    most: int = MOST_BYTES
    twin: bool = False
    also: Mapping[int, str] = field(default_factory=dict)
    draws: bool = False
    formats: tuple[str, ...] = ()


@dataclass(frozen=True)
class Call:
    """One request, understood."""

    wired: Wiring
    caller: Caller
    table: TenantTable
    now: datetime
    ids: Ids
    body: Any
    query: Mapping[str, str]
    path: str
    scope: str


@dataclass(frozen=True)
class Answer:
    """What a view gives back when the plain value does not say it all."""

    body: Any = None
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


def timed(answer: Answer, refusal: Refusal) -> Answer:
    """The answer to a refusal, with the time after which another try may go better."""
    if not isinstance(refusal, TooOften):
        return answer
    return replace(answer, headers={**answer.headers, "Retry-After": str(refusal.seconds)})
