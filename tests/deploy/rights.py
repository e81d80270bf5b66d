"""What each function asks of AWS, seen while it works; and what its policy lets it ask, in the same words."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from chalicelib.api.front import endpoints
from chalicelib.documents.press import Press
from deploy.package import ROOT
from sandbox.house import House

# (action, where): the table itself, one of its indexes, or the mail.
Right = tuple[str, str]
TABLE, MAIL = "table", "mail"
NOBODY = ""  # the tests' own work
_at_work: ContextVar[str] = ContextVar("at_work", default=NOBODY)
DRAWING = {f"{one.method} {one.path}" for one in endpoints() if one.draws}
FUNCTIONS = ("api_handler", "press", "stream", "sweep", "mail_events", "failures")
# What is at work in whose name; any other request is the API's.
_FUNCTIONS = {
    "stream": "stream",
    "schedule sweep": "sweep",
    "mail events": "mail_events",
    "failures": "failures",
    **dict.fromkeys(DRAWING, "press"),
}
_TRANSACTED = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}


class Rights:
    """Stands in a house's place for operations, and listens to its clients and its press.

    `used` is what each function asked of AWS, `wrote` into which kinds of partitions, `drew` which operations
    drew papers.
    """

    def __init__(self) -> None:
        self.used: dict[str, set[Right]] = {function: set() for function in FUNCTIONS}
        self.wrote: dict[str, set[str]] = {function: set() for function in FUNCTIONS}
        self.drew: set[str] = set()

    @contextmanager
    def operation(self, name: str) -> Iterator[None]:
        token = _at_work.set(name)
        try:
            yield
        finally:
            _at_work.reset(token)

    def listen(self, house: House) -> None:
        for client in (house.wired.table.client, house.wired.mailer._client):
            client.meta.events.register("before-parameter-build", self._asked)
        house.wired.papers = _Watched(self.drew)

    def _asked(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        if (name := _at_work.get()) != NOBODY:
            function = _FUNCTIONS.get(name, "api_handler")
            self.used[function] |= set(needed(model.name, params))
            self.wrote[function] |= set(written(model.name, params))


class _Watched(Press):
    """The press, which tells what is at work when it draws."""

    def __init__(self, drew: set[str]) -> None:
        self._drew = drew

    def draw(self, *asked: Any, **more: Any) -> bytes:
        self._drew.add(_at_work.get())
        return super().draw(*asked, **more)

    def prove(self, *asked: Any, **more: Any) -> bytes:
        self._drew.add(_at_work.get())
        return super().prove(*asked, **more)


def needed(call: str, asked: dict[str, Any]) -> Iterator[Right]:
    """By AWS's rules: a transaction needs the rights of what it consists of."""
    match call:
        case "TransactWriteItems":
            for write in asked["TransactItems"]:
                yield from ((f"dynamodb:{_TRANSACTED[verb]}", TABLE) for verb in write)
        case "Query":
            yield "dynamodb:Query", f"index/{asked['IndexName']}" if "IndexName" in asked else TABLE
        case "SendEmail":
            yield "ses:SendEmail", MAIL
        case _:
            yield f"dynamodb:{call}", TABLE


def written(call: str, asked: dict[str, Any]) -> Iterator[str]:
    """The kinds of partitions that a call writes into: what stands behind the tenant in their keys."""
    match call:
        case "PutItem" | "UpdateItem" | "DeleteItem":
            yield (asked.get("Key") or asked["Item"])["pk"]["S"].split("#")[1]
        case "TransactWriteItems":
            for (said,) in (write.values() for write in asked["TransactItems"]):
                yield (said.get("Key") or said["Item"])["pk"]["S"].split("#")[1]
        case "BatchWriteItem":
            for (said,) in (write.values() for writes in asked["RequestItems"].values() for write in writes):
                yield (said.get("Key") or said["Item"])["pk"]["S"].split("#")[1]


def partitions(function: str) -> set[str] | None:
    """The kinds of partitions into which the policy lets it write; None: into all."""
    said = [
        one["Condition"]
        for one in _statements(function)
        if "dynamodb:PutItem" in _listed(one["Action"]) and "Condition" in one
    ]
    patterns = [pattern for one in said for pattern in one["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]]
    return {pattern.strip("*#") for pattern in patterns} or None


def granted(function: str) -> set[Right]:
    """What the policy allows on the table and of mail."""
    return {
        (action, where)
        for statement in _statements(function)
        for action in _listed(statement["Action"])
        for where in map(_PLACES[action.partition(":")[0]], _listed(statement["Resource"]))
        if where
    }


def _statements(function: str) -> list[dict[str, Any]]:
    config = json.loads((ROOT / ".chalice" / "config.json").read_text())
    file = config["lambda_functions"][function]["iam_policy_file"]
    said: list[dict[str, Any]] = json.loads((ROOT / ".chalice" / file).read_text())["Statement"]
    return said


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _of_the_table(resource: dict[str, Any]) -> str | None:
    if resource == {"Fn::GetAtt": ["Table", "Arn"]}:
        return TABLE
    _, _, index = str(resource.get("Fn::Sub", "")).partition("${Table.Arn}/index/")
    return f"index/{index}" if index else None


_PLACES: dict[str, Callable[[dict[str, Any]], str | None]] = {
    "dynamodb": _of_the_table,
    "ses": lambda _: MAIL,
    "logs": lambda _: None,
    "sqs": lambda _: None,
}
