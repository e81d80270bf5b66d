"""What a stranger to the repository reads first: the licence, how to contribute, how to report a hole."""

import re
import subprocess
import tomllib
import zlib
from random import Random

import pytest

from chalicelib.domain import api_key
from deploy.supply import licences, sbom
from tests.house import pages

SECURITY, CONTRIBUTING = pages.ROOT / "SECURITY.md", pages.ROOT / "CONTRIBUTING.md"
NOTICE, LICENSE = pages.ROOT / "NOTICE", pages.ROOT / "LICENSE"


def detector() -> re.Pattern[str]:
    (said,) = pages.blocks(SECURITY, "regex")
    return re.compile(said.strip())


def keys() -> list[str]:
    chance = Random("keys")
    letters = [chance.choices(api_key.ALPHABET, k=44) for _ in range(50)]
    return [api_key.mint(one[:12], one[12:]) for one in letters]


def test_the_detector_finds_every_key_wherever_it_stands() -> None:
    for key in keys():
        assert detector().findall(f'curl -H "X-API-KEY: {key}" https://example.org\n{key}.') == [key, key]


def test_the_detector_finds_nothing_that_is_no_key() -> None:
    key = keys()[0]

    for text in (key[:-1], f"{key}0", f"x{key}", key.replace("lrl_", "lrt_"), key.replace("_", "-")):
        assert not detector().search(text), text


def test_the_checksum_is_what_the_page_says() -> None:
    for key in keys():
        value = 0
        for digit in key[-6:]:
            value = value * 62 + api_key.ALPHABET.index(digit)
        assert value == zlib.crc32(key[:-6].encode())


@pytest.mark.skipif(not (pages.ROOT / ".git").exists(), reason="only a clone knows what is in the repository")
def test_no_key_lies_in_the_repository_but_one_whose_secret_is_one_letter() -> None:
    said = subprocess.run(["git", "ls-files", "-z"], cwd=pages.ROOT, capture_output=True, check=True)
    files = [pages.ROOT / name for name in said.stdout.decode().split("\0") if name]

    texts = [file.read_text(encoding="utf-8", errors="replace") for file in files if file.is_file()]
    found = [key for text in texts for key in detector().findall(text)]

    assert texts and [key for key in found if len(set(key[17:49])) > 1] == []


def test_the_security_rules_of_the_linter_hold_for_what_is_deployed_and_for_the_command_line() -> None:
    lint = tomllib.loads(pages.text(pages.ROOT / "pyproject.toml"))["tool"]["ruff"]["lint"]
    assert "S" in lint["select"]
    assert [rule for rule in lint["ignore"] if rule.startswith("S")] == ["S101"]

    excused = {
        path for path, rules in lint["per-file-ignores"].items() if any(r.startswith("S") for r in rules)
    }

    assert not any(path.startswith(("app", "chalicelib", "laurel")) for path in excused)


def test_the_licence_is_the_one_that_the_bill_of_materials_says() -> None:
    assert sbom.OWN_LICENCE == "Apache-2.0"
    assert LICENSE.read_text().lstrip().startswith("Apache License\n                           Version 2.0")
    assert LICENSE.read_text().split() == (sbom.FONTS / "APACHE-2.0.txt").read_text().split()


def test_the_notice_names_every_family_of_fonts() -> None:
    said = NOTICE.read_text().replace(" ", "")

    assert [family for family in licences.FONTS if family not in said] == []


def test_what_contributors_are_told_to_make_can_be_made() -> None:
    makefile = pages.text(pages.ROOT / "Makefile")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))

    told = {
        target
        for page in (CONTRIBUTING, SECURITY)
        for line in re.findall(r"(?:^|`)make ([a-z -]+)", pages.text(page), re.MULTILINE)
        for target in line.split()
    }

    assert told <= targets
