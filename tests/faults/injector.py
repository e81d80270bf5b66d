"""Makes one chosen AWS call of a house go wrong, in each way in which AWS calls do (promises 2.4)."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from botocore.awsrequest import AWSResponse
from botocore.exceptions import ReadTimeoutError

from chalicelib import wiring
from sandbox.house import House

Mode = Literal["kill_before", "kill_after", "err_before", "throttle", "lost_reply", "sdk_dup"]
MODES: tuple[Mode, ...] = ("kill_before", "kill_after", "err_before", "throttle", "lost_reply", "sdk_dup")
OUTAGE = timedelta(seconds=60)
_MARK = "laurel.fault"


class Killed(BaseException):
    """The process is dead; `except Exception` must not be able to hide it."""


@dataclass(frozen=True)
class Plan:
    """Which call (from 1) meets what. `every`: so do all after it, until OUTAGE has passed.

    `then` is a second fault, at a later call; those of the tries in between count on.
    """

    mode: Mode
    call: int
    every: bool = False
    then: "Plan | None" = None

    def __str__(self) -> str:
        return f"{self.mode}-{self.call}{'-on' if self.every else ''}{f',{self.then}' if self.then else ''}"

    @property
    def faults(self) -> int:
        """How many must happen at the least."""
        return 1 + (self.then.faults if self.then else 0)


class Injector:
    """Sits on a house's DynamoDB and SES clients. It counts API calls, whatever the SDK repeats of each.

    The transaction tokens that the SDK adds are taken off: they hold for ten minutes only, so conditions and
    ids must do without them (F29).
    """

    def __init__(self, house: House) -> None:
        self._house, self._now = house, house.clock.now
        self._plan: Plan | None = None
        self._until: datetime | None = None
        self._counting = False
        self.calls: list[str] = []
        self.fired = 0
        self._attach("dynamodb", house.wired.table.client)
        self._attach("sesv2", house.wired.mailer._client)

    def watch_streams(self) -> None:
        """Where the stream is read, too."""
        self._attach("dynamodbstreams", self._house.wired.streams)

    def arm(self, plan: Plan | None = None) -> None:
        """Count from here, and let the plan's call go wrong."""
        self._plan, self._counting, self.calls, self.fired, self._until = plan, True, [], 0, None

    def disarm(self) -> None:
        self._counting = False

    def _attach(self, service: str, client: Any) -> None:
        client.meta.events.register_first(f"before-call.{service}", self._before)
        client.meta.events.register_first(f"needs-retry.{service}", self._needs_retry)
        client.meta.events.register_last(f"after-call.{service}", self._after)

    def _before(self, model: Any, params: dict[str, Any], context: dict[str, Any], **_: Any) -> Any:
        if not self._counting:
            return None
        self.calls.append(model.name)
        if model.name == "TransactWriteItems":
            _without_token(params)
        plan = self._plan
        if plan is None or not self._due(plan):
            return None
        self.fired += 1
        self._plan = plan.then or plan
        context[_MARK] = plan.mode
        return _BEFORE.get(plan.mode, _goes_on)(model.name, params)

    def _due(self, plan: Plan) -> bool:
        if len(self.calls) < plan.call:
            return False
        if not plan.every:
            return len(self.calls) == plan.call
        self._until = self._until or self._now() + OUTAGE
        return self._now() < self._until

    def _needs_retry(
        self, request_dict: dict[str, Any], operation: Any, attempts: int, **_: Any
    ) -> int | None:
        """The answer is lost on its way; whether the SDK asks again is as the product has configured it."""
        context = request_dict["context"]
        if context.get(_MARK) != "sdk_dup" or attempts > 1:
            return None
        service = operation.service_model.service_name
        config = wiring.SES if service == "sesv2" else wiring.DYNAMODB
        if config.retries["total_max_attempts"] > 1:
            return 0
        context[_MARK] = "lost_reply"
        return None

    def _after(self, context: dict[str, Any], **_: Any) -> None:
        match context.pop(_MARK, None):
            case "kill_after":
                raise Killed
            case "lost_reply":
                raise ReadTimeoutError(endpoint_url="https://aws.example")
            case _:
                pass


def _goes_on(_operation: str, _params: dict[str, Any]) -> None:
    return None


def _dies(_operation: str, _params: dict[str, Any]) -> None:
    raise Killed


def _error(operation: str, _params: dict[str, Any]) -> tuple[AWSResponse, dict[str, Any]]:
    code = "InternalServiceErrorException" if operation == "SendEmail" else "InternalServerError"
    return _refused(500, code)


def _throttled(operation: str, params: dict[str, Any]) -> tuple[AWSResponse, dict[str, Any]]:
    """Each service's own word for too fast; a transaction says it among its reasons."""
    if operation == "SendEmail":
        return _refused(429, "TooManyRequestsException")
    if operation != "TransactWriteItems":
        return _refused(400, "ProvisionedThroughputExceededException")
    size = len(json.loads(params["body"])["TransactItems"])
    reasons = [{"Code": "ThrottlingError"}] + [{"Code": "None"}] * (size - 1)
    return _refused(400, "TransactionCanceledException", CancellationReasons=reasons)


def _refused(status: int, code: str, **more: Any) -> tuple[AWSResponse, dict[str, Any]]:
    said = {
        "Error": {"Code": code, "Message": "injected"},
        "ResponseMetadata": {"HTTPStatusCode": status},
        **more,
    }
    return AWSResponse("https://aws.example", status, {}, None), said


def _without_token(params: dict[str, Any]) -> None:
    body = json.loads(params["body"])
    body.pop("ClientRequestToken", None)
    params["body"] = json.dumps(body).encode()


_BEFORE: dict[str, Callable[[str, dict[str, Any]], Any]] = {
    "kill_before": _dies,
    "err_before": _error,
    "throttle": _throttled,
}
