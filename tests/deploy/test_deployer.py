"""The deployer's own policy: enough for every resource of the template, and nothing of anybody else's."""

import json
import re
from typing import Any

import pytest

from deploy.package import ROOT

POLICY = json.loads((ROOT / "deploy" / "deployer-policy.json").read_text())
STATEMENTS: list[dict[str, Any]] = POLICY["Statement"]
MOST_CHARACTERS = 6144  # of a managed policy, white space not counted
# Actions that AWS grants on everything or not at all, and what is named by no stack.
EVERYWHERE = {
    *("logs:DescribeLogGroups", "ses:GetAccount", "ses:GetEmailIdentity"),
    *(f"lambda:{verb}EventSourceMapping" for verb in ("Create", "Update", "Delete", "Get")),
}
GATEWAY = {f"apigateway:{verb}" for verb in ("GET", "POST", "PUT", "PATCH", "DELETE")}

# What CloudFormation calls in the deployer's name to make and to unmake a resource of each type.
NEEDED = {
    "AWS::ApiGateway::BasePathMapping": GATEWAY,
    "AWS::ApiGateway::Deployment": GATEWAY,
    "AWS::ApiGateway::DomainName": GATEWAY,
    "AWS::ApiGateway::RestApi": GATEWAY,
    "AWS::ApiGateway::Stage": GATEWAY,
    "AWS::CloudWatch::Alarm": {"cloudwatch:PutMetricAlarm", "cloudwatch:DeleteAlarms"},
    "AWS::CloudWatch::Dashboard": {"cloudwatch:PutDashboard", "cloudwatch:DeleteDashboards"},
    "AWS::DynamoDB::Table": {
        *("dynamodb:CreateTable", "dynamodb:UpdateTable", "dynamodb:DeleteTable", "dynamodb:DescribeTable"),
        *("dynamodb:UpdateContinuousBackups", "dynamodb:UpdateTimeToLive"),
    },
    "AWS::Events::Rule": {
        *("events:PutRule", "events:DeleteRule", "events:DescribeRule"),
        *("events:PutTargets", "events:RemoveTargets"),
    },
    "AWS::IAM::Role": {
        *("iam:CreateRole", "iam:DeleteRole", "iam:GetRole", "iam:PassRole"),
        *("iam:PutRolePolicy", "iam:DeleteRolePolicy"),
    },
    "AWS::Lambda::EventInvokeConfig": {
        "lambda:PutFunctionEventInvokeConfig",
        "lambda:DeleteFunctionEventInvokeConfig",
    },
    "AWS::Lambda::EventSourceMapping": {
        *("lambda:CreateEventSourceMapping", "lambda:DeleteEventSourceMapping"),
        *("lambda:UpdateEventSourceMapping", "lambda:GetEventSourceMapping"),
    },
    "AWS::Lambda::Function": {
        *("lambda:CreateFunction", "lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration"),
        *(
            "lambda:DeleteFunction",
            "lambda:GetFunction",
            "lambda:TagResource",
            "lambda:PutFunctionConcurrency",
        ),
    },
    "AWS::Lambda::LayerVersion": {
        *("lambda:PublishLayerVersion", "lambda:GetLayerVersion", "lambda:DeleteLayerVersion"),
    },
    "AWS::Lambda::Permission": {"lambda:AddPermission", "lambda:RemovePermission"},
    "AWS::Logs::LogGroup": {"logs:CreateLogGroup", "logs:DeleteLogGroup", "logs:PutRetentionPolicy"},
    "AWS::SES::ConfigurationSet": {"ses:CreateConfigurationSet", "ses:DeleteConfigurationSet"},
    "AWS::SES::ConfigurationSetEventDestination": {
        "ses:CreateConfigurationSetEventDestination",
        "ses:DeleteConfigurationSetEventDestination",
    },
    "AWS::SNS::Subscription": {"sns:Subscribe", "sns:Unsubscribe"},
    "AWS::SNS::Topic": {"sns:CreateTopic", "sns:DeleteTopic", "sns:GetTopicAttributes"},
    "AWS::SNS::TopicPolicy": {"sns:SetTopicAttributes"},
    "AWS::SQS::Queue": {"sqs:CreateQueue", "sqs:DeleteQueue", "sqs:SetQueueAttributes"},
    "AWS::SQS::QueuePolicy": {"sqs:SetQueueAttributes"},
}


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def allowed() -> set[str]:
    return {action for statement in STATEMENTS for action in listed(statement["Action"])}


@pytest.mark.deployed
def test_the_deployer_may_make_every_resource_of_the_template(expanded: dict[str, Any]) -> None:
    types = {resource["Type"] for resource in expanded.values()}

    assert types <= set(NEEDED), "a new type of resource: what does CloudFormation call for it?"
    assert {kind: NEEDED[kind] - allowed() for kind in types if NEEDED[kind] - allowed()} == {}


def test_every_action_is_named_in_full() -> None:
    assert [action for action in allowed() if not re.fullmatch(r"[a-z0-9]+:[A-Za-z]+", action)] == []


@pytest.mark.parametrize("statement", STATEMENTS, ids=[one["Sid"] for one in STATEMENTS])
def test_what_is_not_laurels_is_out_of_reach(statement: dict[str, Any]) -> None:
    wide = [where for where in listed(statement["Resource"]) if "laurel-" not in where]

    if wide == ["*"]:
        assert set(listed(statement["Action"])) <= EVERYWHERE
    elif wide:  # what has no name that a stack could begin: an API's id, SAM's own transform, AWS's key
        assert statement["Sid"] in ("Transform", "Gateway", "Layer")


def test_a_role_is_handed_to_lambda_alone() -> None:
    (statement,) = (one for one in STATEMENTS if "iam:PassRole" in listed(one["Action"]))

    assert statement["Condition"] == {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}


def test_the_policy_is_no_longer_than_a_managed_policy_may_be() -> None:
    assert len(json.dumps(POLICY, separators=(",", ":"))) <= MOST_CHARACTERS
