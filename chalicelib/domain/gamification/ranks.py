"""Ranks: named leaderboards. Two come with every account and stand for good; others a tenant makes."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from uuid import NAMESPACE_URL, UUID, uuid5

Rule = Literal["conversion_rate", "emails_sent", "total_sales"]
CONVERSION: Rule = "conversion_rate"
MOST_RANKS = 200
_ALWAYS = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(kw_only=True)
class Rank:
    """`path` and `milestone` say what a rank by conversion measures; the other rules have neither."""

    uid: str
    name: str
    icon: str
    rule: Rule
    created: datetime
    last_updated: datetime
    path: str | None = None
    milestone: str | None = None
    account_wide: bool = False
    version: int = 0

    @property
    def board(self) -> str:
        """The board that it shows; several ranks may show one."""
        return BOARDS.get(self.rule) or conversion_board(self.milestone or "")

    @property
    def position(self) -> str:
        """Where it stands in the list of ranks: by name, and the uid settles the rest."""
        return f"{self.name.casefold()}\x1f{self.uid}"


BOARDS: dict[str, str] = {"total_sales": "sales", "emails_sent": "emails"}


def conversion_board(milestone: str) -> str:
    """A milestone belongs to one path only, so that it alone names the board."""
    return f"c{UUID(milestone).hex}"


def account_wide(tenant: str) -> tuple[Rank, ...]:
    """The ranks that every tenant has; their ids follow from its name."""
    return (
        _everyones(tenant, "Email masters", "horse", "emails_sent"),
        _everyones(tenant, "Top sellers", "rocket", "total_sales"),
    )


def _everyones(tenant: str, name: str, icon: str, rule: Rule) -> Rank:
    uid = str(uuid5(NAMESPACE_URL, f"laurel:{tenant}:rank:{rule}"))
    return Rank(
        uid=uid, name=name, icon=icon, rule=rule, created=_ALWAYS, last_updated=_ALWAYS, account_wide=True
    )
