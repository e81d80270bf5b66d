"""SES's events in the deployed stack: its rule takes them, and its function hears them under its own role.

Nobody but SES may put an event of `aws.ses` on a bus, and the emulated SES tells nothing: the rule is asked
whether it would take the event, and the function is invoked with it as EventBridge would.
"""

import json
from dataclasses import dataclass
from typing import Any

import pytest

from sandbox import ses_events
from sandbox.ses import SentMail
from tests.conftest import NOON
from tests.deployed.emulator import until
from tests.deployed.stack import Stack
from tests.deployed.test_whole import CLUB, finished

pytestmark = pytest.mark.deployed


@dataclass(frozen=True)
class Function:
    name: str
    account: str
    configuration_set: str


@pytest.fixture(scope="module")
def function(stack: Stack) -> Function:
    [found] = [
        one
        for one in stack.emulator.client("lambda").list_functions()["Functions"]
        if one["Handler"] == "chalicelib.listeners.ses.mail_events"
    ]
    names = found["Environment"]["Variables"]
    account = found["FunctionArn"].split(":")[4]
    return Function(found["FunctionName"], account, names["LAUREL_MAIL_CONFIGURATION_SET"])


def sent_to(stack: Stack, email: str) -> Any:
    finished(stack, email)
    mails = until(
        lambda: [
            one for one in stack.ask("GET", f"{CLUB}/mail/?state=sent").json["results"] if one["to"] == email
        ],
        within=20,
    )
    return mails[0]


def told(mail: Any, function: Function, kind: str, *, set_: str | None = None) -> dict[str, Any]:
    tags = {"mail": mail["uid"], "tenant": "club", "attempt": str(mail["attempts"])}
    tags["ses:configuration-set"] = set_ or function.configuration_set
    letter = SentMail(mail["message_id"], NOON, "", (mail["to"],), "", "", "", tags)
    return {**ses_events.event(letter, kind), "account": function.account}


def heard(stack: Stack, function: Function, event: dict[str, Any]) -> Any:
    answer = stack.emulator.client("lambda").invoke(
        FunctionName=function.name, Payload=json.dumps(event).encode()
    )
    assert "FunctionError" not in answer, answer["Payload"].read()
    return json.load(answer["Payload"])


def test_the_stack_makes_a_configuration_set_that_tells_eventbridge(stack: Stack, function: Function) -> None:
    ses = stack.emulator.client("sesv2")

    [destination] = ses.get_configuration_set_event_destinations(
        ConfigurationSetName=function.configuration_set
    )["EventDestinations"]

    assert destination["Enabled"] and destination["EventBridgeDestination"]["EventBusArn"].endswith(
        ":event-bus/default"
    )
    assert len(destination["MatchingEventTypes"]) == len(ses_events.KINDS)


def test_the_rule_takes_what_ses_tells_of_this_stacks_mails_and_no_other(
    stack: Stack, function: Function
) -> None:
    events = stack.emulator.client("events")
    [rule] = [rule for rule in events.list_rules()["Rules"] if "EventPattern" in rule]
    mail = {"uid": "0" * 24, "attempts": 1, "message_id": "0100", "to": "jon@example.org"}

    def taken(event: dict[str, Any]) -> bool:
        said = {"EventPattern": rule["EventPattern"], "Event": json.dumps(event)}
        return bool(events.test_event_pattern(**said)["Result"])

    [target] = events.list_targets_by_rule(Rule=rule["Name"])["Targets"]
    assert target["Arn"].endswith(f":function:{function.name}")
    assert [kind for kind in ses_events.KINDS if not taken(told(mail, function, kind))] == []
    assert not taken(told(mail, function, "Email Sent", set_="another"))


def test_a_bounce_ends_the_mail_and_shuts_the_address(stack: Stack, function: Function) -> None:
    mail = sent_to(stack, "bounces@example.org")

    delivered = heard(stack, function, told(mail, function, "Email Delivered"))
    bounced = heard(stack, function, told(mail, function, "Email Bounced"))
    again = heard(stack, function, told(mail, function, "Email Bounced"))

    kept = stack.ask("GET", f"{CLUB}/mail/{mail['uid']}/").json
    shut = stack.ask("GET", f"{CLUB}/suppression/?email=bounces@example.org").json["results"]
    assert [one["outcome"] for one in (delivered, bounced, again)] == ["heard", "heard", "known"]
    assert (kept["state"], kept["delivery_code"]) == ("bounced", "Permanent General 5.1.1")
    assert [one["mail"] for one in shut] == [mail["uri"]]


def test_what_another_deployment_sent_is_ignored(stack: Stack, function: Function) -> None:
    mail = sent_to(stack, "stays@example.org")

    ignored = heard(stack, function, told(mail, function, "Email Bounced", set_="another"))

    assert ignored["outcome"] == "ignored"
    assert stack.ask("GET", f"{CLUB}/mail/{mail['uid']}/").json["state"] == "sent"
