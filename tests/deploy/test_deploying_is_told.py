"""docs/deploy.md tells of every parameter, statement and Python that there is."""

import json
from pathlib import Path

from deploy import interpreters
from deploy.package import ROOT
from tests.house import pages

PAGE = pages.DOCS / "deploy.md"


def template(path: Path) -> dict[str, object]:
    parameters: dict[str, object] = json.loads(path.read_text()).get("Parameters", {})
    return parameters


def test_every_parameter_of_the_template_is_told() -> None:
    merged = sorted((ROOT / ".chalice").glob("*.json"))

    declared = {name for path in merged if path.name != "config.json" for name in template(path)}

    assert declared and declared <= set(pages.rows(PAGE))


def test_every_statement_of_the_deployers_policy_has_its_reason() -> None:
    policy = json.loads((ROOT / "deploy" / "deployer-policy.json").read_text())

    assert {statement["Sid"] for statement in policy["Statement"]} <= told()


def test_every_python_that_may_pack_is_told() -> None:
    text = pages.text(PAGE)

    assert all(version in text for version in interpreters.SUPPORTED)


def told() -> set[str]:
    """Of tables within lists, too."""
    lines = (line.strip() for line in pages.text(PAGE).splitlines())
    rows = (line.strip("|").split("|")[0] for line in lines if line.startswith("|"))
    return {word.strip("` ") for first in rows for word in first.split(",")}
