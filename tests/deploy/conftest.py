"""The built package, packed and unpacked."""

from pathlib import Path
from typing import Any

import pytest
from samtranslator.translator.transform import transform

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


class NoManagedPolicies:
    """Every policy is the project's own; SAM need not ask AWS for any."""

    def load(self) -> dict[str, str]:
        return {}


@pytest.fixture(scope="session")
def transformed(package: Package, request: pytest.FixtureRequest) -> dict[str, Any]:
    """The template as CloudFormation itself gets it, after the SAM transform."""
    patch = pytest.MonkeyPatch()
    request.addfinalizer(patch.undo)
    patch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    template = package.template
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = "s3://bucket/key"
        if resource["Type"] == "AWS::Serverless::LayerVersion":
            resource["Properties"]["ContentUri"] = "s3://bucket/layer"
    made: dict[str, Any] = transform(template, {}, NoManagedPolicies())
    return made


@pytest.fixture(scope="session")
def expanded(transformed: dict[str, Any]) -> dict[str, Any]:
    """Its resources."""
    resources: dict[str, Any] = transformed["Resources"]
    return resources
