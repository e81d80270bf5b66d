"""What erasing leaves of a record: ids, times and numbers stay, words about the person go, links become others."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from chalicelib.domain.achievement import Achievement, StepMark
from chalicelib.domain.bills import BillLine
from chalicelib.domain.invoice import Quote
from chalicelib.domain.mail import Mail
from chalicelib.domain.payment import Payment, Receipt
from chalicelib.domain.personal import MARKS, NAMELESS, Marks, without

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def other(uid: str) -> str:
    return f"other of {uid}"


def test_a_records_own_words_go_and_the_rest_stays() -> None:
    mail = Mail(
        uid="m",
        event="e",
        event_name="new_level",
        template="new_level",
        created=NOON,
        last_updated=NOON,
        said={"contact_name": "Ada"},
        to="ada@example.org",
        reason="bounced: ada@example.org",
    )

    assert without(mail, other) == replace(mail, said={}, to=None, reason=None)


def test_each_mark_within_a_mapping_loses_its_words_and_the_link_becomes_another() -> None:
    marks = {1: StepMark(NOON, "/example/person/c/", "Well done, Ada", ("https://example.org/ada",))}
    achievement = Achievement(
        uid="a",
        type="t",
        name="Badge 3",
        contact="c",
        contact_resource="person",
        contact_name="Ada",
        steps=("Roll",),
        created=NOON,
        last_updated=NOON,
        done=marks,
        note="shy",
        link_tail="known",
    )

    left = without(achievement, other)

    assert (left.contact_name, left.note, left.link_tail) == (NAMELESS, None, "other of a")
    assert left.done == {1: StepMark(NOON, "/example/person/c/")}
    assert left.steps == ("Roll",)


def test_each_of_a_row_of_records_loses_its_words() -> None:
    line = BillLine("Lessons of Ada", Decimal(1), Decimal(5), Decimal(5))
    quote = Quote(
        uid="q",
        number="Q-1",
        contact="c",
        contact_resource="person",
        currency="GBP",
        issued_date=date(2026, 11, 22),
        created=NOON,
        last_updated=NOON,
        lines=(line, line),
        link_tail="known",
    )

    assert [one.description for one in without(quote, other).lines] == [NAMELESS, NAMELESS]


def test_a_record_within_keeps_what_the_law_wants_and_none_stays_none() -> None:
    paid = Payment(
        uid="p",
        contact="c",
        contact_resource="person",
        amount=Decimal(5),
        due_date=date(2026, 11, 22),
        created=NOON,
        last_updated=NOON,
        receipt=Receipt("r", NOON, "cash", "from Ada"),
    )

    assert without(paid, other) == paid
    assert without(replace(paid, receipt=None), other).receipt is None


def test_marks_name_every_field_once_whatever_becomes_of_it() -> None:
    marks = Marks(plain="uid created", erased={"note": None}, within="done", by_law="lines", link="link_tail")

    assert sorted(marks.fields) == sorted(["uid", "created", "note", "done", "lines", "link_tail"])
    assert sorted(MARKS[StepMark].fields) == ["at", "by", "evidence", "note"]
