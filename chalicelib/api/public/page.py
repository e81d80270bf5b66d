"""The verification as a page for people; it loads nothing and runs nothing."""

from collections.abc import Iterator
from html import escape

from ...domain.verification import Verification

LABELS = {
    "member_since": "Member since",
    "valid_from": "Valid from",
    "valid_until": "Valid until",
    "ended_on": "Ended on",
    "finished_on": "Completed on",
}
STYLE = (
    "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem}"
    "dt{color:#555}dd{margin:0 0 .8rem;font-weight:600}"
    ".yes{color:#17603c}.no{color:#9b1c1c}"
)
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<p>{organisation}</p>
<h1 class="{look}">{title}</h1>
<dl>
{facts}
</dl>
</main>
</body>
</html>
"""


def of(found: Verification) -> str:
    facts = "\n".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in _facts(found))
    return PAGE.format(
        title=f"This {found.document} is {'valid' if found.valid else 'not valid'}",
        look="yes" if found.valid else "no",
        organisation=escape(found.organisation),
        style=STYLE,
        facts=facts,
    )


def _facts(found: Verification) -> Iterator[tuple[str, str]]:
    yield "Name", found.name
    yield ("Membership" if found.document == "membership" else "Achievement"), found.type
    yield "Status", found.status
    if found.number:
        yield "Number", found.number
    yield from ((LABELS[name], f"{day:%-d %B %Y}") for name, day in found.dates.items() if day is not None)
