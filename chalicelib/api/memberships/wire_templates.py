"""Paper templates as the wire has them; what each setting may hold is the domain's to say."""

import base64
import binascii
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field

from ...domain.logos import fault_in_logo
from ..wire import NaiveTime, Record, Settable, Text100

Layout = Literal["certificate-landscape", "certificate-portrait", "invoice"]
MOST_BLOCKS = 100


def _logo(text: str) -> str:
    try:
        file = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("base64 is expected") from error
    if fault := fault_in_logo(file):
        raise ValueError(fault)
    return text


Logo = Annotated[str, Field(min_length=1), AfterValidator(_logo)]


class TemplateBody(Settable):
    """What is not given stays as it is; null goes back to the house's own."""

    served: ClassVar[frozenset[str]] = Settable.served | {"logo_digest"}

    name: Text100 | None = None
    layout: Layout | None = None
    wording: Annotated[dict[str, str], Field(max_length=MOST_BLOCKS)] | None = None
    colours: Annotated[dict[str, str], Field(max_length=10)] | None = None
    options: Annotated[dict[str, Any], Field(max_length=20)] | None = None
    logo: Logo | None = None


class TemplateLine(Record):
    """A template as lists show it: without its logo."""

    uid: str
    uri: str
    created: NaiveTime
    last_updated: NaiveTime
    name: str
    layout: Layout
    wording: dict[str, str]
    colours: dict[str, str]
    options: dict[str, Any]
    logo_digest: str | None


class TemplateRecord(TemplateLine):
    """`logo` is the file, PNG or SVG, in base64."""

    logo: str | None
