"""What refusals about contacts, achievements, files and settings say: the sentence, and the field at fault."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib.domain.achievement import Achievement, StepMark, check_steps
from chalicelib.domain.achievement_type import AchievementType
from chalicelib.domain.bills import Bill, BillLine, Party
from chalicelib.domain.booking import Booking
from chalicelib.domain.contact import Group
from chalicelib.domain.imported_members import brought
from chalicelib.domain.imports import Row
from chalicelib.domain.paper_words import PaperKind
from chalicelib.domain.papers import find_design, register
from chalicelib.domain.reward_type import RewardType
from chalicelib.domain.simulation import Period, Place
from chalicelib.domain.tenant import check_timezone

from .papers import NOON, a_person

MARK = StepMark(NOON, "coach")
PAPER = {"name": "our-own", "layout": "invoice"}
LINE = BillLine("x", Decimal(1), Decimal(1), Decimal(1))


def an_achievement(done: int = 0) -> Achievement:
    marks = dict.fromkeys(range(1, done + 1), MARK)
    return Achievement("a", "t", "Badge", "c", "person", "Ada", ("One.", "Two."), NOON, NOON, done=marks)


def finished() -> Achievement:
    achievement = an_achievement(2)
    achievement.finish(by="coach", at=NOON)
    return achievement


def a_bill(**fields: Any) -> Bill:
    given = {"number": "7", "currency": "GBP", "issued_on": NOON.date(), "lines": (LINE,)}
    return Bill(seller=Party("s"), buyer=Party("b"), **given | fields)


SAID: list[tuple[Callable[[], object], str, dict[str, str]]] = [
    # contacts and groups
    (
        lambda: a_person(resource="organisation").check(),
        "An organisation needs a name.",
        {"name": "required"},
    ),
    (
        lambda: a_person(first_name=None).check(),
        "A person needs a name.",
        {"first_name": "give first_name, last_name or name"},
    ),
    (
        lambda: a_person(emails=("a@x.org",) * 6).check(),
        "Too many addresses.",
        {"emails": "at most 5, email among them"},
    ),
    (
        lambda: a_person(date_of_birth=date(2026, 11, 22)).check(),
        "Nobody is born in the future.",
        {"date_of_birth": "expected a day that has come"},
    ),
    (
        lambda: a_person("c", guardians=("c" * 24,)).check(),
        "Nobody is their own guardian.",
        {"guardians": "contains the contact itself"},
    ),
    (lambda: Group("g", "", NOON, NOON).check(), "A group needs a name.", {"name": "required"}),
    (
        lambda: Group("g", "x", NOON, NOON, members=("m",) * 501).check(),
        "Too many members.",
        {"members": "at most 500"},
    ),
    (
        lambda: check_timezone("Mars/Base"),
        "Unknown time zone.",
        {"timezone": "not a name of the IANA time zone database"},
    ),
    (
        lambda: check_timezone("Mars/Base", field="zone"),
        "Unknown time zone.",
        {"zone": "not a name of the IANA time zone database"},
    ),
    # achievements
    (lambda: check_steps([]), "Wrong number of steps.", {"steps": "1 to 100 steps"}),
    (
        lambda: check_steps(["b", "a", "b", "a"]),
        "Step names must be unique.",
        {"steps": "more than once: a, b"},
    ),
    (
        lambda: AchievementType("t", "", ("One.",), NOON, NOON).check(),
        "An achievement type needs a name.",
        {"name": "required"},
    ),
    (
        lambda: an_achievement().step_number(None, None),
        "Say which step.",
        {"number": "give number or step", "step": "give number or step"},
    ),
    (lambda: an_achievement().step_number(3, None), "There is no step 3; the steps are 1 to 2.", {}),
    (lambda: an_achievement().step_number(None, "Three."), "There is no step of that name.", {}),
    (
        lambda: an_achievement().step_number(1, "Two."),
        "Step 1 has another name.",
        {"step": "this is the name of step 2"},
    ),
    (
        lambda: an_achievement().finish(by="coach", at=NOON),
        "These steps are not complete: 1 (One.), 2 (Two.).",
        {},
    ),
    (lambda: finished().finish(by="coach", at=NOON), "This achievement is finished already.", {}),
    (
        lambda: finished().complete_step(1, MARK, at=NOON),
        "This achievement is finished; its steps do not change any more.",
        {},
    ),
    (lambda: an_achievement().reopen(by="coach", at=NOON), "This achievement is not finished.", {}),
    (
        lambda: MARK.enriched(replace(MARK, evidence=tuple("abcdefghijklmnopqrstu"))),
        "Too much evidence.",
        {"evidence": "at most 20 for a step"},
    ),
    (
        lambda: RewardType(uid="u", key="", name="x", created=NOON, last_updated=NOON).check(),
        "Not a key.",
        {"key": "1 to 50 of A-Z a-z 0-9 . _ -, a letter or digit first"},
    ),
    # runs and files
    (lambda: Period(NOON, NOON).check(), "The period ends before it begins.", {"to": "after `from`"}),
    (
        lambda: Place.read("!"),
        "This is no place to go on from.",
        {"after": "what the call before gave as `next`"},
    ),
    (
        lambda: brought(Row(2, {"currency": "GBP"}), None),
        "A currency needs its amount.",
        {"amount": "required with currency"},
    ),
    (
        lambda: brought(Row(2, {"amount": Decimal(1)}), None),
        "An amount needs its currency.",
        {"currency": "required with amount"},
    ),
    # papers and bookings
    (
        lambda: Booking(
            uid="b", name="x", start_date=NOON, end_date=NOON.replace(hour=1), created=NOON, last_updated=NOON
        ).check(),
        "A booking ends after it starts.",
        {"end_date": "before start_date"},
    ),
    (lambda: a_bill(currency="gbp"), "A currency is three capital letters.", {"currency": "ISO 4217"}),
    (lambda: a_bill(lines=()), "An invoice has 1 to 200 lines.", {"lines": "1 to 200"}),
    (lambda: a_bill(lines=(LINE,) * 201), "An invoice has 1 to 200 lines.", {"lines": "1 to 200"}),
    (
        lambda: a_bill(paid=Decimal("1E-7")),
        "Amounts are exact decimals.",
        {"lines": "at most 12 digits and 6 decimals"},
    ),
    (lambda: find_design(PaperKind.INVOICE, "x", {}), "Unknown template.", {}),
    (
        lambda: register({}),
        "The template has faults.",
        {"name": "Field required", "layout": "Field required"},
    ),
    (
        lambda: register(PAPER | {"name": "x"}),
        "The template has faults.",
        {"name": "2 to 80 of a-z, 0-9 and hyphen."},
    ),
    (
        lambda: register(PAPER | {"wording": {"n" * 50: "x"}}),
        "The template has faults.",
        {"wording.nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn": "No such wording block."},
    ),
    (
        lambda: register(PAPER | {"wording": {"page": " "}}),
        "The template has faults.",
        {"wording.page": "May not be empty."},
    ),
    (
        lambda: register(PAPER | {"wording": {"page": "{number}"}}),
        "The template has faults.",
        {"wording.page": "Unknown placeholder {number}; here are allowed: {page}, {pages}."},
    ),
    (
        lambda: register(PAPER | {"wording": {"column_vat": "{x}"}}),
        "The template has faults.",
        {"wording.column_vat": "Unknown placeholder {x}; here are allowed: none."},
    ),
    (
        lambda: register(PAPER | {"wording": {"page": "x" * 61}}),
        "The template has faults.",
        {"wording.page": "Longer than 60 characters."},
    ),
    (
        lambda: register(PAPER | {"wording": {"page": "{"}}),
        "The template has faults.",
        {"wording.page": "Braces are kept for placeholders."},
    ),
    (
        lambda: register(PAPER | {"wording": {"page": "}"}}),
        "The template has faults.",
        {"wording.page": "Braces are kept for placeholders."},
    ),
    (
        lambda: register(PAPER | {"colours": {"ink": "red"}}),
        "The template has faults.",
        {"colours.ink": "A colour is written #rrggbb."},
    ),
    (
        lambda: register(PAPER | {"colours": {"ink": "#fffdf8"}}),
        "The template has faults.",
        {"colours": "ink cannot be read on paper: contrast must be 7.0 or more."},
    ),
    (
        lambda: register(PAPER | {"colours": {"accent": "#fffdf8"}}),
        "The template has faults.",
        {"colours": "accent cannot be read on paper: contrast must be 4.5 or more."},
    ),
    (
        lambda: register(PAPER | {"options": {"language": "english"}}),
        "The template has faults.",
        {"options.language": "A language tag such as en, de or pt-BR."},
    ),
    (
        lambda: register(PAPER | {"logo": b"x"}),
        "The template has faults.",
        {"logo": "Neither a PNG nor a well-formed SVG."},
    ),
]
