"""The layer that draws: what is in it, who has it, and that a paper comes out of zip and layer alone."""

import subprocess
import sys
from pathlib import Path

import pytest

from deploy import archive, package, papers
from deploy.package import ROOT, Package
from tests.api.papers import text_of
from tests.deploy.test_pins import pins

pytestmark = pytest.mark.deployed

SCRIPT = Path(__file__).with_name("draws_as_lambda_does.py")
LAMBDAS_LIMIT = 250_000_000  # of a function and its layers, unzipped


@pytest.fixture(scope="module")
def layer(package: Package, tmp_path_factory: pytest.TempPathFactory) -> Path:
    unpacked = tmp_path_factory.mktemp("opt")
    archive.unpack(package.papers, unpacked)
    return unpacked


def test_a_certificate_is_drawn_from_the_unpacked_zip_and_layer(tree: Path, layer: Path) -> None:
    command = [sys.executable, "-I", "-S", str(SCRIPT), str(tree), str(layer / papers.HOME)]

    ran = subprocess.run(command, cwd=tree, env={"AWS_REGION": "eu-central-1"}, capture_output=True)

    assert ran.returncode == 0, ran.stderr.decode()
    assert "Canoe Club Ελλάς" in text_of(ran.stdout)


def test_without_the_layer_nothing_is_drawn(tree: Path, tmp_path: Path) -> None:
    """So the zip of the other functions does not carry the engine."""
    command = [sys.executable, "-I", "-S", str(SCRIPT), str(tree), str(tmp_path)]

    ran = subprocess.run(
        command, cwd=tree, env={"AWS_REGION": "eu-central-1"}, capture_output=True, text=True
    )

    assert "No module named 'typst'" in ran.stderr


def test_function_and_layer_keep_to_their_limits(tree: Path, layer: Path) -> None:
    assert archive.size(tree) <= package.MOST_BYTES == 55_000_000
    assert 80_000_000 < archive.size(layer) <= papers.MOST_BYTES
    assert package.MOST_BYTES + papers.MOST_BYTES < LAMBDAS_LIMIT


def test_the_layer_holds_what_was_pinned_and_nothing_else(layer: Path) -> None:
    installed = {folder.name.removesuffix(".dist-info") for folder in layer.glob("*/*.dist-info")}

    assert installed == {f"{name}-{version}" for name, version in pins("requirements-papers.txt").items()}
    assert {folder.name for folder in (layer / papers.HOME).iterdir()} == {
        *("typst", "segno"),
        *(f"{name}.dist-info" for name in installed),
    }


def test_the_layers_byte_code_names_the_place_where_layers_are_unpacked(layer: Path) -> None:
    (compiled,) = layer.glob(f"python/segno/__pycache__/encoder.{sys.implementation.cache_tag}.pyc")

    assert b"/opt/python/segno/encoder.py" in compiled.read_bytes()


def test_the_same_requirements_make_the_same_layer(package: Package, layer: Path, tmp_path: Path) -> None:
    archive.pack(layer, tmp_path / "again.zip")

    assert (tmp_path / "again.zip").read_bytes() == package.papers.read_bytes()


def test_only_the_press_has_the_engine(package: Package) -> None:
    functions = {
        name: resource["Properties"].get("Layers", [])
        for name, resource in package.template["Resources"].items()
        if resource["Type"] == "AWS::Serverless::Function"
    }

    assert functions.pop("Press") == [{"Ref": "Papers"}]
    assert not any(functions.values())


def test_nothing_but_a_route_draws(tree: Path) -> None:
    """Which of them, is told in test_rights.py: whoever else draws needs the layer."""
    rooms = [path for path in (ROOT / "chalicelib").rglob("*.py") if ".papers.draw" in path.read_text()]
    rooms += [path for path in (ROOT / "chalicelib").rglob("*.py") if ".papers.prove" in path.read_text()]

    assert rooms and {path.relative_to(ROOT).parts[:2] for path in rooms} == {("chalicelib", "api")}


def test_a_wheel_that_is_not_the_pinned_one_is_refused(tmp_path: Path) -> None:
    requirements = tmp_path / "requirements.txt"
    requirements.write_text(f"segno==1.6.6 --hash=sha256:{'0' * 64}\n")

    with pytest.raises(subprocess.CalledProcessError):
        papers.build(requirements, "python3.11", tmp_path / "tree")
