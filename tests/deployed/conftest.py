"""One deployed stack for all of these tests, with a tenant founded by the operators' command."""

import json
from collections.abc import Iterator

import pytest

from tests.deploy.building import built
from tests.deployed.emulator import Emulator
from tests.deployed.stack import Stack, deployed, for_ministack


@pytest.fixture(scope="session")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    running = Emulator(tmp_path_factory.mktemp("ministack"))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def bare_stack(emulator: Emulator, tmp_path_factory: pytest.TempPathFactory) -> Stack:
    """Deployed, and nobody in it."""
    return deployed(emulator, for_ministack(built(), tmp_path_factory.mktemp("package")))


@pytest.fixture(scope="session")
def stack(bare_stack: Stack) -> Stack:
    """With the tenant `club` and its admin's key."""
    founded = bare_stack.laurel("tenant", "add", "club", "--name", "Canoe Club")
    assert founded.returncode == 0, founded.stderr
    issued = bare_stack.laurel("key", "add", "--tenant", "club", "--role", "admin", "--json")
    assert issued.returncode == 0, issued.stderr
    return bare_stack.with_key(json.loads(issued.stdout)["key"])
