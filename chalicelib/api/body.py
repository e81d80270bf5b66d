"""A request's body as strict JSON: what Python's parser forgives is refused here (promises J)."""

import base64
import binascii
import json
import re
import unicodedata
from decimal import Decimal
from typing import Any, NoReturn

from ..domain.refusals import Invalid

MOST_BYTES = 256 * 1024
# Of events and imports; more does not fit into a Lambda's request.
BULK_BYTES = 6 * 1024 * 1024
DEEPEST = 20
MOST_KEYS = 500
# What DynamoDB keeps of a number; and what no client can have meant as one.
MOST_DIGITS = 38
ABSURD_DIGITS = 4000
# What may stand around JSON (RFC 8259, 2); Python strips more.
SPACE = b" \t\n\r"
JSON_TYPES = frozenset({"application/json", "text/json"})

_SURROGATE = re.compile("[\ud800-\udfff]")
# A text with all in it, to the end where it has none; and what stands between brackets and texts.
_NO_BRACKET = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[^"\[\]{}]+', re.DOTALL)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class BadBody(Exception):
    """What is wrong with it, and the HTTP status that says so: 400, 413 or 415.

    `at`: the text and the place in it where it stopped being JSON.
    """

    def __init__(self, status: int, detail: str, at: tuple[str, int] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.at = at


def raw(event: dict[str, Any], most: int = MOST_BYTES) -> bytes:
    """The bytes as sent, decoded where the gateway wrapped them."""
    body = event.get("body") or ""
    if event.get("isBase64Encoded"):
        if len(body) > most * 4 // 3 + 4:
            raise BadBody(413, f"The body is larger than {most} bytes.")
        try:
            data = base64.b64decode(body, validate=True)
        except (binascii.Error, ValueError) as error:
            raise BadBody(400, "The body is not valid base64.") from error
    else:
        data = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    if len(data) > most:
        raise BadBody(413, f"The body is larger than {most} bytes.")
    return data


def check_headers(headers: dict[str, str], accepted: frozenset[str] = JSON_TYPES) -> None:
    """Only plain JSON in UTF-8 is read; a missing Content-Type is taken as JSON."""
    if headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise BadBody(415, "A compressed body is not read.")
    kind, _, parameters = headers.get("content-type", "application/json").partition(";")
    if kind.strip().lower() not in accepted:
        raise BadBody(415, f"Send {' or '.join(sorted(accepted))}.")
    charset = re.search(r"charset=\"?([\w-]+)", parameters, re.ASCII | re.IGNORECASE)
    if charset and charset[1].lower() not in ("utf-8", "utf8", "us-ascii"):
        raise BadBody(415, "Send UTF-8.")


def parse(data: bytes, most: int = MOST_BYTES) -> Any:
    """The value; numbers with a fraction come as Decimal, text as NFC (which may take more bytes)."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadBody(400, "The body is not UTF-8.") from error
    text = unicodedata.normalize("NFC", text)
    if len(text) > most // 4 and len(text.encode()) > most:
        raise BadBody(413, f"The body is larger than {most} bytes in Unicode's normal form C.")
    if not text.strip():
        raise BadBody(400, "The body is empty; JSON is expected.")
    _check_depth(text)
    # What the parser lets pass of such a text is clean already.
    plain = text.isascii() and "\\" not in text and "\x7f" not in text
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_float=_decimal,
            parse_int=_integer,
        )
    except json.JSONDecodeError as error:
        said = f"This is not JSON: {error.msg} at line {error.lineno}, column {error.colno}."
        raise BadBody(400, said, (text, error.pos)) from None
    return value if plain else _clean(value)


def _check_depth(text: str) -> None:
    """Before parsing: Python's parser recurses, and 100,000 brackets would end it."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return
    depth = 0
    for bracket in _NO_BRACKET.sub("", text):
        depth += 1 if bracket in "[{" else -1
        if depth > DEEPEST:
            raise BadBody(400, f"The JSON is nested more than {DEEPEST} deep.")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BadBody(400, "A key stands twice in one object.")
    if len(found) > MOST_KEYS:
        raise Invalid(f"An object has more than {MOST_KEYS} keys.", {"body": "too many keys"})
    return found


def _constant(name: str) -> NoReturn:
    raise BadBody(400, f"{name} is not a JSON number.")


def _integer(text: str) -> int:
    if len(text) > ABSURD_DIGITS:
        raise BadBody(400, "A number has too many digits.")
    if len(text) > MOST_DIGITS:
        raise Invalid("A number is out of range.", {"body": f"a number has more than {MOST_DIGITS} digits"})
    return int(text)


def _decimal(text: str) -> Decimal:
    number = Decimal(text)
    exponent = number.as_tuple().exponent
    if len(text) > MOST_DIGITS + 10 or not isinstance(exponent, int) or not -30 <= number.adjusted() <= 30:
        raise BadBody(400, "A number is too large, too small or too long.")
    return number


def _clean(value: Any) -> Any:
    match value:
        case str():
            return _text(value)
        case dict():
            return {_text(name): _clean(inner) for name, inner in value.items()}
        case list():
            return [_clean(inner) for inner in value]
        case _:
            return value


def _text(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    if _SURROGATE.search(text):
        raise BadBody(400, "A text has half a surrogate pair.")
    if _CONTROL.search(text):
        raise BadBody(400, "A text has control characters.")
    return unicodedata.normalize("NFC", text)
