"""What each function asks of AWS, seen while it works; and what its policy lets it ask, in the same words."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from deploy.package import ROOT
from sandbox.house import House

# (action, where): the table itself, one of its indexes, or the mail.
Right = tuple[str, str]
TABLE, MAIL = "table", "mail"
NOBODY = ""  # the tests' own work
_at_work: ContextVar[str] = ContextVar("at_work", default=NOBODY)
_FUNCTIONS = {"stream": "stream", "schedule sweep": "sweep", "failures": "failures"}
_TRANSACTED = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}


class Rights:
    """Stands in a house's place for operations, and listens to its clients."""

    def __init__(self) -> None:
        self.used: dict[str, set[Right]] = {
            "api_handler": set(),
            "stream": set(),
            "sweep": set(),
            "failures": set(),
        }

    @contextmanager
    def operation(self, name: str) -> Iterator[None]:
        token = _at_work.set(_FUNCTIONS.get(name, "api_handler"))
        try:
            yield
        finally:
            _at_work.reset(token)

    def listen(self, house: House) -> None:
        for client in (house.wired.table.client, house.wired.mailer._client):
            client.meta.events.register("before-parameter-build", self._asked)

    def _asked(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        if (function := _at_work.get()) != NOBODY:
            self.used[function] |= set(_needed(model.name, params))


def _needed(call: str, asked: dict[str, Any]) -> Iterator[Right]:
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


def granted(function: str) -> set[Right]:
    """What the policy allows on the table and of mail."""
    config = json.loads((ROOT / ".chalice" / "config.json").read_text())
    file = config["lambda_functions"][function]["iam_policy_file"]
    policy = json.loads((ROOT / ".chalice" / file).read_text())
    return {
        (action, where)
        for statement in policy["Statement"]
        for action in _listed(statement["Action"])
        for where in map(_PLACES[action.partition(":")[0]], _listed(statement["Resource"]))
        if where
    }


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
