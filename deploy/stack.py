"""Makes or renews the stack of a built package by CloudFormation, and waits until it stands."""

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import botocore.session
from botocore.exceptions import BotoCoreError, ClientError, WaiterError

from deploy.package import Package

CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
# API Gateway tells an API's address only once it stands; until then links would lead here.
NOT_YET_KNOWN = "https://not-yet-known.invalid"


@dataclass(frozen=True)
class Cloud:
    """The two services that a deployment speaks to."""

    cloudformation: Any
    s3: Any

    @classmethod
    def of_session(cls) -> "Cloud":
        """By the environment or profile, as the AWS command line finds them."""
        session = botocore.session.get_session()
        return cls(session.create_client("cloudformation"), session.create_client("s3"))


def deploy(
    cloud: Cloud, name: str, package: Package, *, bucket: str, said: Mapping[str, str]
) -> dict[str, str]:
    """The stack's outputs. `said` are its parameters; those not said stay, or have their default."""
    url = _upload(cloud, package, bucket, prefix=name)
    standing = _outputs(cloud, name)
    if standing is None and "BaseUrl" not in said:
        made = _apply(cloud, name, package, url, {**said, "BaseUrl": NOT_YET_KNOWN}, standing=False)
        return _apply(cloud, name, package, url, {"BaseUrl": made["EndpointURL"].rstrip("/")}, standing=True)
    return _apply(cloud, name, package, url, said, standing=standing is not None)


def _upload(cloud: Cloud, package: Package, bucket: str, *, prefix: str) -> str:
    """All files go up, under names that say their content; the address of the template."""
    template = package.template
    code = _put(cloud, bucket, prefix, package.zip.read_bytes(), "zip")
    papers = _put(cloud, bucket, prefix, package.papers.read_bytes(), "zip")
    for resource in template["Resources"].values():
        match resource["Type"]:
            case "AWS::Serverless::Function":
                resource["Properties"]["CodeUri"] = code
            case "AWS::Serverless::LayerVersion":
                resource["Properties"]["ContentUri"] = papers
    text = _put(cloud, bucket, prefix, json.dumps(template).encode(), "json")
    return f"{cloud.s3.meta.endpoint_url}/{bucket}/{text['Key']}"


def _put(cloud: Cloud, bucket: str, prefix: str, content: bytes, ending: str) -> dict[str, str]:
    location = {"Bucket": bucket, "Key": f"{prefix}/{_digest(content)}.{ending}"}
    cloud.s3.put_object(Body=content, **location)
    return location


def _apply(
    cloud: Cloud, name: str, package: Package, url: str, said: Mapping[str, str], *, standing: bool
) -> dict[str, str]:
    kept = set(package.template["Parameters"]) - set(said) if standing else set()
    asked = {
        "StackName": name,
        "TemplateURL": url,
        "Capabilities": CAPABILITIES,
        "Parameters": [
            *({"ParameterKey": key, "ParameterValue": value} for key, value in said.items()),
            *({"ParameterKey": key, "UsePreviousValue": True} for key in sorted(kept)),
        ],
    }
    if not standing:
        cloud.cloudformation.create_stack(**asked)
        _wait(cloud, "stack_create_complete", name)
    elif _update(cloud, asked):
        _wait(cloud, "stack_update_complete", name)
    return _outputs(cloud, name) or {}


def _update(cloud: Cloud, asked: dict[str, Any]) -> bool:
    """False: it stands already as it should."""
    try:
        cloud.cloudformation.update_stack(**asked)
    except ClientError as error:
        if "No updates are to be performed" not in error.response["Error"]["Message"]:
            raise
        return False
    return True


def _wait(cloud: Cloud, waiter: str, name: str) -> None:
    cloud.cloudformation.get_waiter(waiter).wait(
        StackName=name, WaiterConfig={"Delay": 2, "MaxAttempts": 450}
    )


def _outputs(cloud: Cloud, name: str) -> dict[str, str] | None:
    """None: there is no such stack."""
    try:
        stack = cloud.cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    except ClientError as error:
        if "does not exist" not in error.response["Error"]["Message"]:
            raise
        return None
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text!r} is not Name=value")
    return name, value


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m deploy.stack", description=__doc__)
    parser.add_argument("--name", required=True, help="the stack's name, such as laurel-prod")
    parser.add_argument("--bucket", required=True, help="an S3 bucket of yours in the same region")
    parser.add_argument("--package", type=Path, default=Path("build/package"))
    parser.add_argument("--parameter", type=_parameter, action="append", default=[], metavar="NAME=VALUE")
    asked = parser.parse_args()
    said = dict(asked.parameter)
    try:
        outputs = deploy(
            Cloud.of_session(), asked.name, Package(asked.package), bucket=asked.bucket, said=said
        )
    except (BotoCoreError, ClientError, WaiterError) as error:
        print(f"{asked.name} was not deployed: {error}", file=sys.stderr)
        return 1
    print(json.dumps(outputs, indent=2))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
