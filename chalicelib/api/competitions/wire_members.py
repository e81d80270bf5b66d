"""Members, icons and reward types of face 001 as the wire has them."""

import base64
import binascii
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from ...domain.reward_type import KEY
from ..wire import Bare, Email, Record
from .dialect import Fault
from .faults import fault
from .wire import Labels, Open, ReadLater

MOST_MEMBERS = 10_000
# A file of 256 KB in base64, and what stands around it.
UPLOAD_BYTES = 384 * 1024

Reference = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^\S(.*\S)?$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"\S")]


class BroughtMemberBody(Open):
    """What is not given stays as it is."""

    memberRefId: Reference  # noqa: N815 - the seed's word
    memberType: Literal["Individual", "Team"] | None = None  # noqa: N815
    name: Name | None = None
    email: Email | None = None
    groups: Labels | None = None


Members = Annotated[list[BroughtMemberBody], Field(min_length=1, max_length=MOST_MEMBERS)]


class MembersBody(Bare[Members], ReadLater):
    """1 to 10,000 members; each is read by itself."""


class MemberFate(Record):
    """What became of one member of a list."""

    index: int
    memberRefId: str | None  # noqa: N815
    id: str | None
    status: Literal["created", "updated", "rejected"]
    errors: list[Fault] | None = None


class MemberFates(Record):
    data: list[MemberFate]


def _file(value: Any) -> Any:
    if not isinstance(value, str):
        fault("missing_value", "No usable value for file")
    try:
        base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        fault("not_acceptable", "file: base64 is expected")
    return value


class IconBody(Open):
    """A PNG or an SVG of at most 256 KB, in base64."""

    fileName: Name  # noqa: N815
    file: Annotated[str, BeforeValidator(_file), Field(json_schema_extra={"format": "base64"})]


class RewardTypeBody(Open):
    """`key` is its word, once in a tenant."""

    key: Annotated[str, StringConstraints(pattern=f"^{KEY.pattern}$")]
    name: Name
    description: Annotated[str, Field(max_length=5_000)] | None = None
    unitOfMeasure: Annotated[str, Field(max_length=100)] | None = None  # noqa: N815
