"""Reads the documentation as the house tests need it: headings, table rows, blocks to run."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_WORD = re.compile(r"`([^`]+)`")


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of one language, in order."""
    return [body for name, body in _FENCE.findall(text(page)) if name == language]


def headings(page: Path) -> list[str]:
    """Every heading, without its marks."""
    return re.findall(r"^#+ (.+)$", _FENCE.sub("", text(page)), re.MULTILINE)


def lines(page: Path) -> dict[str, list[str]]:
    """The rows of all tables, by what stands in their first cell."""
    rows = (line.strip("|").split("|") for line in text(page).splitlines() if line.startswith("|"))
    return {row[0].strip(): [cell.strip() for cell in row] for row in rows}


def rows(page: Path) -> dict[str, list[str]]:
    """The same, by each word that the first cell shows as code: "`one`, `other`" has two."""
    return {word: cells for first, cells in lines(page).items() for word in _WORD.findall(first)}
