"""An achievement type: the definition of a qualification by its steps (seed 000)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .achievement import Achievement, check_steps
from .contact import Contact
from .refusals import Invalid


@dataclass
class AchievementType:
    """At its most basic a name and one or more steps; each step is a milestone."""

    uid: str
    name: str
    steps: tuple[str, ...]
    created: datetime
    last_updated: datetime
    description: str | None = None
    category: str | None = None
    icon: str | None = None
    points: Any = None
    rewards: tuple[dict[str, Any], ...] = ()
    email_template: str | None = None
    certificate_template: str | None = None
    version: int = 0

    def check(self) -> None:
        if not self.name:
            raise Invalid("An achievement type needs a name.", {"name": "required"})
        self.steps = check_steps(self.steps)

    def start(self, uid: str, contact: Contact, *, at: datetime, link_tail: str = "") -> Achievement:
        """A new achievement of this type: its name and steps are copied for good."""
        return Achievement(
            uid=uid,
            type=self.uid,
            name=self.name,
            contact=contact.uid,
            contact_resource=contact.resource,
            contact_name=contact.display_name,
            steps=self.steps,
            link_tail=link_tail,
            email_template=self.email_template,
            created=at,
            last_updated=at,
        )
