"""docs/cost.md is what its command writes, from what was measured, and what was measured is so."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks import bill, operations
from benchmarks.cost import amounts, measured, measuring, month, page
from benchmarks.cost.deeds import DEEDS
from benchmarks.cost.measured import Measured, Share
from benchmarks.cost.standing import Standing, memory_gb, standing
from benchmarks.spent import Purse
from tests.benchmarks.test_floors import spent
from tests.house.costs import OPERATIONS
from tests.secretary import Secretary

MEASURED = measured.known()
FOLLOWED = [name for name, one in MEASURED.items() if one.requests and one.runs]
NOTHING = Standing(0, 0, 0, 0, 0, 0, managed_key=False, recovery=False)
MAIL = amounts.mailed({})
AGAIN = "it costs something else now: python -m benchmarks.cost"


def seen(one: Measured) -> tuple[Any, ...]:
    return one.itself.without_bytes, one.then.without_bytes, one.runs, one.mails


def place(**told: Any) -> month.Place:
    nobody: dict[str, Any] = {"cold": 0, "containers": 0, "metrics": 0, "asks": {}, "happens": {}, "kept": {}}
    return month.Place("A place", "", **{**nobody, **told})


def test_the_page_is_what_the_command_writes() -> None:
    text = page.FILE.read_text(encoding="utf-8")

    assert page.written(text, MEASURED, standing()) == text, "python -m benchmarks.cost --tables"


def test_every_table_has_its_place_on_the_page() -> None:
    text = page.FILE.read_text(encoding="utf-8")

    assert [text.count(f"<!-- begin: {name} -->") for name in page.PARTS] == [1] * len(page.PARTS)


def test_every_operation_was_measured_and_no_other() -> None:
    assert list(MEASURED) == [*OPERATIONS, *DEEDS], AGAIN


@pytest.mark.parametrize("name", FOLLOWED)
def test_what_follows_a_request_is_what_was_measured(office: Secretary, name: str) -> None:
    club, purse = office.club, Purse(office.club.house)
    act = measuring.quiet(club, {**OPERATIONS, **DEEDS}[name])

    assert seen(measuring.with_what_follows(club, purse, act)) == seen(MEASURED[name]), AGAIN


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_costs_what_was_measured(name: str) -> None:
    found = measuring.all_of({name: DEEDS[name]})

    assert seen(found[name]) == seen(MEASURED[name]), AGAIN


def test_a_request_costs_here_what_the_benchmarks_say() -> None:
    one = Measured(1, Share(rounds=3, rru=2.5, wru=4))

    here = amounts.asked("change a contact", one)

    beside = sum(here[name] * amounts.price(name) for name in ("log_gb", "gb_out"))
    asked = spent(rounds=3, rru=2.5, wru=4, requests=1)
    assert (amounts.dollars(here) - beside) * 1e6 == pytest.approx(operations.dollars(asked))


def test_what_follows_is_paid_with_its_runs_and_its_mails() -> None:
    one = Measured(1, Share(), then=Share(rounds=10, rru=8, wru=16), runs=2, mails=1)

    dollars = amounts.dollars(amounts.followed(one, MAIL)) * 1e6

    running = (2 * 2 + 10 * 5) / 1000 * 0.5 * 16.6667
    assert dollars == pytest.approx(100 + 8 * 0.125 + 16 * 0.625 + 2 * 0.20 + running + 2 * 0.5)


def test_a_month_is_the_sum_of_what_is_asked_and_happens_and_is_kept() -> None:
    mailing = Measured(0, Share(wru=10, bytes_written=1_000), mails=1)
    known = {month.TICK: Measured(0, Share()), "mail": mailing, "ask": Measured(1, Share(wru=2))}
    busy = place(asks={"ask": 1e6}, happens={"mail": 1e6}, kept={"mail": 1e6})

    lines = {line.name: line for line in month.of(busy, known, NOTHING)}

    assert lines["write_unit"].dollars == pytest.approx(12 * 0.625)
    assert lines["mail"].dollars == pytest.approx(100)
    assert lines["table_gb_month"].dollars == pytest.approx(2 * 0.25), (
        "a thousand bytes, twice, a million times"
    )
    assert lines["recovery_gb_month"].amount == 0


def test_a_new_container_is_paid_for_its_start() -> None:
    known = {month.TICK: Measured(0, Share()), "ask": Measured(1, Share())}
    rare, new = (place(asks={"ask": 100}, cold=cold) for cold in (0, 0.5))

    less, more = ({x.name: x.amount for x in month.of(one, known, NOTHING)} for one in (rare, new))

    assert more["gb_second"] - less["gb_second"] == pytest.approx(50 * 1.5)


def test_an_allowance_is_taken_off_and_never_more_than_there_is() -> None:
    assert month.Line("alarm_month", 12).beyond_free == pytest.approx(2 * 0.10)
    assert month.Line("alarm_month", 3).beyond_free == 0
    assert month.Line("mail", 10).beyond_free == month.Line("mail", 10).dollars


def test_what_ses_tells_of_a_mail_is_part_of_its_price() -> None:
    heard = {name: Measured(0, Share(rounds=2, rru=1, wru=2)) for name in amounts.HEARD}

    less = amounts.dollars(amounts.mailed(heard)) - amounts.dollars(MAIL)

    of_one = (
        1 * 0.125 + 2 * 0.625 + 0.20 + 0.5 + (2 + 2 * 5) / 1000 * memory_gb(*amounts.MAIL_EVENTS) * 16.6667
    )
    assert less * 1e6 == pytest.approx(2 * of_one)


def test_own_metrics_are_paid_for_as_they_are_told_and_no_more_than_there_are() -> None:
    stack = replace(NOTHING, metrics=10, clock_metrics=3)
    known = {month.TICK: Measured(0, Share())}

    told = [
        {line.name: line.amount for line in month.of(place(metrics=many), known, stack)}["metric_month"]
        for many in (0, 2, 50)
    ]

    assert told == [3, 5, 10]


def test_what_nobody_asks_for_mails_nothing_and_keeps_nothing() -> None:
    lines = {line.name: line.amount for line in month.of(month.NOBODY, MEASURED, standing())}

    for name in ("mail", "gateway_request", "table_gb_month", "gb_out"):
        assert lines[name] == 0, name


def test_everything_on_the_price_list_has_its_word_and_its_line() -> None:
    assert list(page.WORDS) == [*bill.PRICES, *bill.EACH]
    assert set(bill.FREE) <= set(page.WORDS)


QUEUE = {"Type": "AWS::SQS::Queue"}
FED = {"EventSourceArn": {"Fn::GetAtt": ["Dead", "Arn"]}}


def alarm(namespace: str, name: str) -> dict[str, Any]:
    return {"Type": "AWS::CloudWatch::Alarm", "Properties": {"Namespace": namespace, "MetricName": name}}


def test_alarms_metrics_and_queues_are_counted_from_the_deployment_files(tmp_path: Path) -> None:
    table = {"Properties": {"PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True}}}
    resources = {
        "Table": table,
        "Failures": QUEUE,
        "Dead": QUEUE,
        "Redrive": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": FED},
        "Stream": {"Properties": {"Events": {"Changes": {"Properties": {"Stream": "arn"}}}}},
        "Reader": {"Properties": {"Events": {"Failed": {"Type": "SQS", "Properties": {"Queue": "arn"}}}}},
    }
    watched = {
        "One": alarm("Laurel", "quarantined"),
        "Same": alarm("Laurel", "quarantined"),
        "Theirs": alarm("AWS/Lambda", "Errors"),
        "Board": {"Type": "AWS::CloudWatch::Dashboard"},
    }
    (tmp_path / "resources.json").write_text(json.dumps({"Resources": resources}))
    (tmp_path / "watch.json").write_text(json.dumps({"Resources": watched}))
    shown = {
        "widgets": [{"properties": {"metrics": [["Laurel", "tick_heartbeat", "stack", "${AWS::StackName}"]]}}]
    }
    (tmp_path / "dashboard.json").write_text(json.dumps(shown))

    stack = standing(tmp_path)

    assert (stack.alarms, stack.dashboards, stack.metrics, stack.clock_metrics) == (3, 1, 2, 1)
    assert stack.polls == 2 * 5 * 3 * 60 * 730, "two queues, five pollers, each three times a minute"
    assert stack.recovery and not stack.managed_key


def test_the_deployed_clock_ticks_each_minute() -> None:
    assert standing().ticks == 730 * 60
