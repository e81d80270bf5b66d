"""Least privilege: what each function may do, read from the very files that are deployed."""

import json
from typing import Any

import pytest

from deploy.package import ROOT

CONFIG = json.loads((ROOT / ".chalice" / "config.json").read_text())
RESOURCES = json.loads((ROOT / ".chalice" / "resources.json").read_text())["Resources"]
FUNCTIONS = sorted(CONFIG["lambda_functions"])


def statements(function: str) -> list[dict[str, Any]]:
    file = CONFIG["lambda_functions"][function]["iam_policy_file"]
    policy: dict[str, Any] = json.loads((ROOT / ".chalice" / file).read_text())
    return policy["Statement"]  # type: ignore[no-any-return]  # JSON


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def actions(function: str) -> set[str]:
    return {action for statement in statements(function) for action in listed(statement["Action"])}


def test_every_function_of_the_app_has_a_policy_of_its_own() -> None:
    from app import app

    files = [settings["iam_policy_file"] for settings in CONFIG["lambda_functions"].values()]

    registered = (*app.event_sources, *app.pure_lambda_functions)
    assert {"api_handler", *(function.name for function in registered)} == {*FUNCTIONS}
    assert len(files) == len(set(files))


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_policy_allows_everything_a_scan_or_the_tables_administration(function: str) -> None:
    allowed = actions(function)

    assert not [action for action in allowed if "*" in action]
    assert "dynamodb:Scan" not in allowed
    assert not [action for action in allowed if action.endswith("Table")]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_policy_reaches_every_resource(function: str) -> None:
    for statement in statements(function):
        assert statement["Effect"] == "Allow"
        assert "*" not in listed(statement["Resource"])


# They find by its key what they read and write.
WITHOUT_INDEX = {"failures", "mail_events", "press"}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_index_that_is_allowed_is_an_index_of_the_table(function: str) -> None:
    indexes = {index["IndexName"] for index in RESOURCES["Table"]["Properties"]["GlobalSecondaryIndexes"]}

    allowed = {
        resource["Fn::Sub"].rpartition("/index/")[2]
        for statement in statements(function)
        for resource in listed(statement["Resource"])
        if "/index/" in str(resource.get("Fn::Sub"))
    }

    assert allowed <= indexes
    assert bool(allowed) == (function not in WITHOUT_INDEX)


def test_only_what_sends_mail_may_send_mail_and_only_as_the_sender_of_the_stack() -> None:
    senders = {function for function in FUNCTIONS if "ses:SendEmail" in actions(function)}
    conditions = [
        statement.get("Condition")
        for function in senders
        for statement in statements(function)
        if "ses:SendEmail" in listed(statement["Action"])
    ]

    assert senders == {"stream", "sweep"}
    assert conditions == [{"StringEquals": {"ses:FromAddress": {"Ref": "MailFrom"}}}] * 2


def test_the_stream_is_read_by_its_function_and_by_the_one_that_reads_back_what_it_gave_up() -> None:
    reading = {"dynamodb:GetRecords", "dynamodb:GetShardIterator"}

    assert [one for one in FUNCTIONS if reading & actions(one)] == ["failures", "stream"]
    assert reading <= actions("stream") & actions("failures")


def test_each_failure_queue_is_filled_by_its_own_function_alone() -> None:
    filled = {
        function: statement["Resource"]["Fn::GetAtt"][0]
        for function in FUNCTIONS
        for statement in statements(function)
        if statement["Action"] == "sqs:SendMessage"
    }

    assert filled == {"stream": "StreamFailures", "mail_events": "MailEventFailures"}


def test_the_stream_s_failure_queue_is_emptied_by_its_own_function_alone() -> None:
    emptying = {"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"}

    assert [one for one in FUNCTIONS if emptying & actions(one)] == ["failures"]
    assert emptying <= actions("failures")
