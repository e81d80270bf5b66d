"""axe-core, asked about a page as it stands: what it finds fault with, in a line for each place."""

from functools import cache
from typing import Any

from playwright.sync_api import Page

from sandbox import npm
from tests.browsers.chromium import CACHE

PACKAGE = "axe-core@4.14.1"
_SHA512 = "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def source() -> str:
    return (npm.unpacked(PACKAGE, _SHA512, CACHE / "axe-core") / "axe.min.js").read_text(encoding="utf-8")


def faults(page: Page) -> list[str]:
    """Run by the debugger, and not as a script of the page, whose policy would rightly refuse it."""
    return _asked(page, {"type": "tag", "values": RULES})


def faint(page: Page) -> list[str]:
    """Of its colours alone: what else would another scheme change?"""
    return _asked(page, {"type": "rule", "values": ["color-contrast", "link-in-text-block"]})


def _asked(page: Page, rules: dict[str, Any]) -> list[str]:
    page.evaluate(f"() => {{ if (!window.axe) {{ {source()} }} }}")
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found = page.evaluate("async options => (await axe.run(document, options)).violations", options)
    return [line for one in found for line in _told(one)]


def _told(violation: dict[str, Any]) -> list[str]:
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary'].splitlines()[-1].strip()}"
        for node in violation["nodes"]
    ]
