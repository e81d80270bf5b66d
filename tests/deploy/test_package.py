"""What is in the zip, and whether it runs from there alone."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from deploy import archive
from deploy.package import ROOT, TEMPLATES, Package

pytestmark = pytest.mark.deployed

SCRIPT = Path(__file__).with_name("as_lambda_sees_it.py")


def handlers(package: Package) -> list[str]:
    functions = [
        r for r in package.template["Resources"].values() if r["Type"] == "AWS::Serverless::Function"
    ]
    return [function["Properties"]["Handler"] for function in functions]


@pytest.fixture(scope="module")
def seen(package: Package, tree: Path) -> dict[str, Any]:
    """What a fresh interpreter finds that has the zip and Python's own library, and nothing else."""
    environment = {"AWS_REGION": "eu-central-1", "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}
    command = [sys.executable, "-I", "-S", str(SCRIPT), str(tree), *handlers(package)]
    ran = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    answered: dict[str, Any] = json.loads(ran.stdout)
    return answered


def test_every_template_is_in_the_zip(package: Package) -> None:
    names = {name for name, _ in archive.contents(package.zip)}

    expected = {path.relative_to(ROOT).as_posix() for path in TEMPLATES.rglob("*") if path.is_file()}

    assert expected and expected <= names


def test_every_mail_template_renders_from_the_unpacked_zip(seen: dict[str, Any]) -> None:
    expected = {folder.name for folder in (TEMPLATES / "email").iterdir() if (folder / "body.html").is_file()}

    assert set(seen["rendered"]) == expected
    assert all(text.strip() for parts in seen["rendered"].values() for text in parts.values())


def test_every_function_starts_and_needs_no_library_of_this_machine(
    package: Package, seen: dict[str, Any]
) -> None:
    assert seen["handlers"] == dict.fromkeys(handlers(package), True)
    assert seen["routes"] > 0
    assert seen["from_elsewhere"] == []


def test_trimmed_botocore_still_finds_the_regions_of_its_services(seen: dict[str, Any]) -> None:
    assert seen["clients"] == [
        "https://dynamodb.eu-central-1.amazonaws.com",
        "https://email.eu-central-1.amazonaws.com",
    ]


def test_every_source_has_its_byte_code_beside_it(package: Package) -> None:
    names = {name for name, _ in archive.contents(package.zip)}
    tag = sys.implementation.cache_tag

    without = [
        name
        for name in names
        if name.endswith(".py")
        and (Path(name).parent / "__pycache__" / f"{Path(name).stem}.{tag}.pyc").as_posix() not in names
    ]

    assert without == []


def test_no_command_line_of_chalice_travels_along(package: Package) -> None:
    top = {name.partition("/")[0] for name, _ in archive.contents(package.zip)}

    assert top.isdisjoint({"click", "inquirer", "pip", "setuptools", "yaml", "moto", "pytest", "ministack"})
    assert top.isdisjoint({"sandbox", "tests", "deploy", "laurel", "benchmarks"})


def test_the_same_files_make_the_same_bytes(package: Package, tree: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.zip"

    archive.compile_all(tree, package.runtime)
    archive.pack(tree, again)

    assert again.read_bytes() == package.zip.read_bytes()
