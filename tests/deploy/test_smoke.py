"""The smoke test's own parts: it fails aloud, and takes away what its tenant wrote and nothing else."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from deploy.asking import Client
from deploy.traces import Traces
from deploy.trial import Failed, Trial
from sandbox import schema
from sandbox.engines import InProcessEngine
from tests.conftest import NOON

TABLE, TENANT = "smoked", "smoke-0123456789ab"
OTHERS = [("club#CFG", "TENANT"), ("club#P#1", "C"), ("K#other", "K"), ("smoke-01#CFG", "TENANT")]


class YesToAll(BaseHTTPRequestHandler):
    """A server that lets everybody in."""

    def do_GET(self) -> None:
        body = b'{"status": "ok", "version": "1"}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def open_door() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), YesToAll) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_stack_that_lets_everybody_in_fails(open_door: str) -> None:
    seen = Trial(Client(open_door), TENANT).doors()

    assert "version 1" in next(seen)
    with pytest.raises(Failed, match="401 was expected, and 200 came"):
        next(seen)


@pytest.fixture
def engine() -> Iterator[InProcessEngine]:
    made = InProcessEngine(lambda: NOON)
    made.reset()
    yield made
    made.reset()


def put(dynamodb: Any, pk: str, sk: str, tenant: str = "club") -> None:
    dynamodb.put_item(TableName=TABLE, Item={"pk": {"S": pk}, "sk": {"S": sk}, "t": {"S": tenant}})


def test_what_the_trial_tenant_wrote_goes_and_nothing_else(engine: InProcessEngine) -> None:
    dynamodb, streams = engine.client("dynamodb"), engine.client("dynamodbstreams")
    schema.ensure_table(dynamodb, TABLE)
    put(dynamodb, *OTHERS[0])
    traces = Traces(dynamodb, streams, TABLE, TENANT)
    for pk, sk in OTHERS[1:]:
        put(dynamodb, pk, sk)
    for pk, sk in [(f"{TENANT}#CFG", "TENANT"), (f"{TENANT}#P#1", "C"), ("K#ours", "K")]:
        put(dynamodb, pk, sk, TENANT)

    left = traces.wipe(quiet=0.2)

    items = dynamodb.scan(TableName=TABLE)["Items"]
    assert (left, traces.seen) == (0, 3)
    assert sorted((item["pk"]["S"], item["sk"]["S"]) for item in items) == sorted(OTHERS)
