"""AWS as the sandbox has it, asked over its port by a client that knows nothing but AWS_ENDPOINT_URL."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from chalicelib import wiring
from sandbox import aws, residents
from sandbox.clock import Clock
from sandbox.engines import InProcessEngine
from sandbox.house import House
from sandbox.server import Server
from tests.asking import Club
from tests.house.pages import ROOT
from tests.sandbox.conftest import TABLE, Bench

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
Ran = subprocess.CompletedProcess[str]


@pytest.fixture
def house() -> Iterator[House]:
    clock = Clock(start=NOON)
    engine = InProcessEngine(clock.now)
    engine.reset()
    try:
        yield House(engine, clock)
    finally:
        engine.reset()
        wiring.use(None)


@pytest.fixture
def club(house: House) -> Club:
    return Club(house, residents.move_in(house, "a seed for tests"))


@pytest.fixture
def laurel(house: House) -> Iterator[Callable[..., Ran]]:
    """The command in a process of its own, from a folder of its own, as `bin/laurel` starts it."""
    server = Server(house, port=0, state=lambda: pytest.fail("no page is asked for"), restart=dict)
    server.start()
    named = {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.port}{aws.HERE}", "PYTHON": sys.executable}
    nobody = {"AWS_ACCESS_KEY_ID": "nobody", "AWS_SECRET_ACCESS_KEY": "nobody"}
    outside = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}

    def run(*words: str) -> Ran:
        command = [str(ROOT / "bin/laurel"), *words]
        env = {**outside, **named, **nobody}
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False, cwd="/")

    try:
        yield run
    finally:
        server.stop()


def test_the_operators_command_reads_and_writes_the_sandboxs_table(
    club: Club, laurel: Callable[..., Ran]
) -> None:
    woken: list[bool] = []
    club.house.engine.on_write = lambda: woken.append(True)

    key = laurel("key", "add", "--tenant", club.tenant, "--role", "coach")

    assert key.returncode == 0, key.stderr
    assert club.ask("GET", "person/", role=None, headers={"X-API-KEY": key.stdout.strip()}).status == 200
    assert woken, "the stream is followed at once"


def test_its_test_mail_is_in_the_sandboxs_mail_box(club: Club, laurel: Callable[..., Ran]) -> None:
    words = ("template", "send", "new_rank", "--tenant", club.tenant, "--to", "ops@example.org")

    sent = laurel(*words)

    assert sent.returncode == 0, sent.stderr
    assert [mail.to for mail in club.house.mails()] == [("ops@example.org",)]


def test_what_the_sandbox_has_not_is_refused_as_aws_refuses_it(house: House) -> None:
    headers = {"X-Amz-Target": "AmazonSQS.SendMessage"}

    status, answered, _ = aws.answer(house.engine, aws.HERE, headers, b"{}")

    assert (status, answered["x-amzn-ErrorType"]) == (400, "UnknownOperationException")


@pytest.mark.parametrize("kept", ["in_process", pytest.param("local", marks=pytest.mark.local)])
def test_a_request_from_elsewhere_is_answered_by_the_engine(
    kept: str, request: pytest.FixtureRequest
) -> None:
    bench: Bench = request.getfixturevalue(kept)
    headers = {"X-Amz-Target": "DynamoDB_20120810.PutItem", "Content-Type": "application/x-amz-json-1.0"}
    signed = "AWS4-HMAC-SHA256 Credential=nobody/20261121/us-east-1/dynamodb/aws4_request, Signature=0"
    put = {"TableName": TABLE, "Item": {"pk": {"S": "p"}, "sk": {"S": "elsewhere"}}}

    status, _, _ = aws.answer(
        bench.engine, aws.HERE, {**headers, "Authorization": signed}, json.dumps(put).encode()
    )

    found = bench.db.get_item(TableName=TABLE, Key={"pk": {"S": "p"}, "sk": {"S": "elsewhere"}})
    assert (status, "Item" in found) == (200, True)
