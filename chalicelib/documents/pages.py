"""The pages that people see: a template of templates/pages/, its words in the reader's language."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

# The repository and the Lambda package both have templates/ beside chalicelib/.
TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"
PAGES = TEMPLATES / "pages"
# English is written in the templates; each other language has a folder of words.
ENGLISH = "en"


@dataclass(frozen=True)
class Reader:
    """In whose language and time zone a page is written."""

    language: str
    zone: str

    def say(self, text: str, **values: Any) -> str:
        """The text in the reader's language, with its {values}; what has no translation stays English.

        A text without values is never filled in: it may be a refusal that says what somebody wrote.
        """
        if values:
            return words(self.language).get(text, text).format(**values)
        return self.told(text)

    def told(self, text: str) -> str:
        """What may have no words in the language, as a fault of one field; then it is said as it is."""
        known = words(self.language).get(text)
        return _recognised(self.language, text) if known is None else known

    def count(self, one: str, many: str, n: int, **values: Any) -> str:
        """One text or the other, by `n`, which is `{n}` in both."""
        return self.say(one if n == 1 else many, n=n, **values)

    def day(self, at: date | datetime | None) -> str:
        """A day as people write it; of a moment, the day on the reader's wall. Nothing of nothing."""
        if at is None:
            return ""
        local = at.astimezone(ZoneInfo(self.zone)).date() if isinstance(at, datetime) else at
        month = self.say(f"{local:%B}")
        return self.say("{day} {month} {year}", day=local.day, month=month, year=local.year)

    def time(self, at: datetime) -> str:
        local = at.astimezone(ZoneInfo(self.zone))
        return self.say("{day}, {time}", day=self.day(at), time=f"{local:%H:%M}")

    def number(self, value: Decimal | int) -> str:
        """As people write it, with no zeros behind it that say nothing: 1,234.5 or 1.234,5."""
        text = f"{value:,f}"
        whole, _, rest = text.partition(".")
        marks = {",": self.say(","), ".": self.say(".")}
        rest = rest.rstrip("0")
        return whole.replace(",", marks[","]) + (marks["."] + rest if rest else "")


def language(*wished: str | None) -> str:
    """The first of these locales that there are pages in, by its language; else English."""
    for one in wished:
        spoken = (one or "").replace("_", "-").partition("-")[0].lower()
        if spoken in languages():
            return spoken
    return ENGLISH


@cache
def languages() -> frozenset[str]:
    return frozenset({ENGLISH, *(path.name for path in (PAGES / "words").glob("*") if path.is_dir())})


@cache
def words(spoken: str) -> Mapping[str, str]:
    """English → the language's own words, from all its files: one for each room of pages."""
    found: dict[str, str] = {}
    for path in sorted((PAGES / "words" / spoken).glob("*.json")):
        found |= json.loads(path.read_text(encoding="utf-8"))
    return found


@cache
def _refusals(spoken: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """How refusals with something in them are recognised, and what is said in their place."""
    path = PAGES / "words" / spoken / "refusals.json"
    told: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return tuple((_pattern(text), said) for text, said in told.items() if "{" in text)


def _pattern(text: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", text)
    named = (f"(?P<{part}>.+)" if at % 2 else re.escape(part) for at, part in enumerate(parts))
    return re.compile("".join(named), re.DOTALL)


def _recognised(spoken: str, text: str) -> str:
    """A refusal that was made for its case; the words in it are said in the language, too, if it has them."""
    for pattern, said in _refusals(spoken):
        if found := pattern.fullmatch(text):
            known = words(spoken)
            return said.format(**{name: known.get(value, value) for name, value in found.groupdict().items()})
    return text


def render(page: str, reader: Reader, said: Mapping[str, Any]) -> str:
    """A template's HTML. A word that it uses and nobody said is an error, not a blank."""
    by_reader: dict[str, Callable[..., str]] = {
        "_": reader.say,
        "n_": reader.count,
        "day": reader.day,
        "time": reader.time,
        "number": reader.number,
        "told": reader.told,
    }
    return _environment().get_template(f"pages/{page}").render({**by_reader, "reader": reader, **said})


@cache
def file(name: str) -> tuple[bytes, str]:
    """A file that pages load, and the version of it that stands in its address."""
    data = (PAGES / name).read_bytes()
    return data, hashlib.sha256(data).hexdigest()[:12]


@cache
def _environment() -> "SandboxedEnvironment":
    """Jinja is imported on first use: only what draws pages pays for it."""
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
