"""Mails that SES took, as tests make them, and what became of them by the admin's routes."""

from typing import Any

from botocore.exceptions import ReadTimeoutError

from sandbox.ses import SentMail
from tests.asking import Club
from tests.listeners.test_following import answer_ses


def sent(club: Club, email: str = "ada@example.org", **more: Any) -> SentMail:
    """A mail that SES took, and of which it has told nothing yet."""
    club.finished(contact=club.person(email=email, **more))
    club.house.settle()
    return club.house.mails()[-1]


def doubted(club: Club) -> SentMail:
    answer_ses(club, error=ReadTimeoutError(endpoint_url="ses"), times=1)
    return sent(club)


def kept(club: Club) -> Any:
    return club.got("mail/")["results"][-1]


def suppressions(club: Club, query: str = "") -> Any:
    return club.got(f"suppression/{query}")["results"]
