"""Triggers: a tenant's table of which event leads to which actions (seed 003)."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass

from .events import NEW_BADGE, NEW_LEVEL, NEW_RANK, STREAK_BROKEN, STREAK_LEVEL_REACHED, TARGET_ACHIEVED
from .refusals import Invalid
from .webhook_url import fault_in_url

MOST_ACTIONS = 5
# Setting them clears each one's mark of a receiver that is gone, in one transaction, which takes 100 writes.
MOST_URLS = 90
SEND_EMAIL = "send-templated-email"
WEBHOOK = "webhook"
POST = "post"

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
    "achievement_issued",
    "reward_issued",
    "reward_expired",
    NEW_LEVEL,
    NEW_BADGE,
    NEW_RANK,
    TARGET_ACHIEVED,
    STREAK_LEVEL_REACHED,
    STREAK_BROKEN,
)
# Those that say something in the social stream.
POSTED_EVENTS = (
    "achievement_completed",
    "achievement_issued",
    NEW_LEVEL,
    NEW_BADGE,
    NEW_RANK,
    TARGET_ACHIEVED,
    STREAK_LEVEL_REACHED,
)


@dataclass(frozen=True)
class Action:
    """What shall follow: a mail from a template, a call of a URL, or a post in the social stream."""

    action: str
    template: str | None = None
    url: str | None = None

    def as_said(self) -> dict[str, str]:
        """As a client says it: what has no meaning for this action is not there."""
        return {name: value for name, value in asdict(self).items() if value is not None}


Triggers = Mapping[str, tuple[Action, ...]]

DEFAULT_TRIGGERS: Triggers = {
    **{event: (Action(SEND_EMAIL, event),) for event in MEMBERSHIP_EVENTS},
    "payment_due": (Action(SEND_EMAIL, "payment_due"),),
    **{event: (Action(POST),) for event in POSTED_EVENTS},
    "achievement_completed": (Action(SEND_EMAIL, "achievement_completed"), Action(POST)),
    "reward_issued": (Action(SEND_EMAIL, "reward_issued"),),
    "reward_expired": (Action(SEND_EMAIL, "reward_expired"),),
}


def urls(triggers: Triggers) -> list[str]:
    """Every address that a trigger calls."""
    return list(dict.fromkeys(a.url for actions in triggers.values() for a in actions if a.url))


def check_triggers(triggers: Triggers, templates: Collection[str]) -> None:
    """Refuse at configuration what would fail at sending (promises D34, D35)."""
    faults = {
        f"{event}.{place}.{field}": problem
        for event, actions in triggers.items()
        for place, action in enumerate(actions)
        for field, problem in _faults(event, action, templates)
    }
    faults |= {event: "unknown event" for event in triggers if event not in TRIGGER_EVENTS}
    faults |= {
        event: f"at most {MOST_ACTIONS} actions"
        for event, actions in triggers.items()
        if len(actions) > MOST_ACTIONS
    }
    if len(urls(triggers)) > MOST_URLS:
        faults["url"] = f"at most {MOST_URLS} different ones"
    if faults:
        raise Invalid("These triggers cannot work.", faults)


def _faults(event: str, action: Action, templates: Collection[str]) -> list[tuple[str, str]]:
    match action.action:
        case "send-templated-email":
            return _faults_of_mail(action, templates)
        case "webhook":
            return _faults_of_webhook(action)
        case "post":
            return _faults_of_post(event, action)
        case _:
            return [("action", f"unknown action, expected {SEND_EMAIL}, {WEBHOOK} or {POST}")]


def _faults_of_mail(action: Action, templates: Collection[str]) -> list[tuple[str, str]]:
    faults = [("url", f"{SEND_EMAIL} takes none")] if action.url else []
    return faults if action.template in templates else [*faults, ("template", "not a registered template")]


def _faults_of_webhook(action: Action) -> list[tuple[str, str]]:
    faults = [("template", f"{WEBHOOK} takes none")] if action.template else []
    if fault := fault_in_url(action.url) if action.url else "required":
        faults.append(("url", fault))
    return faults


def _faults_of_post(event: str, action: Action) -> list[tuple[str, str]]:
    given = {"template": action.template, "url": action.url}
    faults = [(field, f"{POST} takes none") for field, value in given.items() if value]
    if event not in POSTED_EVENTS:
        faults.append(("action", f"{POST} says nothing of this event"))
    return faults
