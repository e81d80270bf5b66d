"""People and organisations, the groups they form, and whom a mail about them reaches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal

from .api_key import Role
from .refusals import Invalid

ContactResource = Literal["person", "organisation"]
Reason = Literal["self", "guardian"]
MOST_EMAILS = 5
MOST_IN_GROUP = 500


@dataclass
class Contact:
    """One person or organisation of a tenant. The first e-mail address is the primary one.

    `member_groups` are the labels by which achievements are open to some members only (face 001). Who is
    under age, or has no `public_profile`, is not shown to others (`privacy`). `role` is what it may do on
    the pages, where it signs in with its address; a group's coaches keep that group's register anyhow.
    """

    uid: str
    resource: ContactResource
    created: datetime
    last_updated: datetime
    first_name: str | None = None
    last_name: str | None = None
    name: str | None = None
    emails: tuple[str, ...] = ()
    phone: str | None = None
    job_title: str | None = None
    profile_picture: str | None = None
    email_notifications: bool = True
    member_ref: str | None = None
    number: int = 0
    guardians: tuple[str, ...] = ()
    timezone: str | None = None
    locale: str | None = None
    member_groups: tuple[str, ...] = ()
    date_of_birth: date | None = None
    public_profile: bool = True
    role: Role = "member"
    version: int = 0

    @property
    def display_name(self) -> str:
        parts = (self.first_name, self.last_name)
        return self.name or " ".join(part for part in parts if part) or "(no name)"

    def changed(self, changes: Mapping[str, Any], *, at: datetime) -> "Contact":
        """With these fields. An `email` takes the first address's place; the further ones stay."""
        given = dict(changes)
        if first := given.pop("email", None):
            given["emails"] = (first, *(a for a in self.emails[1:] if a.casefold() != first.casefold()))
        return replace(self, **given, last_updated=at)

    def check(self) -> None:
        """Refuse what no field alone can tell."""
        if self.resource == "organisation" and not self.name:
            raise Invalid("An organisation needs a name.", {"name": "required"})
        if self.resource == "person" and not (self.first_name or self.last_name or self.name):
            raise Invalid("A person needs a name.", {"first_name": "give first_name, last_name or name"})
        if len(self.emails) > MOST_EMAILS:
            raise Invalid("Too many addresses.", {"emails": f"at most {MOST_EMAILS}, email among them"})
        if self.date_of_birth and self.date_of_birth > self.last_updated.date():
            raise Invalid("Nobody is born in the future.", {"date_of_birth": "expected a day that has come"})
        if self.uid in self.guardians:
            raise Invalid("Nobody is their own guardian.", {"guardians": "contains the contact itself"})


@dataclass
class Group:
    """A class or a team: who is in it and who coaches it, by contact uid."""

    uid: str
    name: str
    created: datetime
    last_updated: datetime
    description: str | None = None
    members: tuple[str, ...] = ()
    coaches: tuple[str, ...] = ()
    version: int = 0

    def check(self) -> None:
        if not self.name:
            raise Invalid("A group needs a name.", {"name": "required"})
        if len(self.members) > MOST_IN_GROUP:
            raise Invalid("Too many members.", {"members": f"at most {MOST_IN_GROUP}"})


@dataclass(frozen=True)
class Recipient:
    """One address that a mail goes to, and as what its reader stands to the contact."""

    contact: str
    address: str
    name: str
    reason: Reason
    locale: str | None = None


@dataclass(frozen=True)
class Reach:
    """Whom a mail about a contact reaches; `silenced` counts those who asked for no mail."""

    recipients: tuple[Recipient, ...] = field(default=())
    silenced: int = 0


def reach(contact: Contact, guardians: Sequence[Contact]) -> Reach:
    """The contact and its guardians, one mail an address; `email_notifications: false` silences one."""
    everyone: list[tuple[Contact, Reason]] = [(contact, "self")]
    everyone += [(guardian, "guardian") for guardian in guardians]
    found: dict[str, Recipient] = {}
    silenced = 0
    for person, reason in everyone:
        if not person.email_notifications:
            silenced += 1
        elif person.emails:
            address = person.emails[0]
            recipient = Recipient(
                contact=person.uid,
                address=address,
                name=person.display_name,
                reason=reason,
                locale=person.locale,
            )
            found.setdefault(address.casefold(), recipient)
    return Reach(tuple(found.values()), silenced)
