"""A container that starts, serves one recorded request and ends: `… RECORDED.json NAME`; `bare` is the floor."""

import base64
import io
import json
import os  # as Lambda gives credentials
import sys
from collections import defaultdict, deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ |= {"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}


class _Body(io.BytesIO):
    def stream(self, **_: Any) -> Iterator[bytes]:
        yield self.read()


class Replay:
    """Answers a client's calls, each kind in its order."""

    def __init__(self, answers: list[tuple[str, int, str]]) -> None:
        self._left: dict[str, deque[tuple[int, str]]] = defaultdict(deque)
        for name, status, body in answers:
            self._left[name].append((status, body))

    def __call__(self, request: Any, **_: Any) -> Any:
        from botocore.awsrequest import AWSResponse
        from botocore.compat import HTTPHeaders

        target = request.headers["X-Amz-Target"]
        name = (target.decode() if isinstance(target, bytes) else target).partition(".")[2]
        status, body = self._left[name].popleft()
        headers = HTTPHeaders.from_dict({"content-type": "application/x-amz-json-1.0"})
        return AWSResponse(request.url, status, headers, _Body(base64.b64decode(body)))


class Context:
    aws_request_id = "0"

    def get_remaining_time_in_millis(self) -> int:
        return 29_000


def serve(told: dict[str, Any]) -> None:
    """As the function of the API does it."""
    from dataclasses import replace

    from app import app
    from chalicelib import wiring

    wired = wiring.wiring()
    client = wired.clients("dynamodb")
    client.meta.events.register("before-send.dynamodb", Replay(told["answers"]))
    wiring.use(replace(wired, clients=lambda _: client))
    answer = app(told["event"], Context())
    assert answer["statusCode"] == told["status"], answer


def bare(told: dict[str, Any]) -> None:
    """The least that any function does: the SDK, its client, and one item read."""
    import boto3

    client = boto3.client("dynamodb", region_name="us-east-1")
    client.meta.events.register("before-send.dynamodb", Replay(told["answers"]))
    client.get_item(TableName="laurel", Key={"pk": {"S": "a"}, "sk": {"S": "b"}})


if __name__ == "__main__":
    recorded = json.loads(Path(sys.argv[1]).read_text())
    if sys.argv[2] == "bare":
        bare(recorded["000: show an achievement"])
    else:
        serve(recorded[sys.argv[2]])
