"""The built package, packed and unpacked."""

from pathlib import Path

import pytest

from deploy import archive
from deploy.package import Package
from tests.deploy.building import built


@pytest.fixture(scope="session")
def package() -> Package:
    return built()


@pytest.fixture(scope="session")
def tree(package: Package, tmp_path_factory: pytest.TempPathFactory) -> Path:
    unpacked = tmp_path_factory.mktemp("task")
    archive.unpack(package.zip, unpacked)
    return unpacked
