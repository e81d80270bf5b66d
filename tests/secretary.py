"""Asks for memberships as a membership secretary's client would."""

from datetime import UTC, datetime
from typing import Any

from tests.asking import Club


class Secretary:
    """Makes types, members and calls through the API; insists on success where it makes something."""

    def __init__(self, club: Club) -> None:
        self.club = club

    def type(self, **fields: Any) -> Any:
        told = {"name": "Grade F", "period": "P1Y", "price": "120.00", "currency": "GBP", "grace_days": 30}
        return self.club.made("membership_type/", told | fields)

    def member(self, kind: Any = None, contact: Any = None, **fields: Any) -> Any:
        """A pending membership; type and contact are made where none is given."""
        refs = {
            "member": (contact or self.club.person(email="ada@example.org"))["uri"],
            "membership_type": (kind or self.type())["uri"],
        }
        return self.club.made("member/", refs | fields)

    def active(self, **fields: Any) -> Any:
        return self.call(self.member(**fields), "activate")

    def post(self, member: Any, verb: str, body: Any = None) -> Any:
        return self.club.ask("POST", f"member/{member['uid']}/{verb}/", body)

    def call(self, member: Any, verb: str, body: Any = None) -> Any:
        reply = self.post(member, verb, body)
        assert reply.status in (200, 201), reply.body
        return reply.json

    def got(self, member: Any) -> Any:
        return self.club.got(f"member/{member['uid']}/")

    def turn_to(self, text: str) -> None:
        self.club.house.turn_to(self.at(text))

    def jump_to(self, text: str) -> None:
        self.club.house.jump_to(self.at(text))

    def events(self, **asked: str) -> list[str]:
        """The names of what was told, in order of time, by the alphabet within one instant."""
        query = "&".join(f"{name}={value}" for name, value in {"page_size": "100", **asked}.items())
        found = self.club.got(f"event/?{query}")["results"]
        return [event["type"] for event in sorted(found, key=lambda event: (event["time"], event["type"]))]

    def sent(self) -> list[tuple[str, str]]:
        """(day, template) of every mail that SES took, in order."""
        return [
            (mail.sent_at.strftime("%Y-%m-%d"), mail.tags["template"]) for mail in self.club.house.mails()
        ]

    @staticmethod
    def at(text: str) -> datetime:
        """An ISO 8601 time; naive is UTC."""
        found = datetime.fromisoformat(text)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found
