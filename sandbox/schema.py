"""Creates the product's table in any engine from the very template that is deployed."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from sandbox.wire import Client

RESOURCES = Path(__file__).resolve().parent.parent / ".chalice" / "resources.json"

# What CloudFormation knows and CreateTable is told in the same words.
_TAKEN_AS_IS = ("AttributeDefinitions", "KeySchema", "BillingMode", "GlobalSecondaryIndexes")
# What is told by a call of its own, or means nothing on one machine. Anything else must be thought about.
_TAKEN_APART = ("StreamSpecification", "TimeToLiveSpecification")
_AWS_ONLY = ("PointInTimeRecoverySpecification", "SSESpecification", "DeletionProtectionEnabled", "Tags")


class UnknownProperty(ValueError):
    """The template says something of the table that this module would silently leave out."""


@cache
def resources(path: Path = RESOURCES) -> dict[str, Any]:
    """The `Resources` of the deployed template."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["Resources"]
    return found


def table_properties(path: Path = RESOURCES) -> dict[str, Any]:
    properties: dict[str, Any] = resources(path)["Table"]["Properties"]
    unknown = set(properties) - {*_TAKEN_AS_IS, *_TAKEN_APART, *_AWS_ONLY}
    if unknown:
        raise UnknownProperty(f"{path.name} gives the table {sorted(unknown)}; sandbox.schema must learn it.")
    return properties


def create_table(client: Client, name: str, path: Path = RESOURCES) -> str:
    """The ARN of the new table's stream. Raises what CreateTable raises, ResourceInUseException for one."""
    properties = table_properties(path)
    wanted = {key: properties[key] for key in _TAKEN_AS_IS if key in properties}
    stream = {"StreamEnabled": True, **properties["StreamSpecification"]}
    made = client.create_table(TableName=name, StreamSpecification=stream, **wanted)["TableDescription"]
    if made["TableStatus"] != "ACTIVE":
        client.get_waiter("table_exists").wait(TableName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 30})
    _expire(client, name, properties)
    return str(made["LatestStreamArn"])


def stream_arn(client: Client, name: str) -> str:
    """The stream of a table that is already there, as in a sandbox kept on disk."""
    return str(client.describe_table(TableName=name)["Table"]["LatestStreamArn"])


def _expire(client: Client, name: str, properties: dict[str, Any]) -> None:
    if "TimeToLiveSpecification" in properties:
        client.update_time_to_live(
            TableName=name, TimeToLiveSpecification=properties["TimeToLiveSpecification"]
        )


def ensure_table(client: Client, name: str, path: Path = RESOURCES) -> str:
    """The stream of the table, which is made if it is not there."""
    if name in client.list_tables()["TableNames"]:
        return stream_arn(client, name)
    return create_table(client, name, path)


def failure_queue(path: Path = RESOURCES) -> tuple[dict[str, Any], dict[str, Any]]:
    """The queue of what the stream gave up, and how its function is mapped to it, as they are deployed."""
    found = resources(path)
    mapping = found["Failures"]["Properties"]["Events"]["FailuresSqsEventSource"]["Properties"]
    return found["StreamFailures"]["Properties"], mapping


def stream_mapping(path: Path = RESOURCES) -> dict[str, Any]:
    """The stream's event source mapping, as it is deployed."""
    events = resources(path)["Stream"]["Properties"]["Events"]
    found: dict[str, Any] = events["StreamDynamodbEventSource"]["Properties"]
    return found
