"""Wording that a tenant may write: plain text with a closed list of {placeholders}, filled in one pass."""

import re
from collections.abc import Collection, Mapping

PLACEHOLDER = re.compile(r"\{([a-z_]{1,40})\}")


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the values in. A value is never read again, so a name `{number}` prints as it is."""
    return PLACEHOLDER.sub(lambda found: values[found[1]], text)


def fault_in(text: str, allowed: Collection[str], limit: int) -> str | None:
    """What is wrong with this wording, or None. What passes here cannot fail in `fill`."""
    if len(text) > limit:
        return f"Longer than {limit} characters."
    unknown = sorted(set(PLACEHOLDER.findall(text)) - set(allowed))
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in sorted(allowed)) or "none"
        return f"Unknown placeholder {{{unknown[0]}}}; here are allowed: {known}."
    if set(PLACEHOLDER.sub("", text)) & {"{", "}"}:
        return "Braces are kept for placeholders."
    return None
