"""Makes or renews the stack of a built package by CloudFormation, and waits until it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError, WaiterError

from deploy import bucket as buckets
from deploy import stages
from deploy.cloud import Cloud
from deploy.package import Package

CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
# API Gateway tells an API's address only once it stands; until then links would lead here.
NOT_YET_KNOWN = "https://not-yet-known.invalid"
NEVER_STOOD = frozenset({"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "REVIEW_IN_PROGRESS"})
# 15 minutes; a domain name may take that long.
PATIENCE = {"Delay": 2, "MaxAttempts": 450}


class NotDeployed(Exception):
    """CloudFormation did not do it; the words say why."""


@dataclass(frozen=True)
class Standing:
    """A stack as it stands."""

    status: str
    outputs: Mapping[str, str]
    parameters: Mapping[str, str]


def deploy(
    cloud: Cloud, name: str, package: Package, *, bucket: str, said: Mapping[str, str]
) -> Mapping[str, str]:
    """The stack's outputs. `said` are its parameters; those not said stay, or have their default.

    Raises NotConfigured before anything is touched, NotDeployed where CloudFormation gave up.
    """
    standing = found(cloud, name)
    stages.check(said, package.template, standing=standing.parameters if standing else None)
    if standing and standing.status in NEVER_STOOD:
        raise NotDeployed(f"{name} never came to stand ({standing.status}): destroy it first.")
    buckets.ensure(cloud, bucket)
    url = buckets.upload(cloud, package, bucket, prefix=name)
    if standing is None:
        first = {"BaseUrl": NOT_YET_KNOWN, **said}
        standing = _apply(cloud, name, package, url, _with_domain(first, said), standing=None)
        if standing.parameters["BaseUrl"] != NOT_YET_KNOWN:
            return standing.outputs
    base = {} if "BaseUrl" in said else {"BaseUrl": base_url(standing, said)}
    return _apply(cloud, name, package, url, {**said, **base}, standing=standing).outputs


def _with_domain(first: dict[str, str], said: Mapping[str, str]) -> dict[str, str]:
    domain = said.get("DomainName")
    return {**first, "BaseUrl": f"https://{domain}"} if domain and "BaseUrl" not in said else first


def base_url(standing: Standing, said: Mapping[str, str]) -> str:
    """Links follow the domain name; without one they lead to API Gateway's own address, its stage included.
    An address that somebody said, and that is neither, stays."""
    before, own = standing.parameters, standing.outputs["EndpointURL"].rstrip("/")
    derived = {NOT_YET_KNOWN, own, f"https://{before.get('DomainName')}"}
    if before["BaseUrl"] not in derived:
        return before["BaseUrl"]
    domain = said.get("DomainName", before.get("DomainName"))
    return f"https://{domain}" if domain else own


def found(cloud: Cloud, name: str) -> Standing | None:
    """None: there is no such stack."""
    try:
        stack = cloud.cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    except ClientError as error:
        if "does not exist" not in error.response["Error"]["Message"]:
            raise
        return None
    return Standing(
        stack["StackStatus"],
        {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])},
        {said["ParameterKey"]: said["ParameterValue"] for said in stack.get("Parameters", [])},
    )


def _apply(
    cloud: Cloud,
    name: str,
    package: Package,
    url: str,
    said: Mapping[str, str],
    *,
    standing: Standing | None,
) -> Standing:
    """A parameter that the template did not have when the stack was made has its default at first."""
    kept = set(package.template["Parameters"]) & set(standing.parameters) - set(said) if standing else set()
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
        # Else the empty table of a stack that failed at birth would stay.
        cloud.cloudformation.create_stack(**asked, RetainExceptOnCreate=True)
        _wait(cloud, "stack_create_complete", name)
    elif _update(cloud, asked):
        _wait(cloud, "stack_update_complete", name)
    stands = found(cloud, name)
    if stands is None:
        raise NotDeployed(f"{name} is gone; somebody deleted it meanwhile.")
    return stands


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
    try:
        cloud.cloudformation.get_waiter(waiter).wait(StackName=name, WaiterConfig=PATIENCE)
    except WaiterError as error:
        raise NotDeployed("\n".join([str(error), *_reasons(cloud, name)])) from error


def _reasons(cloud: Cloud, name: str) -> Iterator[str]:
    """What failed by itself, not because something else did; the first failure first."""
    events = cloud.cloudformation.describe_stack_events(StackName=name)["StackEvents"]
    for event in reversed(events):
        reason = event.get("ResourceStatusReason", "")
        if event["ResourceStatus"].endswith("_FAILED") and "cancelled" not in reason:
            yield f"  {event['LogicalResourceId']}: {reason}"
