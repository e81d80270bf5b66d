"""A tenant's triggers: what may follow which event, and every fault told by its place."""

from typing import Any

import pytest

from chalicelib.domain.refusals import Invalid
from chalicelib.domain.triggers import (
    DEFAULT_TRIGGERS,
    MOST_ACTIONS,
    MOST_URLS,
    POSTED_EVENTS,
    TRIGGER_EVENTS,
    Action,
    check_triggers,
    urls,
)

URL = "https://example.org/hook"
MAIL, HOOK, POST = Action("send-templated-email", "t"), Action("webhook", url=URL), Action("post")


def hooks(count: int) -> dict[str, tuple[Action, ...]]:
    """So many different addresses."""
    all_ = [Action("webhook", url=f"{URL}/{number}") for number in range(count)]
    return {
        event: tuple(all_[place * 5 : place * 5 + 5])
        for place, event in enumerate(TRIGGER_EVENTS)
        if all_[place * 5 :]
    }


@pytest.mark.parametrize(
    "triggers",
    [
        {},
        {"lapsed": ()},
        {"lapsed": (MAIL, HOOK)},
        {"achievement_completed": (POST, MAIL, MAIL, HOOK, HOOK)},
        dict.fromkeys(POSTED_EVENTS, (POST,)),
        hooks(MOST_URLS),
    ],
)
def test_what_can_work_is_taken(triggers: dict[str, tuple[Action, ...]]) -> None:
    check_triggers(triggers, {"t"})


def test_what_comes_with_every_tenant_can_work() -> None:
    check_triggers(DEFAULT_TRIGGERS, TRIGGER_EVENTS)
    assert set(DEFAULT_TRIGGERS) <= set(TRIGGER_EVENTS)


@pytest.mark.parametrize(
    ("triggers", "faults"),
    [
        ({"nothing": ()}, {"nothing": "unknown event"}),
        ({"lapsed": (MAIL,) * (MOST_ACTIONS + 1)}, {"lapsed": "at most 5 actions"}),
        (
            {"lapsed": (MAIL, Action("send-templated-email", "x"))},
            {"lapsed.1.template": "not a registered template"},
        ),
        (
            {"lapsed": (Action("send-templated-email", None, URL),)},
            {
                "lapsed.0.url": "send-templated-email takes none",
                "lapsed.0.template": "not a registered template",
            },
        ),
        ({"lapsed": (Action("webhook", "t", URL),)}, {"lapsed.0.template": "webhook takes none"}),
        ({"lapsed": (Action("webhook"),)}, {"lapsed.0.url": "required"}),
        ({"lapsed": (Action("webhook", url="http://example.org/"),)}, {"lapsed.0.url": "https is expected"}),
        ({"lapsed": (POST,)}, {"lapsed.0.action": "post says nothing of this event"}),
        (
            {"new_rank": (Action("post", "t", URL),)},
            {"new_rank.0.template": "post takes none", "new_rank.0.url": "post takes none"},
        ),
        (
            {"lapsed": (Action("call"),)},
            {"lapsed.0.action": "unknown action, expected send-templated-email, webhook or post"},
        ),
        (hooks(MOST_URLS + 1), {"url": "at most 90 different ones"}),
    ],
)
def test_each_fault_is_told_by_its_place(
    triggers: dict[str, tuple[Action, ...]], faults: dict[str, str]
) -> None:
    with pytest.raises(Invalid, match=r"^These triggers cannot work\.$") as refused:
        check_triggers(triggers, {"t"})

    assert refused.value.fields == faults


def test_an_address_that_stands_twice_is_called_once_an_event() -> None:
    other = Action("webhook", url=f"{URL}/2")

    assert urls({"lapsed": (HOOK, MAIL, other), "new_rank": (HOOK,)}) == [URL, f"{URL}/2"]


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (MAIL, {"action": "send-templated-email", "template": "t"}),
        (HOOK, {"action": "webhook", "url": URL}),
        (POST, {"action": "post"}),
    ],
)
def test_an_action_is_said_without_what_has_no_meaning_for_it(action: Action, said: dict[str, Any]) -> None:
    assert action.as_said() == said
