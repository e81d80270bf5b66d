"""Enrolments of many: line by line as if each were asked for by itself, whole in the end whatever died on the way."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from chalicelib.actions import enrolling_many, importing, targets
from chalicelib.actions.importing_enrolments import EnrolmentDesk
from chalicelib.domain import imports
from chalicelib.domain.import_job import ImportJob
from chalicelib.domain.imports import Sheet
from chalicelib.domain.refusals import NotFound
from chalicelib.domain.targets import many
from chalicelib.domain.targets.enrolling import Wish
from chalicelib.domain.targets.refusals import TooMany
from chalicelib.store.table import Unavailable
from tests.actions.test_enrolments import NOVEMBER, OTHER
from tests.api.test_bulk_crashes import dying
from tests.enrolling import Desk
from tests.targeting import GROUP, TARGET, Range, sale

CROWD = [f"m{number}" for number in range(12)]
PLAIN = Wish()


@pytest.fixture
def crowd(at: Range) -> Range:
    at.milestone(NOVEMBER)
    at.met(*CROWD)
    return at


def begun(at: Range, sheet: Sheet) -> ImportJob:
    return enrolling_many.begin(at.table, GROUP, TARGET, sheet, uid="a" * 24, at=at.now)


def worked_off(at: Range, sheet: Sheet) -> ImportJob:
    job = begun(at, sheet)
    at.house.settle()
    return enrolling_many.get(at.table, GROUP, TARGET, job.uid)


def faults(at: Range) -> dict[int, str]:
    return {one.line: one.fault for one in importing.faults_of(at.table, "a" * 24, after=0, most=100)}


def sheet_of(desk: Desk, *people: str, wish: Wish = PLAIN) -> Sheet:
    return many.from_records([(desk.number(who), wish) for who in people])


def test_a_crowd_is_enrolled_as_records_with_a_balance(crowd, desk):
    done = worked_off(crowd, sheet_of(desk, *CROWD, wish=Wish("d_5", 30)))

    assert (done.state, done.counts) == ("done", {"create": 12, "update": 0, "unchanged": 0, "faulty": 0})
    assert [desk.values(who)["d_5"] for who in CROWD] == [30] * 12


def test_a_file_says_it_in_the_seeds_words_or_in_ours(crowd, desk):
    ada, bob = desk.number("ada"), desk.number("bob")
    text = f"customerId,periodName,initialBalance,resetStreakStatus\r\n{ada},d_6,7,false\r\n{bob},,,\r\n"

    done = worked_off(crowd, imports.read("enrolment", text))

    assert done.counts["create"] == 2
    assert (list(desk.values()), desk.values()["d_6"]) == (["d_6", "d_7", "d_8", "d_9", "d_10"], 7)
    assert next(iter(desk.values("bob"))) == "d_4"


def test_each_line_at_fault_has_the_code_that_it_would_have_alone(crowd, desk):
    desk.enrol()
    ada, bob = desk.number("ada"), desk.number("bob")
    text = f"customer_id,period_name,initial_balance\n{ada},,\n{bob},d_1,\n77,,\nx,,-1\n{bob},d_5 ,\n"

    done = worked_off(crowd, imports.read("enrolment", text))

    assert (done.counts["faulty"], done.counts["unchanged"], done.faults) == (4, 1, 5)
    assert {line: fault.split(":")[0] for line, fault in faults(crowd).items()} == {
        3: "310019",
        4: "310011",
        5: "expected a whole number from 0",
        6: "the same as in line 3",
    }


def test_a_blank_name_is_no_period_in_a_record_as_it_is_none_alone(crowd, desk):
    done = worked_off(crowd, sheet_of(desk, "ada", wish=Wish(" ")))

    assert (done.counts["faulty"], faults(crowd)[1].split(":")[0]) == (1, "310019")


def test_who_was_there_before_is_enrolled_again_and_resumes(crowd, desk):
    desk.enrol("d_4", 250)
    desk.leave()

    done = worked_off(crowd, sheet_of(desk, "ada", "bob"))

    assert (done.counts["update"], done.counts["create"]) == (1, 1)
    assert desk.values()["d_4"] == 250


@pytest.mark.parametrize("answered", [False, True])
def test_a_job_that_dies_at_every_call_enrols_each_once_and_refuses_nobody(
    crowd,
    desk,
    monkeypatch,
    answered,
):
    desk.enrol(who="m3")
    desk.enrol(who="m4", balance=50)
    desk.leave(who="m4")
    begun(crowd, sheet_of(desk, *CROWD, "bob", wish=Wish("d_4", 100)))

    deaths = died_everywhere(crowd, monkeypatch, answered=answered)
    crowd.house.settle()

    done = enrolling_many.get(crowd.table, GROUP, TARGET, "a" * 24)
    assert deaths > 5
    assert done.counts == {"create": 11, "update": 1, "unchanged": 1, "faulty": 0}
    assert [len(found.spans) for who in CROWD if (found := crowd.enrolment(who))] == [1] * 4 + [2] + [1] * 7
    assert crowd.told("target_achieved") == ["d_4"] * 12


def died_everywhere(at: Range, monkeypatch: pytest.MonkeyPatch, *, answered: bool) -> int:
    for call in range(1, 500):
        with dying(monkeypatch, call, answered=answered) as calls:
            try:
                on(at)
            except Unavailable:
                continue
        if len(calls) < call:
            return call
    raise AssertionError("it never came through")


def on(at: Range) -> None:
    now = at.now
    importing.go_on(at.table, "a" * 24, clock=lambda: now, until=now + timedelta(days=1))


def test_who_left_after_a_crash_is_not_enrolled_a_second_time_by_the_same_job(crowd, desk, monkeypatch):
    begun(crowd, sheet_of(desk, *CROWD))
    with dying(monkeypatch, 8, answered=True), pytest.raises(Unavailable):
        on(crowd)
    assert crowd.enrolment("m0"), "it died before anything was done"
    desk.leave(who="m0")

    on(crowd)

    found = crowd.enrolment("m0")
    assert found is not None
    assert found.running is None
    assert enrolling_many.get(crowd.table, GROUP, TARGET, "a" * 24).counts["create"] == 12


def test_whose_events_are_counted_meanwhile_is_enrolled_all_the_same(crowd, desk, monkeypatch):
    begun(crowd, sheet_of(desk, *CROWD))
    real: Iterator[bool] = iter([True])
    done = EnrolmentDesk.do

    def overtaken(self, judged):  # type: ignore[no-untyped-def]
        if next(real, False):
            crowd.arena.told(sale(1, 10, "m0"))
            desk.enrol(who="m1")
            crowd.house.pump.drain()
        return done(self, judged)

    monkeypatch.setattr(EnrolmentDesk, "do", overtaken)
    on(crowd)

    job = enrolling_many.get(crowd.table, GROUP, TARGET, "a" * 24)
    assert (job.counts["create"], job.counts["faulty"]) == (11, 1)
    assert faults(crowd)[2].startswith("310119: ")
    assert all(found.running for who in CROWD if (found := crowd.enrolment(who)))


def test_a_job_whose_target_went_ends_with_every_line_at_fault(crowd, desk):
    begun(crowd, sheet_of(desk, "ada", "bob"))
    targets.remove(crowd.table, GROUP, TARGET, at=crowd.now)

    crowd.house.settle()

    assert enrolling_many.get(crowd.table, GROUP, TARGET, "a" * 24).counts["faulty"] == 2
    assert {fault.split(":")[0] for fault in faults(crowd).values()} == {"900004"}


def test_a_job_is_of_its_own_target_and_one_of_none_is_not_begun(crowd, desk):
    begun(crowd, sheet_of(desk, "ada"))

    with pytest.raises(NotFound):
        enrolling_many.get(crowd.table, GROUP, OTHER, "a" * 24)
    with pytest.raises(NotFound):
        enrolling_many.begin(
            crowd.table,
            "1",
            TARGET,
            imports.read("enrolment", "customer_id\n1\n"),
            uid="b" * 24,
            at=crowd.now,
        )


def test_ten_thousand_and_no_more(crowd):
    lines = "\n".join(str(number) for number in range(1, 10_002))

    assert len(imports.read("enrolment", f"customerId\n{lines[:-6]}\n").lines) == 10_000
    with pytest.raises(TooMany):
        begun(crowd, imports.read("enrolment", f"customerId\n{lines}\n"))
