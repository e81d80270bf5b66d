"""The sandbox's pages for people: what runs, the clock, the mail box, lines to paste, and what it cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sandbox.meter import Usage
from sandbox.ses import SentMail

if TYPE_CHECKING:
    from jinja2 import Environment

# How far each button moves the clock, as POST /sandbox/clock takes it.
STEPS = (
    ("+1 hour", "PT1H"),
    ("+1 day", "P1D"),
    ("+14 days", "P14D"),
    ("+1 month", "P1M"),
    ("+1 year", "P1Y"),
)
MOST_MAILS = 50


@dataclass(frozen=True)
class PageState:
    """What the page shows: `mails` in the order sent, `usage` by operation, `examples` as (title, curl),
    `people` as (who, address): those that may be signed in as."""

    now: datetime
    frozen: bool
    engine: str
    version: str
    url: str
    tenant: str
    keys: dict[str, str]
    mails: Sequence[SentMail]
    usage: Sequence[tuple[str, Usage]]
    examples: Sequence[tuple[str, str]]
    people: Sequence[tuple[str, str]] = ()


def render(state: PageState) -> str:
    """The page at `/`. The newest mails come first; a long history is cut at MOST_MAILS."""
    return (
        _environment()
        .get_template("page.html")
        .render(
            state=state,
            steps=STEPS,
            mails=list(reversed(state.mails))[:MOST_MAILS],
            total=sum((used for _, used in state.usage), Usage()),
        )
    )


def render_mail(mail: SentMail) -> str:
    """The page of one mail: as its reader sees it, in a frame that may run nothing, beside its text."""
    return _environment().get_template("mail.html").render(mail=mail)


@cache
def _environment() -> "Environment":
    """Jinja is imported on first use: the sandbox starts without it."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).resolve().parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"day": _day, "clock": _clock, "units": _units}
    return environment


def _day(at: datetime) -> str:
    """Saturday, 21 November 2026"""
    utc = at.astimezone(UTC)
    return f"{utc:%A}, {utc.day} {utc:%B} {utc.year}"


def _clock(at: datetime) -> str:
    return f"{at.astimezone(UTC):%H:%M:%S}"


def _units(amount: float) -> str:
    """Capacity units come in halves."""
    return f"{amount:,.1f}".removesuffix(".0")
