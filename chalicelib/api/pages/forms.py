"""A form's fields as a browser sends them (application/x-www-form-urlencoded), read strictly.

Only a form with a file among its fields is also taken as multipart/form-data.
"""

import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any, get_origin
from urllib.parse import parse_qsl

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from ...domain.ids import UID
from ...domain.refusals import Invalid
from ..body import BadBody, raw
from . import uploads

MOST_BYTES = 128 * 1024
# A file of 256 KB, and the fields beside it.
MOST_WITH_FILE = 300 * 1024
MOST_FIELDS = 3_000
FORM = "application/x-www-form-urlencoded"
# Brought by every form of somebody who is signed in, and taken off before the view sees it.
CSRF = "csrf"
# The id of a record; or of what a form does, made with the form, so that sent twice it is one act.
Uid = Annotated[str, StringConstraints(pattern=f"^{UID.pattern}$")]

LONGEST_NAME = 100
FAULTS = {
    "missing": "is missing",
    "string_too_short": "is missing",
    "string_too_long": "is too long",
    "too_long": "has too many",
    "extra_forbidden": "is not known here",
    "literal_error": "is none of the choices",
}


class Form(BaseModel):
    """What a form says: texts, lists of texts where a name may stand several times, `bytes` of a file."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def read(request: dict[str, Any], headers: Mapping[str, str], model: type[Form]) -> dict[str, list[Any]]:
    """Each field with its values, in order; lines end with a line feed, text is in NFC."""
    given = headers.get("content-type", "")
    kind = given.partition(";")[0].strip().lower()
    files = {name for name, declared in model.model_fields.items() if declared.annotation is bytes}
    if kind == uploads.MULTIPART and files:
        pairs = uploads.read(raw(request, MOST_WITH_FILE), given)
    elif kind == FORM:
        pairs = _urlencoded(request)
    else:
        raise BadBody(415, f"Send {uploads.MULTIPART if files else FORM}.")
    found: dict[str, list[Any]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(_value(name, value, files))
    return found


def _value(name: str, value: str | bytes, files: set[str]) -> str | bytes:
    if isinstance(value, str):
        return _clean(value)
    if name not in files:
        raise BadBody(400, "A file stands where a text belongs.")
    return value


def _urlencoded(request: dict[str, Any]) -> list[tuple[str, str | bytes]]:
    try:
        text = raw(request, MOST_BYTES).decode("ascii")
        return [
            *parse_qsl(
                text,
                keep_blank_values=True,
                strict_parsing=bool(text),
                errors="strict",
                max_num_fields=MOST_FIELDS,
            )
        ]
    except ValueError as error:
        raise BadBody(400, "This is not a form that can be read.") from error


def validated(model: type[Form], fields: Mapping[str, list[Any]]) -> Any:
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
        raise Invalid("Something in this form is not right.", _faults(error)) from None


def _faults(error: ValidationError) -> dict[str, str]:
    """What is wrong with each field, in words for people, who never see a pattern."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    return {
        str(fault["loc"][0])[:LONGEST_NAME]: FAULTS.get(fault["type"], "does not look right")
        for fault in found
    }


def _clean(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if any(unicodedata.category(one) in ("Cc", "Cs") and one not in "\n\t" for one in lines):
        raise BadBody(400, "A text has control characters.")
    return unicodedata.normalize("NFC", lines)
