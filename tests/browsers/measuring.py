"""What a page is measured by in the browser: what sticks out, what is too small to hit, what Tab reaches."""

from typing import Any

from playwright.sync_api import Page

# WCAG 2.5.5 (AAA), and what the house promises for wet hands.
TARGET = 44
# What a reader may set for itself without losing anything (WCAG 2.2, 1.4.12).
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"

_SIDEWAYS = """() => {
  const wide = document.scrollingElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > wide + 1)
    .map(e => e.tagName.toLowerCase() + '.' + e.className + ': ' + e.textContent.trim().slice(0, 40)).slice(0, 5);
}"""
_SMALL = """least => [...document.querySelectorAll('button, .button, input, select, textarea, summary, nav a')]
  .filter(e => e.type !== 'hidden' && e.checkVisibility())
  .map(e => [e, (['checkbox', 'radio'].includes(e.type) && e.closest('label') || e).getBoundingClientRect()])
  .filter(([e, box]) => box.height < least - .5 || box.width < Math.min(least, 24))
  .map(([e, box]) => `${e.outerHTML.slice(0, 90)} ${Math.round(box.width)}x${Math.round(box.height)}`)"""
_REACHABLE = """selector => [...document.querySelectorAll(selector)].filter(e => {
    if (e.disabled || !e.checkVisibility({visibilityProperty: true})) return false;
    if (e.tabIndex < 0 || e.closest('details:not([open]) > :not(summary)')) return false;
    return e.type !== 'radio' || e.checked || !document.querySelector(`input[name="${e.name}"]:checked`);
  }).map((e, i) => (e.dataset.walk = i, i))"""
_FOCUS = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
  if (e === document.body) return null;
  const marked = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return {walk: e.dataset.walk, marked, seen, what: e.outerHTML.slice(0, 90)};
}"""


def sideways(page: Page) -> list[str]:
    """What makes the page wider than its window."""
    width = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
    found: list[str] = page.evaluate(_SIDEWAYS)
    return found or ([f"{width} pixels"] if width > 0 else [])


def small(page: Page) -> list[str]:
    """What a finger misses."""
    found: list[str] = page.evaluate(_SMALL, TARGET)
    return found


def spaced(page: Page) -> None:
    """A sheet that is adopted by script is no style of the page's own: its policy does not ask after it."""
    page.evaluate(
        "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s] }",
        SPACING,
    )


def walked(page: Page) -> tuple[list[str], list[dict[str, Any]]]:
    """What Tab should reach, and what it stood on, in order, until it left the page."""
    wanted = [str(one) for one in page.evaluate(_REACHABLE, FOCUSABLE)]
    stops: list[dict[str, Any]] = []
    for _ in range(4 * len(wanted) + 2):  # the field of a day is left after some stops within it
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUS)
        if stop is None or (len(stops) > 1 and stop["walk"] == stops[0]["walk"]):
            break
        if not stops or stop["walk"] != stops[-1]["walk"]:
            stops.append(stop)
    return wanted, stops
