"""Writes the bill of materials of a release, CycloneDX 1.6: `python -m deploy.supply.sbom`, or `make sbom`.

The same files give the same bytes, whoever writes it and when.
"""

import argparse
import hashlib
import json
import tomllib
import uuid
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from deploy.supply import licences, pins
from deploy.supply.pins import Pin

OUT = Path("build/sbom.cdx.json")
FONTS = pins.ROOT / "templates" / "documents" / "fonts"
OWN_LICENCE = "Apache-2.0"
# A UUID's name space of our own, so that the serial number follows from the content.
SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://cyclonedx.org/laurel")


def bill() -> dict[str, Any]:
    """Every package, the runtime that Chalice packs, and every font."""
    packages, fonts = shipped(), sorted(FONTS.glob("*.ttf"))
    parts = [*map(_package, packages), *map(_font, fonts)]
    content = {
        "metadata": {"component": _own()},
        "components": parts,
        "dependencies": _dependencies(packages, [_ref(font) for font in fonts]),
    }
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(SPACE, json.dumps(content, sort_keys=True))}",
        "version": 1,
        **content,
    }


def shipped() -> list[Pin]:
    """The pins of the zips; Chalice is pinned among the tools, and packs its own runtime."""
    runtime = pins.one("chalice", pins.DEVELOPERS)
    return [*pins.of(*pins.SHIPPED), replace(runtime, needed_by=(), asked_for=True)]


def _own() -> dict[str, Any]:
    project = tomllib.loads((pins.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {
        "type": "application",
        "bom-ref": project["name"],
        "name": project["name"],
        "version": project["version"],
        "description": project["description"],
        "licenses": _licensed(OWN_LICENCE),
    }


def _package(pin: Pin) -> dict[str, Any]:
    """The hashes are of the files in which it is published, not of the package: they stand with these."""
    hashes = [{"alg": "SHA-256", "content": digest} for digest in pin.hashes]
    published = {"type": "distribution", "url": f"https://pypi.org/project/{pin.name}/{pin.version}/#files"}
    return {
        "type": "library",
        "bom-ref": pin.purl,
        "name": pin.name,
        "version": pin.version,
        "purl": pin.purl,
        "licenses": _licensed(licences.PACKAGES[pin.name]),
        "externalReferences": [{**published, "hashes": hashes}],
    }


def _font(file: Path) -> dict[str, Any]:
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return {
        "type": "file",
        "bom-ref": _ref(file),
        "name": file.name,
        "licenses": _licensed(licences.of_font(file.name)),
        "hashes": [{"alg": "SHA-256", "content": digest}],
    }


def _ref(font: Path) -> str:
    return f"font:{font.name}"


def _licensed(spdx: str) -> list[dict[str, Any]]:
    return [{"license": {"id": spdx}}]


def _dependencies(packages: Iterable[Pin], fonts: Iterable[str]) -> list[dict[str, Any]]:
    """Who asks for what: the project for what no package needs, and for the fonts."""
    asked: dict[str, list[str]] = {pin.purl: [] for pin in packages}
    by_name = {pin.name: pin.purl for pin in packages}
    own = [*(pin.purl for pin in packages if pin.asked_for), *fonts]
    for pin in packages:
        for name in pin.needed_by:
            asked[by_name[name]].append(pin.purl)
    return [
        {"ref": ref, "dependsOn": sorted(needs)} for ref, needs in {_own()["bom-ref"]: own, **asked}.items()
    ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m deploy.supply.sbom", description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    out: Path = parser.parse_args().out
    out.parent.mkdir(parents=True, exist_ok=True)
    written = bill()
    out.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")
    print(f"{out}: {len(written['components'])} parts")


if __name__ == "__main__":
    main()
