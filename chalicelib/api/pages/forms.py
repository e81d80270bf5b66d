"""A form's fields as a browser sends them (application/x-www-form-urlencoded), read strictly."""

import unicodedata
from collections.abc import Mapping
from typing import Any, get_origin
from urllib.parse import parse_qsl

from pydantic import BaseModel, ConfigDict, ValidationError

from ...domain.refusals import Invalid
from .. import faulty
from ..body import BadBody, raw

MOST_BYTES = 128 * 1024
MOST_FIELDS = 3_000
FORM = "application/x-www-form-urlencoded"
# Brought by every form of somebody who is signed in, and taken off before the view sees it.
CSRF = "csrf"


class Form(BaseModel):
    """What a form says: texts, and lists of texts where a name may stand several times."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def read(request: dict[str, Any], headers: Mapping[str, str]) -> dict[str, list[str]]:
    """Each field with its values, in order; lines end with a line feed, text is in NFC."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM:
        raise BadBody(415, f"Send {FORM}.")
    try:
        text = raw(request, MOST_BYTES).decode("ascii")
        pairs = parse_qsl(
            text,
            keep_blank_values=True,
            strict_parsing=bool(text),
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError as error:
        raise BadBody(400, "This is not a form that can be read.") from error
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(_clean(value))
    return found


def validated(model: type[Form], fields: Mapping[str, list[str]]) -> Any:
    """The form; Invalid names each field at fault."""
    said: dict[str, Any] = {}
    for name, values in fields.items():
        declared = model.model_fields.get(name)
        if declared is not None and get_origin(declared.annotation) in (list, tuple):
            said[name] = values
        elif len(values) > 1:
            raise Invalid("A field stands twice.", {name: "give it once"})
        else:
            said[name] = values[0]
    try:
        return model.model_validate(said)
    except ValidationError as error:
        raise Invalid("Something in this form is not right.", faulty.fields(error, said)) from None


def _clean(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if any(unicodedata.category(one) in ("Cc", "Cs") and one not in "\n\t" for one in lines):
        raise BadBody(400, "A text has control characters.")
    return unicodedata.normalize("NFC", lines)
