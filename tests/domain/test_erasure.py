"""An erasure's passes, what follows it, and what stands in the place of a person's words."""

from datetime import UTC, date, datetime, timedelta

from chalicelib.domain import erasure
from chalicelib.domain.achievement import Achievement, StepMark
from chalicelib.domain.personal import NAMELESS, without

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def begun() -> erasure.Erasure:
    return erasure.begun("a" * 24, "person", by="operator", at=NOON)


def test_it_waits_until_what_was_under_way_has_settled() -> None:
    assert begun().due == NOON + erasure.SETTLED
    assert begun().state == "erasing"


def test_the_first_pass_is_never_the_last() -> None:
    job = begun()

    job.pass_over(at=NOON)

    assert (job.state, job.due) == ("erasing", NOON + erasure.SETTLED)


def test_a_pass_that_found_something_is_followed_by_another() -> None:
    job = begun()
    job.pass_over(at=NOON)
    job.found = True

    job.pass_over(at=NOON)

    assert (job.state, job.found) == ("erasing", False)


def test_a_pass_that_found_nothing_is_the_end() -> None:
    job = begun()
    job.pass_over(at=NOON)

    job.pass_over(at=NOON)

    assert (job.state, job.erased, job.due, job.turn) == ("erased", NOON, None, 0)


def test_what_the_law_keeps_is_due_when_it_may_go() -> None:
    job = begun()
    job.keep_until(date(2033, 1, 1))
    job.keep_until(date(2031, 1, 1))
    job.pass_over(at=NOON)
    job.pass_over(at=NOON)
    assert job.due == datetime(2033, 1, 1, tzinfo=UTC)

    job.end(at=NOON + timedelta(days=1))

    assert (job.due, job.kept_until, job.ended) == (None, None, NOON + timedelta(days=1))
    assert job.state == "erased"


def test_books_are_kept_to_the_end_of_the_sixth_year() -> None:
    assert erasure.kept_until(date(2026, 1, 1)) == erasure.kept_until(date(2026, 12, 31)) == date(2033, 1, 1)


def test_what_is_within_a_record_loses_its_words_too() -> None:
    mark = StepMark(NOON, "/example/api_key/1/", note="well done", evidence=("https://example.org",))
    record = Achievement(
        uid="a" * 24,
        type="t",
        name="Badge",
        contact="c",
        contact_resource="person",
        contact_name="Ada",
        steps=("Roll",),
        created=NOON,
        last_updated=NOON,
        link_tail="open",
        note="on her way",
        done={1: mark},
    )

    after = without(record, lambda uid: f"shut {uid[:1]}")

    assert (after.contact_name, after.note, after.link_tail) == (NAMELESS, None, "shut a")
    assert after.done == {1: StepMark(NOON, "/example/api_key/1/")}
    assert after.steps == record.steps and record.done == {1: mark}
    assert without(after, lambda uid: f"shut {uid[:1]}") == after
