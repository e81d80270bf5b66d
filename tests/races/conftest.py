"""The house on AWS's own DynamoDB Local, for real threads and real deaths; skipped aloud without it."""

import os  # the runner says in its environment how many rounds
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from chalicelib import wiring
from sandbox import residents
from sandbox.clock import Clock
from sandbox.engines import DynamoDBLocalEngine
from sandbox.house import House
from tests.asking import Club
from tests.races.collisions import Collisions

# `make prove` runs a hundred.
ROUNDS = int(os.environ.get("ROUNDS", "20"))


@pytest.fixture(scope="session")
def engine() -> Iterator[DynamoDBLocalEngine]:
    if missing := [tool for tool in ("java", "npm") if shutil.which(tool) is None]:
        pytest.skip(f"Races were NOT tested: {' and '.join(missing)} missing on this machine.")
    started = DynamoDBLocalEngine(lambda: datetime.now(UTC))
    yield started
    started.close()


@pytest.fixture(scope="module")
def house(engine: DynamoDBLocalEngine) -> Iterator[House]:
    """One for a module's rounds: each round makes its own records."""
    engine.reset()
    yield House(engine, Clock(), metered=False)
    wiring.use(None)


@pytest.fixture(scope="module")
def club(house: House) -> Club:
    return Club(house, residents.move_in(house, "a seed for races"))


@pytest.fixture(scope="module")
def collisions(house: House) -> Collisions:
    """Every fifth transaction collides, as DynamoDB Local's never do."""
    return Collisions(house, share=0.2)
