"""What is told of targets, for the letters that tests read."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from chalicelib.domain.events import Event
from chalicelib.domain.targets.target import Level
from tests.domain.targets.making import Life, a_streak, days

EVENING = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
TARGETS = ("target_achieved", "streak_level_reached", "streak_broken")


def of_a_target(template: str) -> Callable[..., Event]:
    """The name stands for the target's; a streak of two days, the second of which is met, or is not."""

    def told(**fields: Any) -> Event:
        name, levels = fields.get("name", "Badge 3"), (Level("gold", 2),)
        life = Life(a_streak(days(10, "2026-11-20"), name=name, levels=levels), now="2026-11-20")
        life.enrol().happens()
        if template == "streak_broken":
            life.go("2026-11-22").sweep()
        else:
            life.go(EVENING).happens()
        event = next(one for one in reversed(life.told) if one.name == template)
        contact = {"contact_name": "Ada Berger", "contact_resource": "person"}
        contact |= {word: fields[word] for word in contact if word in fields}
        return replace(event, data={**event.data, **contact})

    return told
