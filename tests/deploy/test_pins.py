"""The pinned requirements: everything by hash, nothing of the machine that pinned them."""

import re

import pytest

from deploy.package import ROOT

FILES = ("requirements.txt", "requirements-papers.txt", "requirements-package.txt", "requirements-dev.txt")
PIN = re.compile(r"^([a-z0-9-]+)==(\S+) \\$", re.MULTILINE)


def pins(file: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / file).read_text()))


@pytest.mark.parametrize("file", FILES)
def test_every_requirement_is_pinned_by_hash(file: str) -> None:
    lines = [
        line for line in (ROOT / file).read_text().splitlines() if line and not line.lstrip().startswith("#")
    ]
    requirements = [line for line in lines if not line.startswith(" ")]

    assert all(PIN.match(line) for line in requirements)
    assert all(
        re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in lines if line.startswith(" ")
    )


@pytest.mark.parametrize("file", FILES)
def test_the_pins_name_no_index_and_no_place_on_a_machine(file: str) -> None:
    text = (ROOT / file).read_text()

    assert not re.search(r"--(extra-)?index-url|--find-links|--trusted-host|file:/|https?://| /\w", text)


LAMBDAS = ("requirements", "requirements-papers")


@pytest.mark.parametrize("name", LAMBDAS)
def test_lambda_gets_what_was_tested(name: str) -> None:
    lambdas, developers = pins(f"{name}.txt"), pins("requirements-dev.txt")

    assert lambdas and lambdas.items() <= developers.items()


def test_what_packs_is_what_was_tested_too_and_packs_all_that_lambda_gets() -> None:
    packing, lambdas = pins("requirements-package.txt"), pins("requirements.txt")

    assert lambdas.items() <= packing.items() <= pins("requirements-dev.txt").items()
    assert "chalice" in packing


@pytest.mark.parametrize("name", LAMBDAS)
def test_the_pins_are_those_that_were_asked_for(name: str) -> None:
    asked = re.findall(r"^([a-z0-9-]+)(?:\[\w+\])?==(\S+)", (ROOT / f"{name}.in").read_text(), re.MULTILINE)

    assert asked
    assert dict(asked).items() <= pins(f"{name}.txt").items()
