"""Builds what CloudFormation gets: a trimmed, checked, compiled zip and the template that names it."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy import archive, interpreters, merging, natives, papers, slimming

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
PAPERS = ROOT / "requirements-papers.txt"
# What is merged into Chalice's template: the product, and what watches over it.
MERGED = ("resources.json", "watch.json")
DASHBOARD = "dashboard.json"

CHALICE = "from chalice.cli import main; raise SystemExit(main())"
# Every download must be a wheel whose hash stands in requirements.txt. Chalice would otherwise fetch what it
# finds unfit for Lambda a second time by name alone, or build it from source for this machine's libc.
# Of several wheels pip would take the one that is best for this machine; said so, it takes one for Lambda.
PIP = {
    "PIP_REQUIRE_HASHES": "1",
    "PIP_ONLY_BINARY": ":all:",
    "PIP_PLATFORM": " ".join(papers.PLATFORMS),
}
# Unzipped; Lambda takes 250 MB, but each cold start reads it. 15 MB of it sign badges (decision 0047).
MOST_BYTES = 55_000_000


class Unfit(Exception):
    """What was built would not run on Lambda."""


@dataclass(frozen=True)
class Package:
    """The folder that holds a built zip and its template."""

    folder: Path

    @property
    def zip(self) -> Path:
        return self.folder / "deployment.zip"

    @property
    def papers(self) -> Path:
        """The layer of the function that draws."""
        return self.folder / "papers.zip"

    @property
    def template(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads((self.folder / "sam.json").read_text(encoding="utf-8"))
        return read

    @property
    def runtime(self) -> str:
        return str(self.template["Resources"]["APIHandler"]["Properties"]["Runtime"])


def build(stage: str, out: Path) -> Package:
    """The package of a stage. Raises Unfit, or CalledProcessError where Chalice itself gave up."""
    package = Package(out)
    _run_chalice(stage, out)
    _build_code(package)
    _build_papers(package)
    return package


def _build_code(package: Package) -> None:
    with tempfile.TemporaryDirectory() as unpacked:
        tree = Path(unpacked)
        archive.unpack(package.zip, tree)
        slimming.slim(tree)
        if faults := list(_faults(tree, package.runtime)):
            raise Unfit("\n".join(faults))
        archive.compile_all(tree, package.runtime)
        archive.pack(tree, package.zip)


def _build_papers(package: Package) -> None:
    with tempfile.TemporaryDirectory() as made:
        tree = Path(made)
        papers.build(PAPERS, package.runtime, tree)
        if faults := list(papers.faults(tree, package.runtime)):
            raise Unfit("\n".join(faults))
        archive.pack(tree, package.papers)


def _run_chalice(stage: str, out: Path) -> None:
    """Chalice's own zip and template. Its cache goes first: it does not notice a file that was renamed.

    It takes one file to merge, so that ours are merged before.
    """
    shutil.rmtree(ROOT / ".chalice" / "deployments", ignore_errors=True)
    shutil.rmtree(out, ignore_errors=True)
    # Chalice asks for a region though nothing in the template depends on it.
    environment = {"AWS_DEFAULT_REGION": "us-east-1", **os.environ, **PIP}
    with tempfile.TemporaryDirectory() as room:
        added = Path(room) / "merged.json"
        added.write_text(json.dumps(_added()))
        asked = ["package", "--stage", stage, "--merge-template", str(added), str(out.resolve())]
        subprocess.run([sys.executable, "-c", CHALICE, *asked], cwd=ROOT, env=environment, check=True)


def _added() -> dict[str, Any]:
    """All that Chalice's template has from us; the dashboard is a text in it, with names to fill in."""
    added = merging.merged(*(ROOT / ".chalice" / name for name in MERGED))
    drawn = json.loads((ROOT / ".chalice" / DASHBOARD).read_text(encoding="utf-8"))
    text = json.dumps(drawn, separators=(",", ":"))
    added["Resources"]["Dashboard"]["Properties"]["DashboardBody"] = {"Fn::Sub": text}
    return added


def _faults(tree: Path, runtime: str) -> Iterator[str]:
    for template in sorted(path for path in TEMPLATES.rglob("*") if path.is_file()):
        if not (tree / "templates" / template.relative_to(TEMPLATES)).is_file():
            yield f"{template.relative_to(ROOT)} is not in the package; is vendor/templates still a symlink?"
    yield from natives.faults(tree, runtime)
    if (size := archive.size(tree)) > MOST_BYTES:
        yield f"{size / 1e6:.1f} MB unzipped, and {MOST_BYTES / 1e6:.0f} MB is the limit of deploy.package."


def report(package: Package) -> str:
    """What is in the zips, the heaviest first."""
    return "\n".join([*_weights(package.zip, package.runtime), *_weights(package.papers, "layer")])


def _weights(packed: Path, of: str) -> Iterator[str]:
    weights: Counter[str] = Counter()
    for name, size in archive.contents(packed):
        weights[name.removeprefix(f"{papers.HOME}/").partition("/")[0]] += size
    zipped = packed.stat().st_size
    yield f"{packed}: {zipped / 1e6:.2f} MB, unzipped {weights.total() / 1e6:.2f} MB, {of}"
    yield from (f"  {size / 1e6:6.2f} MB  {name}" for name, size in weights.most_common(8))


def main() -> int:
    asked = _parser().parse_args()
    if asked.python != interpreters.THIS:
        return _built_by(asked.python, asked.stage, asked.out)
    try:
        package = build(asked.stage, asked.out)
    except Unfit as unfit:
        print(unfit, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError:
        print(
            "Chalice could not package. On other machines than Linux x86_64 it cannot: the wheels that",
            file=sys.stderr,
        )
        print(
            "Lambda needs are not those that pip picks there, and no other is taken without its hash.",
            file=sys.stderr,
        )
        return 1
    print(report(package))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m deploy.package", description=__doc__)
    parser.add_argument("--stage", default="dev")
    parser.add_argument("--out", type=Path, default=Path("build/package"))
    parser.add_argument(
        "--python",
        choices=(interpreters.NEWEST, *interpreters.SUPPORTED, interpreters.THIS),
        default=interpreters.NEWEST,
        help="whose runtime the functions get; `this` is the Python that runs this, with Chalice installed",
    )
    return parser


def _built_by(version: str, stage: str, out: Path) -> int:
    """The same again in a Python of that version, which has what packing needs and nothing else."""
    try:
        python = interpreters.equipped(version)
    except interpreters.NoSuchPython as missing:
        print(missing, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError:
        print("What packing needs could not be installed; see above.", file=sys.stderr)
        return 1
    asked = ["--stage", stage, "--out", str(out.resolve()), "--python", interpreters.THIS]
    return subprocess.run([python, "-m", "deploy.package", *asked], cwd=ROOT).returncode


if __name__ == "__main__":
    raise SystemExit(main())
