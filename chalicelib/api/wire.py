"""Values as the wire has them: strict types in, the face's formats out."""

import json
import re
import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Generic, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    RootModel,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from ..domain.cells import ADDRESS, LONGEST_ADDRESS

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime(9999, 1, 1, tzinfo=UTC)


class Body(BaseModel):
    """What a client sends: nothing is coerced, nothing unknown is passed over."""

    # Most of a module's models are of other routes: each is built when it is first used.
    model_config = ConfigDict(strict=True, extra="forbid", defer_build=True)


class Settable(Body):
    """A record that is sent back as it was got: what only the server sets is passed over."""

    served: ClassVar[frozenset[str]] = frozenset({"uid", "uri", "created", "last_updated"})

    @model_validator(mode="before")
    @classmethod
    def _pass_over(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        return {name: value for name, value in given.items() if name not in cls.served}


class Fixed(Settable):
    """A record whose own calls change it: a PUT may send it back as it was got (`check_unchanged`)."""

    model_config = ConfigDict(strict=True, extra="allow")


Root = TypeVar("Root")


class Bare(RootModel[Root], Generic[Root]):
    """A body that is no object with fields, but a list or a table."""

    model_config = ConfigDict(defer_build=True)


def given_fields(body: Body) -> dict[str, Any]:
    """The fields that the client named, as the code has them (a dump would write days and money as text)."""
    return {name: getattr(body, name) for name in body.model_fields_set}


class Record(BaseModel):
    """What a client gets."""

    model_config = ConfigDict(defer_build=True)


def _time(value: Any) -> Any:
    if isinstance(value, datetime):  # one of our own, on its way out; JSON brings none
        return value
    if not isinstance(value, str) or not value.isascii():
        raise ValueError("an ISO 8601 time is expected")
    return in_utc(datetime.fromisoformat(value))


def in_utc(at: datetime) -> datetime:
    """What a client said, in UTC: naive is UTC, an offset is honoured; else a ValueError."""
    if not 1 < at.year < 9999:  # an offset could lead out of all years, which is no ValueError
        raise ValueError("a time between 1900 and 9999 is expected")
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    if not EARLIEST <= at < LATEST:
        raise ValueError("a time between 1900 and 9999 is expected")
    return at


def naive_iso(at: datetime) -> str:
    """Faces 000 and 003: UTC without saying so."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat()


# In: naive is UTC, an offset is honoured. Out: naive UTC.
NaiveTime = Annotated[
    datetime,
    BeforeValidator(_time),
    PlainSerializer(naive_iso, return_type=str),
    Field(json_schema_extra={"type": "string", "examples": ["2026-11-21T18:30:00"]}),
]


def sayable(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be blank")
    return text


# Texts by their greatest length in code points; blank ones are refused.
_Said = AfterValidator(sayable)
Text50 = Annotated[str, StringConstraints(min_length=1, max_length=50), _Said]
Text64 = Annotated[str, StringConstraints(min_length=1, max_length=64), _Said]
Text100 = Annotated[str, StringConstraints(min_length=1, max_length=100), _Said]
Text200 = Annotated[str, StringConstraints(min_length=1, max_length=200), _Said]
Text300 = Annotated[str, StringConstraints(min_length=1, max_length=300), _Said]
Text500 = Annotated[str, StringConstraints(min_length=1, max_length=500), _Said]
Text2000 = Annotated[str, StringConstraints(min_length=1, max_length=2_000), _Said]
Text5000 = Annotated[str, StringConstraints(min_length=1, max_length=5_000), _Said]
Text10000 = Annotated[str, StringConstraints(min_length=1, max_length=10_000), _Said]


def _visible(text: str) -> str:
    if any(unicodedata.category(character)[0] == "C" for character in text):
        raise ValueError("must not hold invisible characters")
    return text


# The pattern is one that every client's regular expressions can read; what they cannot say, _visible does.
Email = Annotated[
    str,
    StringConstraints(
        max_length=LONGEST_ADDRESS,
        pattern=f"^{ADDRESS}$",
    ),
    AfterValidator(_visible),
]
HttpsUrl = Annotated[str, StringConstraints(max_length=2000, pattern=r"^https?://[^\s<>\"\\]+$")]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]
Locale = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}$", max_length=35)
]
RefText = Annotated[str, StringConstraints(min_length=1, max_length=120)]


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("a number is expected")
    return Decimal(value)


# Exact in, a JSON number out: no trailing zero, no exponent's rounding below 16 digits.
Number = Annotated[Decimal, BeforeValidator(_number), WithJsonSchema({"type": "number"})]


def snake(name: str) -> str:
    """A path's parameter in the house's spelling: some documents write `{targetId}`."""
    return re.sub(r"[A-Z]", lambda letter: f"_{letter[0].lower()}", name)


def dumps(value: Any) -> str:
    return json.dumps(value, default=_plain, ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    match value:
        case BaseModel():
            return value.model_dump()
        case datetime():
            return naive_iso(value)
        case date():
            return value.isoformat()
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case tuple() | set() | frozenset():
            return list(value)
        case _:
            raise TypeError(f"{type(value).__name__} has no place on the wire")
