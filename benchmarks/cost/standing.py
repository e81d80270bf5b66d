"""What stands whether anybody comes or not, as the deployment files say it: schedules, alarms, queues, keys."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chalice.app import ScheduledEventConfig

CHALICE = Path(__file__).resolve().parents[2] / ".chalice"
OWN = "Laurel"  # the namespace of our own metrics
# Those that each look of the clock tells, whether anybody comes or not.
CLOCKS = frozenset({"tick_heartbeat", "due_work_oldest_s", "outbox_due_oldest_s"})
MINUTES_A_MONTH = 730 * 60
# Lambda keeps so many long polls of a queue open, each of so many seconds.
POLLERS, POLL_SECONDS = 5, 20
# DynamoDB asks KMS for a table's key so often for each connection in use.
KEY_MINUTES = 5


@dataclass(frozen=True)
class Standing:
    """`ticks` are runs of schedules a month, `polls` requests of queues that Lambda listens to; of all `metrics`
    that may be told, `clock_metrics` always are. `managed_key`: the table's key is KMS's, and its use is billed."""

    ticks: float
    polls: float
    alarms: int
    dashboards: int
    metrics: int
    clock_metrics: int
    managed_key: bool
    recovery: bool


def standing(folder: Path = CHALICE) -> Standing:
    resources = {name: one for file in _merged(folder) for name, one in file.get("Resources", {}).items()}
    kinds = [str(one.get("Type", "")) for one in resources.values()]
    table = resources["Table"]["Properties"]
    metrics = {name for one in (*resources.values(), _dashboard(folder)) for name in _own_metrics(one)}
    return Standing(
        ticks=sum(map(_runs, _schedules())),
        polls=_polled(resources) * POLLERS * MINUTES_A_MONTH * 60 / POLL_SECONDS,
        alarms=kinds.count("AWS::CloudWatch::Alarm"),
        dashboards=kinds.count("AWS::CloudWatch::Dashboard"),
        metrics=len(metrics),
        clock_metrics=len(metrics & CLOCKS),
        managed_key=bool(table.get("SSESpecification", {}).get("SSEEnabled")),
        recovery=bool(table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"]),
    )


def memory_gb(*functions: str) -> float:
    """Of the first of these that config.json knows."""
    known = json.loads((CHALICE / "config.json").read_text(encoding="utf-8"))["lambda_functions"]
    return float(next(known[name] for name in functions if name in known)["lambda_memory_size"]) / 1024


def _merged(folder: Path) -> Iterator[dict[str, Any]]:
    """The files that go into the template beside Chalice's own."""
    for name in ("resources.json", "watch.json"):
        if (path := folder / name).is_file():
            yield json.loads(path.read_text(encoding="utf-8"))


def _dashboard(folder: Path) -> Any:
    """Its widgets, where they are a file of their own."""
    path = folder / "dashboard.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []


def _schedules() -> Iterator[str]:
    from app import app  # the declarations of the functions are there

    for source in app.event_sources:
        if isinstance(source, ScheduledEventConfig):
            said = source.schedule_expression
            yield said if isinstance(said, str) else said.to_string()


def _runs(expression: str) -> float:
    """A month's, of `rate(1 minute)` and its like."""
    number, unit = expression.removeprefix("rate(").removesuffix(")").split()
    minutes = {"minute": 1, "hour": 60, "day": 1440}[unit.removesuffix("s")]
    return MINUTES_A_MONTH / (int(number) * minutes)


def _polled(resources: dict[str, Any]) -> int:
    """Queues that a function takes its messages from."""
    listens = [
        event
        for one in resources.values()
        for event in one.get("Properties", {}).get("Events", {}).values()
        if event.get("Type") == "SQS" or "Queue" in event.get("Properties", {})
    ]
    queues = {name for name, one in resources.items() if one.get("Type") == "AWS::SQS::Queue"}
    mapped = [
        one
        for one in resources.values()
        if one.get("Type") == "AWS::Lambda::EventSourceMapping"
        and any(name in json.dumps(one["Properties"]["EventSourceArn"]) for name in queues)
    ]
    return len(listens) + len(mapped)


def _own_metrics(resource: Any) -> Iterator[str]:
    """By alarms and by widgets; all have one dimension, the stack, so that a name is a metric."""
    match resource:
        case {"Namespace": str(namespace), "MetricName": str(name)} if namespace == OWN:
            yield name
        case [str(namespace), str(name), *_] if namespace == OWN:
            yield name
        case dict():
            for inner in resource.values():
                yield from _own_metrics(inner)
        case list():
            for inner in resource:
                yield from _own_metrics(inner)
