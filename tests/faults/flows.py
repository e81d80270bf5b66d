"""Every flow there is. A new endpoint, reaction or schedule gets its line here, or tests/house refuses it."""

from dataclasses import replace

from tests.faults import (
    acts,
    badge_flows,
    board_flows,
    competition_flows,
    enrolment_flows,
    event_flows,
    failure_flows,
    family_flows,
    game_flows,
    level_flows,
    look_flows,
    mail_event_flows,
    membership_flows,
    money_flows,
    office_flows,
    operator_flows,
    page_flows,
    people_flows,
    register_flows,
    retroactive_flows,
    reward_flows,
    score_flows,
    social_flows,
    target_flows,
)
from tests.faults.flow import Arrange, Flow, Request, deliver, tick

API = "/api/v1/{flock}/"


def _api(name: str, route: str, request: Request, *arrange: Arrange) -> Flow:
    covers = f"{request.method} {route if route.startswith('/') else API + route}"
    return Flow(name, acts.all_of(*arrange), request.act, (covers,))


def _contacts(resource: str, name: dict[str, str], renamed: dict[str, str]) -> list[Flow]:
    one = resource + "/{uid}"
    held = {"email": "new@example.org", "number": 77, "member_ref": "M-77", "guardians": ["{guardian}"]}
    return [
        _api(
            f"add {resource}",
            resource,
            Request("POST", f"{resource}/", 201, {**name, **held}),
            acts.a_guardian,
        ),
        _api(
            f"change {resource}",
            one,
            Request("PUT", f"{resource}/{{uid}}/", 200, {**renamed, **held, "guardians": []}),
            acts.a_contact_with_open_work(resource, name),
        ),
        _api(
            f"remove {resource}",
            one,
            Request("DELETE", f"{resource}/{{uid}}/", 204, again=frozenset({404})),
            acts.a_contact_with_open_work(resource, name),
            acts.a_dependant,
            acts.tallied,
        ),
    ]


def _steps() -> list[Flow]:
    one = "achievement/{uid}"
    plain = {
        "complete_step": (
            {"number": 2, "note": "well done", "evidence": ["https://example.org/1"]},
            acts.started,
        ),
        "uncomplete_step": ({"number": 1}, acts.one_step_done),
        "complete_all_steps": (None, acts.one_step_done),
        "reset_steps": (None, acts.one_step_done),
    }
    flows = [
        _api(verb, f"{one}/{verb}", Request("PUT", f"{one}/{verb}/", body=body, role="coach"), arrange)
        for verb, (body, arrange) in plain.items()
    ]
    again = frozenset({409})
    finish = Request("PUT", f"{one}/finish/", again=again, role="coach")
    reopen = Request("PUT", f"{one}/reopen/", again=again)
    note = Request("PUT", f"{one}/", body={"note": "well on her way"}, role="coach")
    return [
        *flows,
        _api("note", one, note, acts.finished),
        _api("finish", f"{one}/finish", finish, acts.all_done),
        _api("reopen", f"{one}/reopen", reopen, acts.finished),
    ]


def _records(resource: str, body: dict[str, object], changed: dict[str, object], made: Arrange) -> list[Flow]:
    one = resource + "/{uid}"
    again = frozenset({404})
    return [
        _api(f"add {resource}", resource, Request("POST", f"{resource}/", 201, body), acts.a_guardian),
        _api(f"change {resource}", one, Request("PUT", f"{one}/", 200, changed), made),
        _api(f"remove {resource}", one, Request("DELETE", f"{one}/", 204, again=again), made, acts.tallied),
    ]


def _keys() -> list[Flow]:
    one = "api_key/{uid}"
    body = {"role": "member", "contact": "{guardian}", "label": "for Paula"}
    return [
        _api("issue key", "api_key", Request("POST", "api_key/", 201, body), acts.a_guardian),
        _api("change key", one, Request("PUT", f"{one}/", 200, {"label": "another"}), acts.a_key),
        _api("revoke key", one, Request("DELETE", f"{one}/", 204), acts.a_key),
        _api("rotate key", f"{one}/rotate", Request("POST", f"{one}/rotate/", 201), acts.a_key),
    ]


def _office() -> list[Flow]:
    """Settings, and what an operator does with events, mails and addresses."""
    again = frozenset({409})
    action = {"action": "send-templated-email", "template": "achievement_completed"}
    address = "suppression/{email}"
    return [
        _api(
            "change tenant",
            "tenant",
            Request("PUT", "tenant/", 200, {"name": "The Club", "colour": "#123456"}),
        ),
        _api(
            "set triggers", "triggers", Request("PUT", "triggers/", 200, {"achievement_completed": [action]})
        ),
        _api(
            "replay event",
            "event/{uid}/replay",
            Request("PUT", "event/{uid}/replay/", again=again),
            acts.set_aside,
        ),
        _api(
            "resend mail",
            "mail/{uid}/resend",
            Request("PUT", "mail/{uid}/resend/", again=again),
            acts.stopped_mail,
        ),
        _api("new webhook secret", "webhook_secret", Request("POST", "webhook_secret/", 201), acts.hooked),
        _api(
            "redeliver",
            "delivery/{uid}/redeliver",
            Request("PUT", "delivery/{uid}/redeliver/", again=again),
            acts.delivered,
        ),
        _api("suppress", "suppression", Request("POST", "suppression/", 204, {"email": "a@example.org"})),
        _api("unsuppress", address, Request("DELETE", "suppression/a@example.org/", 204), acts.suppressed),
        _api("token", "/oauth/token", acts.TOKEN),
    ]


SEND = "stream: send the mail"
FOLLOWS = "reaction achievement_completed: by_triggers"
_REFS = {"achievement_type_ref": "{type}", "contact_ref": "{contact}"}
_KIND = {"name": "Badge 3", "steps": ["Roll", "Wheel"], "points": 12.5}

FLOWS: tuple[Flow, ...] = (
    _api(
        "start",
        "achievement",
        Request("POST", "achievement/", 201, _REFS, role="coach"),
        acts.type_and_contact,
    ),
    _api(
        "remove achievement",
        "achievement/{uid}",
        Request("DELETE", "achievement/{uid}/", 204, again=frozenset({404})),
        acts.one_step_done,
        acts.tallied,
    ),
    *_steps(),
    *_contacts("person", {"first_name": "Cleo"}, {"first_name": "Cléo", "last_name": "Dupont"}),
    *(
        replace(flow, like=flow.name.replace("organisation", "person"))
        for flow in _contacts("organisation", {"name": "Acme"}, {"name": "Acme & Sons"})
    ),
    *_records("achievement_type", _KIND, {"name": "Badge 4", "steps": ["Roll"]}, acts.a_type),
    *_records("group", {"name": "Tuesdays", "members": ["{guardian}"]}, {"name": "Fridays"}, acts.a_group),
    *_keys(),
    *_office(),
    Flow("stream: follow and send", acts.finished_for_two, deliver, (FOLLOWS, "stream EV")),
    Flow(SEND, acts.all_of(acts.finished, acts.followed), deliver, ("stream O",)),
    Flow("stream: hold the mail of a full day", acts.in_a_full_day, deliver),
    Flow("stream: nobody to write to", acts.finished_for_nobody, deliver),
    Flow(
        "stream: follow a reopening",
        acts.reopened,
        deliver,
        ("reaction achievement_reopened: by_triggers",),
        like="stream: follow and send",
    ),
    Flow("stream: call a webhook", acts.finished_for_a_webhook, deliver, ("stream WD",)),
    Flow("stream: a receiver that is gone", acts.all_of(acts.finished_for_a_webhook, acts.gone), deliver),
    Flow("sweep: call a webhook", acts.all_of(acts.finished_for_a_webhook, acts.stream_lost), tick),
    Flow(
        "sweep: call a webhook that the stream lost",
        acts.all_of(acts.finished_for_a_webhook, acts.followed, acts.stream_lost),
        tick,
        ("sweep WD",),
    ),
    Flow(
        "stream: rename",
        acts.renamed,
        deliver,
        ("reaction contact_renamed: carry_on", "reaction contact_renamed: beside"),
    ),
    Flow(
        "sweep: the stream is lost",
        acts.all_of(acts.finished_for_two, acts.stream_lost),
        tick,
        ("schedule sweep", "sweep EV"),
    ),
    Flow(
        "sweep: send the mail", acts.all_of(acts.finished, acts.followed, acts.stream_lost), tick, like=SEND
    ),
    Flow("sweep: settle a doubt", acts.all_of(acts.finished, acts.doubted), tick, ("sweep O",)),
    *money_flows.FLOWS,
    *membership_flows.FLOWS,
    *reward_flows.FLOWS,
    *competition_flows.FLOWS,
    *event_flows.FLOWS,
    *retroactive_flows.FLOWS,
    *social_flows.FLOWS,
    *game_flows.FLOWS,
    *score_flows.FLOWS,
    *board_flows.FLOWS,
    *level_flows.FLOWS,
    *target_flows.FLOWS,
    *enrolment_flows.FLOWS,
    *page_flows.FLOWS,
    *look_flows.FLOWS,
    *people_flows.FLOWS,
    *badge_flows.FLOWS,
    *register_flows.FLOWS,
    *failure_flows.FLOWS,
    *family_flows.FLOWS,
    *operator_flows.FLOWS,
    *mail_event_flows.FLOWS,
    *office_flows.FLOWS,
)
