"""The engines of these tests, each with the deployed table on it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from sandbox.engines import DynamoDBLocalEngine, Engine, InProcessEngine, MotoEngine
from sandbox.schema import create_table
from tests.sandbox.clock import Clock

TABLE = "laurel-test"
SENDER = "laurel@example.org"


@dataclass
class Bench:
    """An engine with the product's table, its stream and a clock."""

    engine: Engine
    clock: Clock
    db: Any
    stream_arn: str

    def put(self, sk: str, pk: str = "p", **more: dict[str, Any]) -> None:
        self.db.put_item(TableName=TABLE, Item={"pk": {"S": pk}, "sk": {"S": sk}, **more})


def bench_on(engine: Engine, clock: Clock) -> Bench:
    db = engine.client("dynamodb")
    return Bench(engine, clock, db, create_table(db, TABLE))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def moto(clock: Clock) -> Iterator[Bench]:
    engine = MotoEngine(clock, senders=(SENDER,))
    engine.reset()
    yield bench_on(engine, clock)
    engine.close()


@pytest.fixture
def in_process(clock: Clock) -> Iterator[Bench]:
    engine = InProcessEngine(clock)
    engine.reset()
    yield bench_on(engine, clock)
    engine.reset()


@pytest.fixture(scope="session")
def local_engine() -> Iterator[DynamoDBLocalEngine]:
    if missing := [tool for tool in ("java", "npm") if shutil.which(tool) is None]:
        pytest.skip(f"DynamoDB Local was NOT tested: {' and '.join(missing)} missing on this machine.")
    engine = DynamoDBLocalEngine(Clock())
    yield engine
    engine.close()


@pytest.fixture
def local(local_engine: DynamoDBLocalEngine, clock: Clock) -> Iterator[Bench]:
    yield bench_on(local_engine, clock)
    local_engine.reset()


@pytest.fixture(params=["moto", "in_process", pytest.param("local", marks=pytest.mark.local)])
def bench(request: pytest.FixtureRequest) -> Bench:
    """The same test on every engine."""
    found: Bench = request.getfixturevalue(request.param)
    return found
