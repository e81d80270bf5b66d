"""Makes any text fit to print: no controls, no direction tricks, no towers of accents, no endless names."""

import re
import unicodedata

ELLIPSIS = "…"
MOST_MARKS = 4  # accents stacked on one letter; no living script needs more
LONGEST_RUN = 40  # letters without a place to break the line
NARROW = 24  # the same in a narrow column
BREAK_HERE = "\u200b"
DIRECTION_TRICKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff")
JOINED_TO_LAST = frozenset("\u200d\ufe0e\ufe0f")
MARKS = frozenset({"Mn", "Me"})
DROPPED = frozenset({"Cc", "Cs", "Co", "Zl", "Zp"})
UNBROKEN = r"[^\s\u1100-\uffdc\U00020000-\U0003ffff]"
CLOSE_ENOUGH = 8  # code points a limit allows for one visible letter, so that a long name costs little


def line(text: str, limit: int, run: int = LONGEST_RUN) -> str:
    """One printable line of at most `limit` visible letters; what is cut ends in an ellipsis."""
    return _broken(_shortened(_clean(text[: limit * CLOSE_ENOUGH]), limit), run)


def block(text: str, limit: int, run: int = LONGEST_RUN) -> str:
    """As `line`, but line breaks stay."""
    lines = (_clean(part) for part in text[: limit * CLOSE_ENOUGH].splitlines())
    return _broken(_shortened("\n".join(lines), limit), run)


def _clean(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for letter in unicodedata.normalize("NFC", text):
        category = unicodedata.category(letter)
        marks = marks + 1 if category in MARKS else 0
        if letter in DIRECTION_TRICKS or marks > MOST_MARKS:
            continue
        kept.append(" " if category in DROPPED else letter)
    return " ".join("".join(kept).split())


def _shortened(text: str, limit: int) -> str:
    visible = 0
    for at, letter in enumerate(text):
        visible += not _joined(text, at, letter)
        if visible > limit:
            return text[:at].rstrip() + ELLIPSIS
    return text


def _broken(text: str, run: int) -> str:
    """With a place to break in every word that has none for so long."""
    return re.sub(f"{UNBROKEN}{{{run}}}(?=\\S)", lambda found: found[0] + BREAK_HERE, text)


def _joined(text: str, at: int, letter: str) -> bool:
    """Part of the letter before it: an accent, a variation, or an emoji glued to another."""
    return (
        letter in JOINED_TO_LAST
        or unicodedata.category(letter) in MARKS
        or (at > 0 and text[at - 1] == "\u200d")
    )
