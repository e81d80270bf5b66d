"""The engines of these tests, each with the deployed table on it."""

import shutil
from collections.abc import Callable, Iterator
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


def _local(clock: Clock) -> Engine:
    if missing := [tool for tool in ("java", "npm") if shutil.which(tool) is None]:
        pytest.skip(f"DynamoDB Local was NOT tested: {' and '.join(missing)} missing on this machine.")
    return DynamoDBLocalEngine(clock)


MAKERS: dict[str, Callable[[Clock], Engine]] = {
    "moto": lambda clock: MotoEngine(clock, senders=(SENDER,)),
    "in-process": InProcessEngine,
    "local": _local,
}
ALL_ENGINES = ["moto", "in-process", pytest.param("local", marks=pytest.mark.local)]


@pytest.fixture(params=ALL_ENGINES)
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    clock = Clock()
    engine = MAKERS[request.param](clock)
    engine.reset()
    yield bench_on(engine, clock)
    engine.reset()
    engine.close()


@pytest.fixture
def in_process() -> Iterator[Bench]:
    clock = Clock()
    engine = InProcessEngine(clock)
    engine.reset()
    yield bench_on(engine, clock)
    engine.reset()
