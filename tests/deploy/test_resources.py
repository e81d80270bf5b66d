"""What the project adds to Chalice's template."""

import json
from pathlib import Path
from typing import Any

import pytest

from chalicelib.api.sheep.dialect import Sheep
from chalicelib.listeners.ses import KINDS
from deploy.package import ROOT
from sandbox import ses_events

TEMPLATE = json.loads((ROOT / ".chalice" / "resources.json").read_text())
ANSWERS = TEMPLATE["Resources"]["RestAPI"]["Properties"]["GatewayResponses"]


@pytest.mark.parametrize("kind", sorted(ANSWERS))
def test_the_gateway_speaks_as_face_000_does(kind: str) -> None:
    answer = ANSWERS[kind]

    said = json.loads(answer["ResponseTemplates"]["application/json"])

    spoken = Sheep().refusal(answer.get("StatusCode", 400), said["error_detail"], {})
    assert set(said) == set(spoken)
    if "StatusCode" in answer:
        assert said == spoken


def test_what_api_gateway_answers_by_itself_is_shaped_to_the_last_kind() -> None:
    assert {"MISSING_AUTHENTICATION_TOKEN", "DEFAULT_4XX", "DEFAULT_5XX"} <= set(ANSWERS)
    assert {"INVALID_SIGNATURE", "ACCESS_DENIED", "REQUEST_TOO_LARGE", "INTEGRATION_TIMEOUT"} <= set(ANSWERS)


def test_every_kind_of_event_that_is_understood_is_asked_for_and_no_other() -> None:
    mail = TEMPLATE["Resources"]["MailEvents"]["Properties"]["Events"]["MailEventsEvent"]["Properties"]
    destination = TEMPLATE["Resources"]["MailEventsDestination"]["Properties"]["EventDestination"]

    words = {word[0].lower() + word[1:].replace(" ", "") for _, word, _, _ in ses_events.KINDS.values()}
    assert sorted(mail["Pattern"]["detail-type"]) == sorted(KINDS) == sorted(ses_events.KINDS)
    assert set(destination["MatchingEventTypes"]) == words


def test_the_table_outlives_its_stack() -> None:
    table = TEMPLATE["Resources"]["Table"]

    assert (table["DeletionPolicy"], table["UpdateReplacePolicy"]) == ("Retain", "Retain")


def test_every_log_is_forgotten_some_day() -> None:
    logs = [r["Properties"] for r in TEMPLATE["Resources"].values() if r.get("Type") == "AWS::Logs::LogGroup"]

    assert logs
    assert all(log["RetentionInDays"] == 30 for log in logs)


@pytest.mark.parametrize("file", sorted((ROOT / ".chalice").glob("*.json")), ids=lambda file: file.name)
def test_no_word_stands_twice_in_one_place(file: Path) -> None:
    """Of two conditions, parameters or resources of one name JSON would keep the last and say nothing."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in pairs]
        assert len(names) == len(set(names)), names
        return dict(pairs)

    assert json.loads(file.read_text(), object_pairs_hook=once)
