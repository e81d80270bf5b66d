"""The packaged template: what CloudFormation is given, and what SAM makes of it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from samtranslator.translator.transform import transform

from deploy.package import Package

pytestmark = pytest.mark.deployed

SETTINGS = {"LAUREL_TABLE", "LAUREL_BASE_URL", "LAUREL_MAIL_FROM", "LAUREL_MAIL_CONFIGURATION_SET"}


class NoManagedPolicies:
    """Every policy is the project's own; SAM need not ask AWS for any."""

    def load(self) -> dict[str, str]:
        return {}


@pytest.fixture(scope="module")
def expanded(package: Package, request: pytest.FixtureRequest) -> dict[str, Any]:
    """The resources as CloudFormation itself gets them, after the SAM transform."""
    patch = pytest.MonkeyPatch()
    request.addfinalizer(patch.undo)
    patch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    template = package.template
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = "s3://bucket/key"
        if resource["Type"] == "AWS::Serverless::LayerVersion":
            resource["Properties"]["ContentUri"] = "s3://bucket/layer"
    made: dict[str, Any] = transform(template, {}, NoManagedPolicies())["Resources"]
    return made


def of_type(resources: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [resource["Properties"] for resource in resources.values() if resource["Type"] == kind]


def test_cfn_lint_finds_nothing(package: Package) -> None:
    linter = Path(sys.executable).with_name("cfn-lint")
    regions = ["--regions", "eu-central-1", "us-east-1"]

    ran = subprocess.run(
        [linter, *regions, "-t", package.folder / "sam.json"], capture_output=True, text=True
    )

    assert (ran.returncode, ran.stdout) == (0, "")


def test_the_event_source_mapping_keeps_every_word_of_resources_json(expanded: dict[str, Any]) -> None:
    mapping = mapped(expanded, "Stream")

    assert mapping["EventSourceArn"] == {"Fn::GetAtt": ["Table", "StreamArn"]}
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["DestinationConfig"]["OnFailure"]["Destination"] == {
        "Fn::GetAtt": ["StreamFailures", "Arn"]
    }
    assert mapping["BisectBatchOnFunctionError"] is True
    assert mapping["MaximumRetryAttempts"] > 0
    assert mapping["MaximumRecordAgeInSeconds"] > 0
    assert mapping["ParallelizationFactor"] > 0
    assert mapping["StartingPosition"] == "TRIM_HORIZON"
    assert json.loads(mapping["FilterCriteria"]["Filters"][0]["Pattern"])["eventName"] == ["INSERT"]


def test_the_failure_queue_wakes_its_function_and_has_a_dead_queue_behind_it(
    expanded: dict[str, Any],
) -> None:
    mapping, queue = mapped(expanded, "Failures"), expanded["StreamFailures"]["Properties"]

    assert mapping["EventSourceArn"] == {"Fn::GetAtt": ["StreamFailures", "Arn"]}
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert queue["RedrivePolicy"]["deadLetterTargetArn"] == {"Fn::GetAtt": ["UnreadFailures", "Arn"]}
    # AWS asks for six times the function's time.
    assert queue["VisibilityTimeout"] == 6 * expanded["Failures"]["Properties"]["Timeout"]


def mapped(resources: dict[str, Any], function: str) -> dict[str, Any]:
    """The one source of events that wakes this function."""
    mappings = of_type(resources, "AWS::Lambda::EventSourceMapping")
    (found,) = (one for one in mappings if one["FunctionName"] == {"Ref": function})
    return found


def test_the_schedule_calls_the_sweep_every_minute(expanded: dict[str, Any]) -> None:
    (rule,) = of_type(expanded, "AWS::Events::Rule")

    assert rule["ScheduleExpression"] == "rate(1 minute)"
    assert [target["Arn"] for target in rule["Targets"]] == [{"Fn::GetAtt": ["Sweep", "Arn"]}]


def test_every_function_has_its_settings_its_log_and_a_role_of_its_own(expanded: dict[str, Any]) -> None:
    functions = of_type(expanded, "AWS::Lambda::Function")

    assert len(functions) == len({json.dumps(function["Role"]) for function in functions})
    for function in functions:
        assert set(function["Environment"]["Variables"]) == SETTINGS
        assert function["LoggingConfig"]["LogGroup"]["Ref"] in expanded
        assert function["Runtime"] == f"python{sys.version_info.major}.{sys.version_info.minor}"


def test_the_gateways_own_answers_reach_the_api(expanded: dict[str, Any]) -> None:
    (api,) = of_type(expanded, "AWS::ApiGateway::RestApi")

    unknown_path = api["Body"]["x-amazon-apigateway-gateway-responses"]["MISSING_AUTHENTICATION_TOKEN"]

    assert unknown_path["statusCode"] == "404"


def test_the_stage_is_throttled(expanded: dict[str, Any]) -> None:
    (stage,) = of_type(expanded, "AWS::ApiGateway::Stage")

    (settings,) = stage["MethodSettings"]

    assert settings["ThrottlingRateLimit"] == {"Ref": "RequestsPerSecond"}
    assert settings["ThrottlingBurstLimit"] == {"Ref": "RequestsAtOnce"}


def test_a_paper_reaches_the_caller_as_bytes(expanded: dict[str, Any]) -> None:
    """Of every type: API Gateway would look at the caller's first Accept alone."""
    (api,) = of_type(expanded, "AWS::ApiGateway::RestApi")

    assert api["BinaryMediaTypes"] == api["Body"]["x-amazon-apigateway-binary-media-types"] == ["*/*"]


def test_the_api_is_given_the_layer_that_stands_in_the_stack(expanded: dict[str, Any]) -> None:
    (layer,) = (name for name, r in expanded.items() if r["Type"] == "AWS::Lambda::LayerVersion")

    api = expanded["APIHandler"]["Properties"]

    assert api["Layers"] == [{"Ref": layer}]
    assert expanded[layer]["Properties"]["CompatibleArchitectures"] == api["Architectures"] == ["x86_64"]
