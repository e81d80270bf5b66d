"""The cells of a CSV file: text read strictly to values, values written so that no spreadsheet runs them."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from .ids import is_uid
from .money import PLACES
from .refusals import Invalid
from .tenant import check_timezone

# Reads one cell that is not blank; ValueError says in words what was expected.
Cell = Callable[[str], Any]

# An address as the API takes it, too.
ADDRESS = r"[^\s@<>,;:\"()\[\]\\]{1,64}@[^\s@<>,;:\"()\[\]\\]+\.[^\s@<>,;:\"()\[\]\\]+"
LONGEST_ADDRESS = 254
BETWEEN = ";"

_ADDRESS = re.compile(ADDRESS)
_LINK = re.compile(r"https?://[^\s<>\"\\]{1,1990}")
_LOCALE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}")
_REF = re.compile(r"/[a-z0-9-]{2,40}/[a-z_]{2,40}/([0-9a-f]{24})/?")
_AMOUNT = re.compile(r"[0-9]{1,12}(\.[0-9]{1,4})?")
_WHOLE = re.compile(r"[0-9]{1,15}")
_BOOLEANS = {"true": True, "false": False, "yes": True, "no": False}

# OWASP ASVS 1.2.10: what a spreadsheet would take for a formula gets a ' in front.
_RISKY = re.compile("'*[=+\\-@\t\r\n\0]")


def guarded(text: str) -> str:
    """A cell's text as it is written. One that looks guarded already gets one more, so that none is lost."""
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(text: str) -> str:
    """What was meant by a cell: `guarded` backwards."""
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text


def written(value: Any) -> str:
    """A value as the text of a cell, before it is guarded; nothing is an empty cell."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case tuple():
            return BETWEEN.join(map(str, value))
        case _:
            return str(value)


def text(longest: int) -> Cell:
    def read(cell: str) -> str:
        if len(cell) > longest:
            raise ValueError(f"expected at most {longest} signs")
        return cell

    return read


def one_of(*words: str) -> Cell:
    def read(cell: str) -> str:
        word = cell.strip().lower()
        if word not in words:
            raise ValueError(f"expected {', '.join(words[:-1])} or {words[-1]}")
        return word

    return read


def boolean(cell: str) -> bool:
    try:
        return _BOOLEANS[cell.strip().lower()]
    except KeyError:
        raise ValueError("expected true or false") from None


def day(cell: str) -> date:
    """A date; a time of that day behind it moves nothing, as in the API."""
    try:
        found = datetime.fromisoformat(cell.strip()).date() if cell.isascii() else None
    except ValueError:
        found = None
    if found is None or len(cell.strip()) < len("2026-11-21") or not 1900 <= found.year <= 9998:
        raise ValueError("expected a date such as 2026-11-21")
    return found


def amount(cell: str) -> Decimal:
    if _AMOUNT.fullmatch(cell.strip()) is None:
        raise ValueError("expected an amount such as 120.00")
    return Decimal(cell.strip())


def currency(cell: str) -> str:
    if cell.strip() not in PLACES:
        raise ValueError("expected an ISO 4217 code such as GBP")
    return cell.strip()


def whole(cell: str) -> int:
    if _WHOLE.fullmatch(cell.strip()) is None or int(cell) < 1:
        raise ValueError("expected a whole number from 1")
    return int(cell)


def balance(cell: str) -> int:
    if _WHOLE.fullmatch(cell.strip()) is None:
        raise ValueError("expected a whole number from 0")
    return int(cell)


def uid(cell: str) -> str:
    """A uid, as such or within a reference."""
    found = _REF.fullmatch(cell.strip())
    bare = found[1] if found else cell.strip()
    if not is_uid(bare):
        raise ValueError("expected a uid or a reference")
    return bare


def uids(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(uid(part) for part in cell.split(BETWEEN) if part.strip()))


def uid_or_name(longest: int) -> Cell:
    """A reference comes as its uid; anything else is a name or a number of somebody else's."""

    def read(cell: str) -> str:
        try:
            return uid(cell)
        except ValueError:
            return str(text(longest)(cell))

    return read


def emails(cell: str) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for part in cell.split(BETWEEN):
        address = part.strip()
        if not address:
            continue
        if _ADDRESS.fullmatch(address) is None or len(address) > LONGEST_ADDRESS or not address.isprintable():
            raise ValueError("expected an e-mail address, or several with ; between them")
        found.setdefault(address.casefold(), address)
    return tuple(found.values())


def link(cell: str) -> str:
    if _LINK.fullmatch(cell) is None:
        raise ValueError("expected a URL")
    return cell


def locale(cell: str) -> str:
    if _LOCALE.fullmatch(cell) is None or len(cell) > 35:
        raise ValueError("expected a locale such as en-GB")
    return cell


def timezone(cell: str) -> str:
    try:
        check_timezone(cell)
    except Invalid:
        raise ValueError("expected a name of the IANA time zone database") from None
    return cell
