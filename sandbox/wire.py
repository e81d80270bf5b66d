"""Answers AWS calls inside the process: what a botocore client needs to believe that a server spoke."""

import io
import json
from collections.abc import Callable, Iterator
from typing import Any

from botocore.awsrequest import AWSPreparedRequest, AWSResponse

# A botocore client; it makes its methods at run time, where no type checker sees them.
Client = Any
# (status, headers, body), as a service would send it.
Answer = tuple[int, Any, bytes]
Answerer = Callable[[AWSPreparedRequest], Answer | None]


class _Body(io.BytesIO):
    def stream(self, **_: Any) -> Iterator[bytes]:
        yield self.read()


def answer_with(client: Client, service: str, answerer: Answerer) -> None:
    """Put `answerer` before the network, and before moto if that is at work; None lets the call go on."""

    def before_send(request: AWSPreparedRequest, **_: Any) -> AWSResponse | None:
        answer = answerer(request)
        if answer is None:
            return None
        status, headers, body = answer
        return AWSResponse(request.url, status, headers, _Body(body))

    client.meta.events.register_first(f"before-send.{service}", before_send)


def refusal(status: int, code: str, message: str) -> Answer:
    """An error in the JSON dialects of DynamoDB and of SES v2 at once: both read these two places."""
    body = {"__type": code, "message": message}
    headers = {"Content-Type": "application/json", "x-amzn-ErrorType": code}
    return status, headers, json.dumps(body).encode()


def success(body: dict[str, Any]) -> Answer:
    return 200, {"Content-Type": "application/json"}, json.dumps(body).encode()


def body_of(request: AWSPreparedRequest) -> bytes:
    raw: Any = request.body  # text, bytes or bytearray, as the serializer of the service makes it
    return raw.encode() if isinstance(raw, str) else bytes(raw or b"")
