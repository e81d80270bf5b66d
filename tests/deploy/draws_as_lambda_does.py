"""Run by test_papers: draws with the unpacked zip and layer alone (`python -I -S`), and writes the PDF out."""

import sys
from datetime import UTC, datetime

FUNCTION, LAYER = sys.argv[1:]
sys.path[:0] = [FUNCTION, LAYER]

from chalicelib.domain.papers import Layout, PaperDesign  # noqa: E402 - from the zip
from chalicelib.wiring import wiring  # noqa: E402

papers = wiring().papers
if "typst" in sys.modules:
    raise SystemExit("The engine was loaded before anything was drawn.")
drawn = papers.prove(
    PaperDesign(name="a-certificate", layout=Layout.LANDSCAPE),
    organisation="Canoe Club Ελλάς",
    at=datetime(2026, 11, 21, 12, tzinfo=UTC),
)
elsewhere = [
    path
    for module in list(sys.modules.values())
    if "site-packages" in (path := str(module.__dict__.get("__file__")))
]
if elsewhere:
    raise SystemExit(f"This machine's libraries were needed: {elsewhere}")
sys.stdout.buffer.write(drawn)
