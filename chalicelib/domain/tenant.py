"""A tenant: the club, association or brand whose records these are, and how it looks in mails."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

from . import colours
from .limits import Limit
from .refusals import Invalid

# A brake on accidents, far above what a club or a shop sends; SES begins with as many for a whole account.
MAILS_PER_DAY = 50_000


@dataclass
class Tenant:
    """`slug` is its name in every path; `secret` signs its cursors, tokens and links and never leaves.

    `logo` is the address of a picture for mails, `logo_file` the name of the one that was uploaded.
    `public_links` says whether a record's plain uid opens its papers too (`open`), or only a link that was
    given out. `child_names` is how a child is called where anybody with the link can read. `mails_per_day`
    is how many mails go out on a day of its calendar, `limits` how often its keys may do what is dear where
    that is not as for everybody; only operators set the two.
    """

    slug: str
    name: str
    created: datetime
    last_updated: datetime
    secret: str
    colour: str = "#1f5f4a"
    accent: str = "#e8f1ee"
    logo: str | None = None
    logo_file: str | None = None
    website: str | None = None
    reply_to: str | None = None
    timezone: str = "UTC"
    locale: str = "en"
    address: str | None = None
    tax_id: str | None = None
    public_links: Literal["open", "signed"] = "open"
    child_names: Literal["short", "full"] = "short"
    mails_per_day: int = MAILS_PER_DAY
    limits: Mapping[str, Limit] = field(default_factory=dict)
    version: int = 0

    def local(self, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self.timezone))

    def next_day(self, at: datetime) -> datetime:
        """When the day after this one begins on the tenant's calendar."""
        tomorrow = self.local(at).date() + timedelta(days=1)
        return datetime.combine(tomorrow, time(), ZoneInfo(self.timezone)).astimezone(UTC)

    @property
    def ink(self) -> str:
        """Black or white, whichever reads better on the tenant's colour (WCAG 2 contrast)."""
        return colours.ink(self.colour)


def check_timezone(name: str, *, field: str = "timezone") -> None:
    if name not in _zones():
        raise Invalid("Unknown time zone.", {field: "not a name of the IANA time zone database"})


@cache
def _zones() -> frozenset[str]:
    """Asking for them opens every file of the time zone database."""
    return frozenset(available_timezones())
