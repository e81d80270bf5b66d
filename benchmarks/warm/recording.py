"""A request with all that DynamoDB said to it, kept so that it can be made again without DynamoDB."""

import ast
import base64
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from botocore.serialize import create_serializer

from chalicelib import wiring
from sandbox.house import House

# What API Gateway adds to every request; a bare handler looks at none of it.
OF_THE_GATEWAY = {
    "Accept": "application/json",
    "Accept-Encoding": "gzip, deflate, br",
    "CloudFront-Forwarded-Proto": "https",
    "CloudFront-Is-Desktop-Viewer": "true",
    "CloudFront-Viewer-Country": "GB",
    "Host": "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com",
    "User-Agent": "python-requests/2.32.5",
    "Via": "1.1 0123456789abcdef0123456789abcdef.cloudfront.net (CloudFront)",
    "X-Amz-Cf-Id": "0123456789abcdef0123456789abcdef0123456789abcdef01234567",
    "X-Amzn-Trace-Id": "Root=1-6921c0de-0123456789abcdef01234567",
    "X-Forwarded-For": "203.0.113.7, 198.51.100.9",
    "X-Forwarded-Port": "443",
    "X-Forwarded-Proto": "https",
}


@dataclass(frozen=True)
class Exchange:
    """One call of DynamoDB: the client's method, its parameters, what it gave back."""

    method: str
    asked: dict[str, Any]
    answered: dict[str, Any]


@dataclass(frozen=True)
class Recording:
    """`event` came at `now`; the calls are in the order in which they were made, `answer` is the body's value
    (a PDF has none).

    `warm` are the places of those that are made again when the same request comes a second time.
    """

    name: str
    event: dict[str, Any]
    now: str
    calls: Sequence[Exchange]
    status: int
    answer: Any
    warm: Sequence[int] = ()

    @property
    def drawn(self) -> bool:
        return self.answer is None


class FixedIds:
    """The same ids in the same order, for each request that is told with `again`."""

    def __init__(self, name: str) -> None:
        self._name, self._drawn = name.encode().hex()[:16].ljust(16, "0"), 0

    def again(self) -> None:
        self._drawn = 0

    def uid(self) -> str:
        self._drawn += 1
        return f"{self._name}{self._drawn:08x}"

    def letters(self, length: int) -> str:
        return "L" * length

    def number(self) -> int:
        return 987_654_321


class _Listening:
    """A client whose calls are written down."""

    def __init__(self, client: Any, heard: list[Exchange]) -> None:
        self._client, self._heard = client, heard

    def __getattr__(self, method: str) -> Any:
        act = getattr(self._client, method)

        def call(**asked: Any) -> Any:
            answered = act(**asked)
            said = {name: value for name, value in answered.items() if name != "ResponseMetadata"}
            self._heard.append(Exchange(method, asked, said))
            return answered

        return call


@contextmanager
def heard(house: House, name: str) -> Iterator[list[Exchange]]:
    """What the house asks of DynamoDB, as a container that has served nothing yet."""
    calls: list[Exchange] = []
    before = house.wired
    client = house.engine.client("dynamodb")
    house.wired = replace(before, clients=lambda _: _Listening(client, calls), ids=FixedIds(name))
    wiring.use(house.wired)
    try:
        yield calls
    finally:
        house.wired = before
        wiring.use(before)


def key(target: str, body: bytes) -> tuple[str, str]:
    """What makes two requests the same, whatever the order in them, and the SDK's own random token."""
    asked = json.loads(body)
    asked.pop("ClientRequestToken", None)
    return target, _sorted(asked)


def _sorted(value: Any) -> str:
    match value:
        case dict():
            return str(sorted((name, _sorted(inner)) for name, inner in value.items()))
        case list():
            return str(sorted(map(_sorted, value)))
        case _:
            return repr(value)


def keyed(exchange: Exchange, model: Any) -> tuple[str, str]:
    """The key of the request that this exchange was, by botocore's own serializer."""
    operation = "".join(word.capitalize() for word in exchange.method.split("_"))
    made = create_serializer("json").serialize_to_request(exchange.asked, model.operation_model(operation))
    return key(made["headers"]["X-Amz-Target"], made["body"])


def body(answered: dict[str, Any]) -> bytes:
    """The bytes that DynamoDB would have sent."""
    return json.dumps(answered, default=lambda held: base64.b64encode(held).decode()).encode()


def at(recording: Recording) -> datetime:
    return datetime.fromisoformat(recording.now)


def save(recordings: Sequence[Recording], path: Path) -> None:
    path.write_text(repr([asdict(one) for one in recordings]))


def load(path: Path) -> list[Recording]:
    told = ast.literal_eval(path.read_text())
    return [Recording(**{**one, "calls": [Exchange(**call) for call in one["calls"]]}) for one in told]
