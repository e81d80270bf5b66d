"""What is shipped is known: its pins, its licences, its bill of materials, and what was asked about its holes."""

import json
import re
from hashlib import sha256
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from deploy.supply import audit, licences, pins, sbom
from deploy.supply.audit import verdict
from tests.deploy.test_pins import PIN

BILL = sbom.bill()
PARTS = {part["name"]: part for part in BILL["components"]}
FILES = sorted(path.name for path in pins.ROOT.glob("requirements*.txt"))
INSTALLED = [pin.name for pin in pins.of(*pins.SHIPPED, pins.DEVELOPERS) if licences.installed(pin.name)]


def licence(part: dict[str, Any]) -> str:
    (said,) = part["licenses"]
    return str(said["license"]["id"])


@pytest.mark.parametrize("file", FILES)
def test_every_pin_of_every_file_is_read_with_all_its_hashes(file: str) -> None:
    text = (pins.ROOT / file).read_text()

    found = pins.of(file)

    assert {(pin.name, pin.version) for pin in found} == set(PIN.findall(text))
    assert sum(len(pin.hashes) for pin in found) == text.count("--hash=sha256:")
    assert all(pin.hashes and (pin.needed_by or pin.asked_for) for pin in found)


def test_who_needs_a_pin_is_read_from_one_line_and_from_many() -> None:
    assert pins.one("jinja2", "requirements.txt").asked_for
    assert pins.one("markupsafe", "requirements.txt").needed_by == ("jinja2",)
    botocore = pins.one("botocore", "requirements.txt")
    assert botocore.asked_for and botocore.needed_by == ("boto3", "s3transfer")


def test_every_package_that_is_shipped_has_a_licence_and_the_table_names_no_other() -> None:
    assert set(licences.PACKAGES) == {pin.name for pin in sbom.shipped()}
    assert set(licences.PACKAGES.values()) | set(licences.FONTS.values()) <= licences.SHIPPED


@pytest.mark.parametrize("package", INSTALLED)
def test_an_installed_package_has_a_licence_that_is_allowed_and_says_what_the_table_says(
    package: str,
) -> None:
    said = licences.installed(package)

    assert said is not None and said <= licences.TOOLS
    assert licences.PACKAGES.get(package, next(iter(said))) in said


def test_nearly_everything_is_installed_where_the_licences_are_compared() -> None:
    assert len(INSTALLED) > 100, "else the test above says little"


def test_the_bill_names_every_package_with_version_licence_hashes_and_purl() -> None:
    for pin in sbom.shipped():
        part = PARTS[pin.name]
        (published,) = part["externalReferences"]
        assert part["version"] == pin.version
        assert part["purl"] == part["bom-ref"] == f"pkg:pypi/{pin.name}@{pin.version}"
        assert licence(part) == licences.PACKAGES[pin.name]
        assert [one["content"] for one in published["hashes"]] == list(pin.hashes)


def test_the_bill_names_every_font_with_its_licence_and_hash() -> None:
    files = sorted(sbom.FONTS.glob("*.ttf"))

    assert files
    for file in files:
        part = PARTS[file.name]
        assert part["hashes"] == [{"alg": "SHA-256", "content": sha256(file.read_bytes()).hexdigest()}]
        assert licence(part) == licences.of_font(file.name)


def test_the_fonts_page_and_the_table_say_the_same_licences() -> None:
    page = (sbom.FONTS / "README.md").read_text()
    rows = re.findall(
        r"^\| (\w[^|(]*?) (?:\([^|]*\) )?\|[^|]*\| (OFL|Apache) (1\.1|2\.0) \|", page, re.MULTILINE
    )

    said = {family.replace(" ", ""): f"{name}-{version}" for family, name, version in rows}

    assert said == licences.FONTS


def test_the_bill_says_who_asks_for_what_and_leaves_nothing_hanging() -> None:
    needs = {one["ref"]: one["dependsOn"] for one in BILL["dependencies"]}
    refs = {part["bom-ref"] for part in BILL["components"]}
    reached, waiting = set(), ["laurel"]
    while waiting:
        ref = waiting.pop()
        reached.add(ref)
        waiting += [one for one in needs.get(ref, []) if one not in reached]

    assert reached == refs | {"laurel"}


def test_the_same_release_has_the_same_bill_and_another_another() -> None:
    again = sbom.bill()

    assert again == BILL
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", again["serialNumber"])


def test_the_bill_says_what_it_is() -> None:
    own = BILL["metadata"]["component"]

    assert (BILL["bomFormat"], BILL["specVersion"], BILL["version"]) == ("CycloneDX", "1.6", 1)
    assert own["name"] == "laurel" and licence(own) == "Apache-2.0"


# As pip-audit 2.10 answers.
CLEAN = {"name": "jinja2", "version": "3.1.6", "vulns": []}
HOLE = {"id": "CVE-2099-1", "fix_versions": ["9.9.9"], "aliases": ["GHSA-a"], "description": ""}
HOLED = {"name": "six", "version": "1.17.0", "vulns": [HOLE]}
PASSED_OVER = {"name": "tzdata", "skip_reason": "not on PyPI"}


def ran(*dependencies: dict[str, Any], code: int = 0, stderr: str = "") -> CompletedProcess[str]:
    out = json.dumps({"dependencies": dependencies, "fixes": []}) if dependencies else ""
    return CompletedProcess([], code, out, stderr)


def test_no_hole_in_any_pin_is_good() -> None:
    found = verdict(ran(CLEAN, {**CLEAN, "name": "six"}), 2)

    assert found.code(offline="fail") == 0
    assert found.text(offline="fail") == "2 pins asked about:\nnone has a known hole"


@pytest.mark.parametrize("offline", ["fail", "skip"])
def test_a_hole_fails_online_and_is_named_with_what_mends_it(offline: str) -> None:
    found = verdict(ran(CLEAN, HOLED, code=1), 2)

    assert found.code(offline=offline) == 1
    assert "six 1.17.0: CVE-2099-1, GHSA-a; mended in 9.9.9" in found.text(offline=offline)


NO_ANSWERS = {
    "no internet": ran(code=1, stderr="Traceback\nConnectionError: Name or service not known"),
    "no pip-audit": ran(code=1, stderr="No module named pip_audit"),
    "silence": ran(),
    "fewer than asked": ran(CLEAN),
    "one passed over": ran(CLEAN, PASSED_OVER),
}


@pytest.mark.parametrize("case", NO_ANSWERS)
def test_no_answer_is_no_good_news_unless_it_is_said_aloud_that_it_was_skipped(case: str) -> None:
    found = verdict(NO_ANSWERS[case], 2)

    assert found.code(offline="fail") == 3
    assert found.text(offline="fail").startswith("NOT ASKED: known holes of 2 pins")
    assert found.code(offline="skip") == 0
    assert found.text(offline="skip").startswith("SKIPPED: known holes of 2 pins")


def test_an_audit_whose_tool_cannot_be_had_did_not_ask(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (in_the_way := tmp_path / "build").touch()
    monkeypatch.setattr(audit, "TOOL", in_the_way / "audit")

    found = verdict(audit.asked("http://127.0.0.1:9/v1/query"), len(pins.of(audit.FILE)))

    assert "Not a directory" in found.reason
    assert found.code(offline="fail") == 3
