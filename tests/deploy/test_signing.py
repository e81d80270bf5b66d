"""Badges are signed by what is in the zip alone, on each Python that the functions may have."""

import json
import subprocess
import sys
from pathlib import Path

import jwt
import pytest

from deploy import archive, interpreters
from deploy.package import Package
from tests.deploy.test_interpreters import LAMBDA, other

__all__ = ["other"]
pytestmark = pytest.mark.deployed

SCRIPT = Path(__file__).with_name("signs_as_lambda_does.py")


def signs(python: str, tree: Path) -> None:
    command = [python, "-I", "-S", str(SCRIPT), str(tree)]

    ran = subprocess.run(command, cwd=tree, env=LAMBDA, capture_output=True, text=True)

    assert ran.returncode == 0, ran.stderr
    made = json.loads(ran.stdout)
    assert jwt.decode(made["token"], jwt.PyJWK(made["jwk"]), algorithms=["RS256"]) == {"name": "Ελλάς"}


def test_a_badge_is_signed_from_the_unpacked_zip(tree: Path) -> None:
    signs(sys.executable, tree)


def test_another_python_signs_from_its_zip(other: tuple[str, Package], tmp_path: Path) -> None:
    version, package = other
    archive.unpack(package.zip, tmp_path)

    signs(interpreters.chosen(version)[1], tmp_path)
