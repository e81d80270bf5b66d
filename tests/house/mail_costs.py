"""What SES tells of mails, as operations that docs/table.md has a price for."""

from collections.abc import Callable
from typing import Any

from sandbox.ses_events import event
from tests.asking import Club
from tests.house.road_costs import MAIL

Prepared = Callable[[Club], Callable[[], Any]]


def told(kind: str) -> Prepared:
    """Of a mail that went out as usual."""

    def prepared(club: Club) -> Callable[[], Any]:
        club.done("triggers/", {"achievement_completed": [MAIL]})
        club.finished()
        club.house.settle()
        [mail] = club.house.mails()
        return lambda: club.house.tell(event(mail, kind))

    return prepared


OPERATIONS: dict[str, Prepared] = {
    "hear that a mail was sent, and know it": told("Email Sent"),
    "hear that a mail was delivered": told("Email Delivered"),
    "hear that a mail bounced": told("Email Bounced"),
}
