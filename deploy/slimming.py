"""What is cut from the libraries: botocore carries 440 services, and Laurel speaks to three."""

import json
from pathlib import Path

from deploy import archive

# Folders of botocore/data. STS is what credentials of a profile or a web identity ask.
SERVICES = frozenset({"dynamodb", "dynamodbstreams", "sesv2", "sts"})
# The same services as endpoints.json names them, by the prefix of their host.
ENDPOINTS = frozenset({"dynamodb", "email", "streams.dynamodb", "sts"})
# Resource models (boto3.resource is never used), examples, command lines, type stubs.
UNUSED = ("boto3/data", "boto3/examples", "*.data", "**/examples-1.json", "**/*.pyi")


def slim(tree: Path) -> None:
    for pattern in UNUSED:
        for path in list(tree.glob(pattern)):
            archive.drop(path)
    data = tree / "botocore" / "data"
    for service in (path for path in list(data.iterdir()) if path.is_dir()):
        if service.name not in SERVICES:
            archive.drop(service)
        else:
            _keep_newest(service)
    _trim_endpoints(data / "endpoints.json")


def _keep_newest(service: Path) -> None:
    """botocore loads the newest version of an API unless it is asked for another."""
    *older, _ = sorted(service.iterdir())
    for version in older:
        archive.drop(version)


def _trim_endpoints(path: Path) -> None:
    """1.2 MB that every client parses; regions and partitions stay."""
    endpoints = json.loads(path.read_text(encoding="utf-8"))
    for partition in endpoints["partitions"]:
        services = partition["services"]
        partition["services"] = {name: services[name] for name in sorted(ENDPOINTS & services.keys())}
    path.write_text(json.dumps(endpoints, separators=(",", ":")), encoding="utf-8")
