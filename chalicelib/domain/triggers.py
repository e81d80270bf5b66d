"""Triggers: a tenant's table of which event leads to which actions (seed 003)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from .refusals import Invalid

MOST_ACTIONS = 5
SEND_EMAIL = "send-templated-email"

# The events that a trigger may name.
# Each has its row in docs/events.md, and a mail template of its own name.
_AHEAD = ("6wk", "4wk", "3wk", "2wk", "1wk", "soon")
_BEHIND = ("1d", "1wk", "2wk", "4wk", "90d")
MEMBERSHIP_EVENTS = (
    *(f"expiring_{when}" for when in _AHEAD),
    *(f"renewing_{when}" for when in _AHEAD),
    "lapsed",
    *(f"lapsed_{when}" for when in _BEHIND),
    "new_membership",
    "renewal_confirmation",
    "renewed_membership",
    "cancelling_membership",
    "cancelled_membership",
)
TRIGGER_EVENTS = (
    *MEMBERSHIP_EVENTS,
    "payment_due",
    "achievement_completed",
    "achievement_reopened",
    "reward_issued",
    "reward_expired",
)


@dataclass(frozen=True)
class Action:
    """What shall follow: for now always a mail from a template."""

    action: str
    template: str


Triggers = Mapping[str, tuple[Action, ...]]

DEFAULT_TRIGGERS: Triggers = {
    **{event: (Action(SEND_EMAIL, event),) for event in MEMBERSHIP_EVENTS},
    "payment_due": (Action(SEND_EMAIL, "payment_due"),),
    "achievement_completed": (Action(SEND_EMAIL, "achievement_completed"),),
    "reward_issued": (Action(SEND_EMAIL, "reward_issued"),),
    "reward_expired": (Action(SEND_EMAIL, "reward_expired"),),
}


def check_triggers(triggers: Triggers, templates: Collection[str]) -> None:
    """Refuse at configuration what would fail at sending (promises D34)."""
    faults = {
        f"{event}.{place}.{field}": problem
        for event, actions in triggers.items()
        for place, action in enumerate(actions)
        for field, problem in _faults(action, templates)
    }
    faults |= {event: "unknown event" for event in triggers if event not in TRIGGER_EVENTS}
    faults |= {
        event: f"at most {MOST_ACTIONS} actions"
        for event, actions in triggers.items()
        if len(actions) > MOST_ACTIONS
    }
    if faults:
        raise Invalid("These triggers cannot work.", faults)


def _faults(action: Action, templates: Collection[str]) -> list[tuple[str, str]]:
    if action.action != SEND_EMAIL:
        return [("action", f"unknown action, expected {SEND_EMAIL}")]
    if action.template not in templates:
        return [("template", "not a registered template")]
    return []
