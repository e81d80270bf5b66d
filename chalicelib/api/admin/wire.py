"""The records of the admin routes as the wire has them."""

import base64
import binascii
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, Field

from ..wire import (
    Bare,
    Body,
    Colour,
    Email,
    Fixed,
    HttpsUrl,
    Locale,
    NaiveTime,
    Record,
    RefText,
    Settable,
    Text64,
    Text100,
    Text200,
    Text500,
    Text2000,
)

# A logo of 256 KB in base64, and its frame.
UPLOAD_BYTES = 384 * 1024


class ApiKeyBody(Body):
    """A member's key must be bound to a contact; an admin's or coach's may be."""

    role: Literal["admin", "coach", "member"]
    contact: RefText | None = None
    label: Text200 | None = None
    expires: NaiveTime | None = None


class ApiKeyChange(Fixed):
    """Of a key only its label is changed; what else it is, it is for good."""

    label: Text200 | None = None


class ApiKeyRecord(Record):
    """A key as it is listed: by its id and prefix, never its text."""

    uid: str
    uri: str
    created: NaiveTime
    last_updated: NaiveTime
    key_id: str
    prefix: str
    role: str
    contact: str | None
    label: str | None
    expires: NaiveTime | None
    revoked: NaiveTime | None


class NewApiKeyRecord(ApiKeyRecord):
    """The one time that the text is shown."""

    key: str


class TenantBody(Settable):
    served: ClassVar[frozenset[str]] = frozenset(
        {"tenant", "created", "last_updated", "mails_per_day", "logo_url"}
    )

    name: Text200 | None = None
    colour: Colour | None = None
    accent: Colour | None = None
    logo: HttpsUrl | None = None
    website: HttpsUrl | None = None
    reply_to: Email | None = None
    timezone: Text64 | None = None
    locale: Locale | None = None
    address: Text500 | None = None
    tax_id: Text64 | None = None
    public_links: Literal["open", "signed"] | None = None
    child_names: Literal["short", "full"] | None = None


def _base64(text: str) -> str:
    try:
        base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("base64 is expected") from error
    return text


class LogoBody(Body):
    """A PNG or an SVG of at most 256 KB, in base64."""

    logo: Annotated[str, Field(min_length=1, json_schema_extra={"format": "base64"}), AfterValidator(_base64)]


class TenantRecord(Record):
    """`logo` is the address that mails show; `logo_url` is where the uploaded one is served."""

    tenant: str
    created: NaiveTime
    last_updated: NaiveTime
    name: str
    colour: str
    accent: str
    logo: str | None
    logo_url: str | None
    website: str | None
    reply_to: str | None
    timezone: str
    locale: str
    address: str | None
    tax_id: str | None
    public_links: str
    child_names: str
    mails_per_day: int


class TriggerAction(Body):
    """`send-templated-email` has a `template`, `webhook` a `url`, `post` neither."""

    action: Text100
    template: Text100 | None = None
    url: Text2000 | None = None


class TriggersBody(Bare[dict[str, list[TriggerAction]]]):
    """Event name → actions, as seed 003 shows them."""


class NewWebhookSecret(Record):
    """The one time that the text is shown. The one before it goes on until then."""

    secret: str
    created: NaiveTime
    previous_until: NaiveTime | None


class DeliveryRecord(Record):
    """One event to one URL, on its way or at its end."""

    uid: str
    uri: str
    created: NaiveTime
    last_updated: NaiveTime
    event: str
    type: str
    url: str
    state: str
    reason: str | None
    answered: int | None
    attempts: int
    next_attempt: NaiveTime | None
    delivered_date: NaiveTime | None
    payload: Any


class SuppressionBody(Body):
    email: Email
    reason: Text200 | None = None


class SuppressionRecord(Record):
    """That an address gets no mail, since when and why; `mail` is the one that led to it, if one did."""

    email: str
    created: NaiveTime
    cause: str
    reason: str
    mail: str | None


class Health(BaseModel):
    status: str
    version: str


class Check(BaseModel):
    """One thing that was looked at; null where nothing is known yet."""

    ok: bool
    value: str | int | NaiveTime | None


class Ready(BaseModel):
    """All is well where every check is."""

    ready: bool
    checks: dict[str, Check]


class Token(BaseModel):
    """RFC 6749 §5.1."""

    access_token: str
    token_type: str
    expires_in: int
