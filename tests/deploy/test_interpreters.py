"""Every supported Python that is here makes a package which its own runtime starts from, and nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy import archive, interpreters, natives
from deploy.package import ROOT, Package

HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
SCRIPT = Path(__file__).with_name("as_lambda_sees_it.py")
DRAWS = Path(__file__).with_name("draws_as_lambda_does.py")
# Of the runtime's system: Amazon Linux 2 and 2023.
GLIBC = {"3.11": (2, 26), "3.12": (2, 34), "3.13": (2, 34)}
LAMBDA = {"AWS_REGION": "eu-central-1", "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}


def a_python(path: Path, version: str) -> Path:
    """Something that runs, and says that it is of that version."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho {version}\n")
    path.chmod(0o755)
    return path


def test_the_newest_python_that_is_here_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_python(tmp_path / "bin" / "python3.12", "3.12")
    newest = a_python(tmp_path / "versions" / "3.13.7" / "bin" / "python", "3.13")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}/bin")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))

    assert interpreters.chosen(interpreters.NEWEST) == ("3.13", str(newest))
    assert interpreters.chosen("3.12") == ("3.12", str(tmp_path / "bin" / "python3.12"))


def test_a_name_that_leads_to_another_version_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As pyenv's shims, which are there for every version and answer for one."""
    a_python(tmp_path / "bin" / "python3.12", "3.11")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}/bin")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))

    if HERE == "3.12":
        pytest.skip("this Python is the one that should not be found")
    with pytest.raises(interpreters.NoSuchPython, match=r"no Python 3\.12 here"):
        interpreters.chosen("3.12")


def test_every_supported_python_has_the_glibc_of_its_runtime() -> None:
    assert {
        version: natives.GLIBC.get(f"python{version}", natives.GLIBC_SINCE)
        for version in interpreters.SUPPORTED
    } == GLIBC


OTHERS = [version for version in interpreters.present() if version != HERE]


@pytest.fixture(scope="module", params=OTHERS)
def other(request: pytest.FixtureRequest) -> tuple[str, Package]:
    """A package made by another Python than the one that runs these tests, as `make package` makes it."""
    version = request.param
    out = ROOT / "build" / f"tested-{version}"
    command = [sys.executable, "-m", "deploy.package", "--python", version, "--out", str(out)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return version, Package(out)


@pytest.mark.deployed
def test_another_python_packs_for_its_own_runtime_and_starts_from_it(
    other: tuple[str, Package], tmp_path: Path
) -> None:
    version, package = other
    archive.unpack(package.zip, tmp_path)
    _, python = interpreters.chosen(version)

    started = subprocess.run(
        [python, "-I", "-S", str(SCRIPT), str(tmp_path), "app.app", "chalicelib.listeners.stream.stream"],
        cwd=tmp_path,
        env=LAMBDA,
        capture_output=True,
        text=True,
    )

    assert started.returncode == 0, started.stderr
    assert package.runtime == f"python{version}"
    assert json.loads(started.stdout)["from_elsewhere"] == []
    assert list(natives.faults(tmp_path, package.runtime)) == []
    tags = {path.name.split(".")[-2] for path in tmp_path.rglob("*.pyc")}
    assert tags == {f"cpython-{version.replace('.', '')}"}


@pytest.mark.deployed
def test_another_python_draws_from_its_zip_and_its_layer(other: tuple[str, Package], tmp_path: Path) -> None:
    version, package = other
    archive.unpack(package.zip, tmp_path / "task")
    archive.unpack(package.papers, tmp_path / "opt")
    _, python = interpreters.chosen(version)
    command = [python, "-I", "-S", str(DRAWS), str(tmp_path / "task"), str(tmp_path / "opt" / "python")]

    drawn = subprocess.run(command, cwd=tmp_path, env=LAMBDA, capture_output=True)

    assert drawn.returncode == 0, drawn.stderr.decode()
    assert drawn.stdout.startswith(b"%PDF-")
