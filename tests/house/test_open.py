"""What a stranger to the repository reads first: the licence, how to contribute, how to report a hole."""

import re
import zlib
from random import Random

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
