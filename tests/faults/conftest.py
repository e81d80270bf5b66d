"""After each test here the product is its own again: no stage stays behind it."""

from collections.abc import Iterator

import pytest

from tests.faults.stage import leave


@pytest.fixture(autouse=True)
def _go_home() -> Iterator[None]:
    yield
    leave()
