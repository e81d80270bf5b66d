"""Every link between the pages leads somewhere."""

import re
from pathlib import Path

import pytest

from tests.house import pages

PAGES = [*pages.ROOT.glob("*.md"), *sorted(pages.DOCS.rglob("*.md"))]


def anchor(heading: str) -> str:
    """As GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(pages.ROOT)))
def test_a_page_links_only_to_what_is_there(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", pages.text(page))

    for link in links:
        if "://" in link:
            continue
        path, _, place = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if place:
            assert place in map(anchor, pages.headings(target)), link
