"""What is in the package that Lambda gets, in MB unzipped; `make package` builds it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure
from deploy import archive
from deploy.package import MOST_BYTES, ROOT, Package
from deploy.papers import HOME
from deploy.papers import MOST_BYTES as MOST_OF_PAPERS

MEASURE = "unzipped, MB"
MILLION = 1_000_000
PARTS = 8
PACKAGE = Package(ROOT / "build" / "package")


def measure() -> Iterator[Figure]:
    """Nothing where no package was built: building asks the package index."""
    if PACKAGE.zip.exists():
        yield _weighed("API, stream and schedule", PACKAGE.zip, MOST_BYTES)
        yield _weighed("layer with the PDF engine", PACKAGE.papers, MOST_OF_PAPERS)


def _weighed(name: str, packed: Path, most: int) -> Figure:
    parts: Counter[str] = Counter()
    for file, size in archive.contents(packed):
        parts[file.removeprefix(f"{HOME}/").partition("/")[0]] += size
    heaviest = ", ".join(f"{part} {size / MILLION:.1f}" for part, size in parts.most_common(PARTS))
    zipped = packed.stat().st_size / MILLION
    note = f"{zipped:.1f} MB zipped; {heaviest}"
    return Figure(name, MEASURE, parts.total() / MILLION, most=most / MILLION, note=note)
