"""Turns the facts of a certificate into what its template draws: words filled in, everything printable."""

from collections.abc import Mapping
from typing import Any

from chalicelib.documents import figures, printable
from chalicelib.documents.qr import qr_svg
from chalicelib.domain.papers import PaperDesign
from chalicelib.domain.sheets import AchievementSheet, MembershipSheet
from chalicelib.domain.wording import fill

LONGEST_NAME = 120
LONGEST_WORD = 120
LONGEST_TEXT = 500
NOT_VALID = ("pending", "lapsed", "cancelled")


def membership_content(sheet: MembershipSheet, design: PaperDesign) -> dict[str, Any]:
    day = figures.DATES[design.options.dates]
    values = {
        **_shared_values(sheet, design),
        "membership_type": printable.line(sheet.membership_type, LONGEST_WORD),
        "number": printable.line(sheet.number, 40),
        "member_since": day(sheet.member_since),
        "valid_from": day(sheet.valid_from),
        "valid_until": day(sheet.valid_until),
        "ended_on": "" if sheet.ended_on is None else day(sheet.ended_on),
    }
    facts = (("label_number", "number"), ("label_since", "member_since"), ("label_until", "valid_until"))
    return {
        **_shared_content("membership", sheet, design, values),
        "facts": [[design.words(label), values[value]] for label, value in facts if values[value]],
        "standing": _standing(sheet, design, values),
    }


def achievement_content(sheet: AchievementSheet, design: PaperDesign) -> dict[str, Any]:
    values = {
        **_shared_values(sheet, design),
        "achievement": printable.line(sheet.achievement, LONGEST_WORD),
        "finished_on": figures.DATES[design.options.dates](sheet.finished_on),
        "steps": "" if sheet.steps is None else str(sheet.steps),
        "awarded_by": printable.line(sheet.awarded_by or "", 80),
    }
    facts = (("label_finished", "finished_on"), ("label_steps", "steps"), ("label_awarded_by", "awarded_by"))
    return {
        **_shared_content("achievement", sheet, design, values),
        "facts": [[design.words(label), values[value]] for label, value in facts if values[value]],
        "standing": None,
    }


def _shared_values(sheet: MembershipSheet | AchievementSheet, design: PaperDesign) -> dict[str, str]:
    return {
        "organisation": printable.line(sheet.organisation, LONGEST_WORD),
        "name": printable.line(sheet.name, LONGEST_NAME),
        "issued_on": figures.DATES[design.options.dates](sheet.issued_on),
    }


def _shared_content(
    kind: str, sheet: MembershipSheet | AchievementSheet, design: PaperDesign, values: Mapping[str, str]
) -> dict[str, Any]:
    def say(block: str) -> str:
        return printable.block(fill(design.words(block), {"awarded_by": "", **values}), LONGEST_TEXT)

    drawn = design.options.qr and sheet.verify_url
    return {
        "title": f"{say(f'{kind}_title')} · {values['name']}",
        "author": values["organisation"],
        "organisation": values["organisation"],
        "organisation-caps": values["organisation"].upper(),
        "name": values["name"],
        "heading": say(f"{kind}_title"),
        "lead": say(f"{kind}_lead"),
        "body": say(f"{kind}_body"),
        "signature": [say("signature"), say("signature_role")],
        "qr": qr_svg(sheet.verify_url, design.colours.ink) if drawn and sheet.verify_url else None,
        "verify": [say("verify"), sheet.verify_url if drawn else None],
    }


def _standing(
    sheet: MembershipSheet, design: PaperDesign, values: Mapping[str, str]
) -> dict[str, str] | None:
    """The words that make plain that this certificate is not valid; None where it is."""
    if sheet.standing not in NOT_VALID:
        return None
    return {
        "word": printable.line(design.words(f"{sheet.standing}_word"), 20).upper(),
        "text": printable.block(fill(design.words(sheet.standing), values), LONGEST_TEXT),
    }
