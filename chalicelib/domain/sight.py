"""Whom somebody who is signed in may look at, and as what (docs/decisions/0044)."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from .contact import Contact, Group


class Sight(StrEnum):
    """The nearest comes first. Who has somebody's records because of work sees only what that work needs."""

    SELF = "self"
    GUARDIAN = "guardian"
    OFFICE = "office"
    COACH = "coach"

    @property
    def close(self) -> bool:
        """Whether it sees memberships and their papers: they are the payer's and the office's own."""
        return self is not Sight.COACH


def sight(contact: Contact, visitors: Sequence[Contact], groups: Iterable[Group] = ()) -> Sight | None:
    """As what these contacts, all of one person, see that one; None: not at all.

    `groups` are those of which they are coaches: they decide only where nothing else does.
    """
    own = {one.uid for one in visitors}
    if contact.uid in own:
        return Sight.SELF
    if own.intersection(contact.guardians):
        return Sight.GUARDIAN
    if any(one.role == "admin" for one in visitors):
        return Sight.OFFICE
    if any(one.role == "coach" for one in visitors):
        return Sight.COACH
    coached = any(own.intersection(group.coaches) and contact.uid in group.members for group in groups)
    return Sight.COACH if coached else None
