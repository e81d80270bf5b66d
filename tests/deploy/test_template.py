"""The packaged template: what CloudFormation is given, and what SAM makes of it."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from chalicelib.api.front import endpoints, pages
from chalicelib.listeners.ses import KINDS, SOURCE
from deploy.package import Package

pytestmark = pytest.mark.deployed

SETTINGS = {"LAUREL_TABLE", "LAUREL_BASE_URL", "LAUREL_MAIL_FROM", "LAUREL_MAIL_CONFIGURATION_SET"}


def of_type(resources: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [resource["Properties"] for resource in resources.values() if resource["Type"] == kind]


def linted(template: Path) -> tuple[int, str]:
    linter = Path(sys.executable).with_name("cfn-lint")
    regions = ["--regions", "eu-central-1", "us-east-1"]
    ran = subprocess.run([linter, *regions, "-t", template], capture_output=True, text=True)
    return ran.returncode, ran.stdout


def test_cfn_lint_finds_nothing(package: Package) -> None:
    assert linted(package.folder / "sam.json") == (0, "")


def test_cfn_lint_finds_nothing_in_what_sam_makes_of_it(transformed: dict[str, Any], tmp_path: Path) -> None:
    written = tmp_path / "transformed.json"
    written.write_text(json.dumps(transformed))

    assert linted(written) == (0, "")


def test_a_domain_name_stands_only_where_one_is_said(expanded: dict[str, Any]) -> None:
    (stage,) = (name for name, one in expanded.items() if one["Type"] == "AWS::ApiGateway::Stage")

    assert {expanded[name]["Condition"] for name in ("Domain", "DomainMapping")} == {"HasDomain"}
    assert expanded["DomainMapping"]["Properties"]["Stage"] == {"Ref": stage}
    assert "BasePath" not in expanded["DomainMapping"]["Properties"]


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
    (rule,) = (one for one in of_type(expanded, "AWS::Events::Rule") if "ScheduleExpression" in one)

    assert rule["ScheduleExpression"] == "rate(1 minute)"
    assert [target["Arn"] for target in rule["Targets"]] == [{"Fn::GetAtt": ["Sweep", "Arn"]}]


def test_what_ses_tells_of_this_stacks_mails_calls_the_function_that_hears_it(
    expanded: dict[str, Any],
) -> None:
    (rule,) = (one for one in of_type(expanded, "AWS::Events::Rule") if "EventPattern" in one)
    (invoking,) = (
        one for one in of_type(expanded, "AWS::Lambda::EventInvokeConfig") if one["DestinationConfig"]
    )
    pattern = rule["EventPattern"]

    own = {"Fn::If": ["OwnMailConfigurationSet", {"Ref": "MailSending"}, {"Ref": "MailConfigurationSet"}]}
    assert pattern["source"] == [SOURCE] and sorted(pattern["detail-type"]) == sorted(KINDS)
    assert pattern["detail"] == {"mail": {"tags": {"ses:configuration-set": [own]}}}
    assert [target["Arn"] for target in rule["Targets"]] == [{"Fn::GetAtt": ["MailEvents", "Arn"]}]
    assert invoking["DestinationConfig"]["OnFailure"]["Destination"] == {
        "Fn::GetAtt": ["MailEventFailures", "Arn"]
    }


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

    everything, *_ = stage["MethodSettings"]

    assert (everything["ResourcePath"], everything["HttpMethod"]) == ("/*", "*")
    assert everything["ThrottlingRateLimit"] == {"Ref": "RequestsPerSecond"}
    assert everything["ThrottlingBurstLimit"] == {"Ref": "RequestsAtOnce"}


def test_what_draws_leads_to_the_press_and_everything_else_to_the_api(expanded: dict[str, Any]) -> None:
    (api,) = of_type(expanded, "AWS::ApiGateway::RestApi")

    led = {
        (method.upper(), path): re.findall(r"\$\{(\w+)\.Arn\}", integration["uri"]["Fn::Sub"])
        for path, methods in api["Body"]["paths"].items()
        for method, operation in methods.items()
        if (integration := operation["x-amazon-apigateway-integration"])["type"] == "aws_proxy"
    }

    assert led == {
        (one.method, one.path): ["Press" if one.draws else "APIHandler"] for one in (*endpoints(), *pages())
    }


def test_the_gateway_may_call_both_functions(expanded: dict[str, Any]) -> None:
    permissions = of_type(expanded, "AWS::Lambda::Permission")

    gateways = [one for one in permissions if one["Principal"] == "apigateway.amazonaws.com"]

    assert [one["FunctionName"] for one in gateways] == [{"Ref": "APIHandler"}, {"Ref": "Press"}]
    assert all("execute-api" in json.dumps(one["SourceArn"]) for one in gateways)


def test_a_paper_reaches_the_caller_as_bytes(expanded: dict[str, Any]) -> None:
    """Of every type: API Gateway would look at the caller's first Accept alone."""
    (api,) = of_type(expanded, "AWS::ApiGateway::RestApi")

    assert api["BinaryMediaTypes"] == api["Body"]["x-amazon-apigateway-binary-media-types"] == ["*/*"]


def test_the_press_is_given_the_layer_that_stands_in_the_stack(expanded: dict[str, Any]) -> None:
    (layer,) = (name for name, r in expanded.items() if r["Type"] == "AWS::Lambda::LayerVersion")

    press = expanded["Press"]["Properties"]

    assert press["Layers"] == [{"Ref": layer}]
    assert expanded[layer]["Properties"]["CompatibleArchitectures"] == press["Architectures"] == ["x86_64"]


def test_papers_cannot_take_the_apis_place(expanded: dict[str, Any]) -> None:
    reserved = {"Fn::If": ["PapersAreReserved", {"Ref": "PapersAtOnce"}, {"Ref": "AWS::NoValue"}]}

    assert expanded["Press"]["Properties"]["ReservedConcurrentExecutions"] == reserved
    assert "ReservedConcurrentExecutions" not in expanded["APIHandler"]["Properties"]
