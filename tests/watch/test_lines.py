"""A line of the log by itself: what it may say, what CloudWatch reads from it, what it never says."""

import json
import logging
from datetime import UTC, datetime

import pytest

from chalicelib.settings import _stack
from chalicelib.watch import records
from chalicelib.watch.line import METRICS, code, line
from chalicelib.watch.work import Work, on_behalf_of, own_trace, say, trace, trace_of, under_way

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
OWN = "0f" * 16


def test_a_line_says_when_where_and_only_what_is_on_the_list() -> None:
    said = json.loads(line(NOON, "club", {"fn": "api", "event": "request", "name": "Ada", "tenant": None}))

    assert said == {"ts": "2026-11-22T12:00:00.000Z", "stack": "club", "fn": "api", "event": "request"}


def test_an_address_in_a_line_costs_it_all_but_its_kind() -> None:
    said = line(NOON, "club", {"fn": "api", "event": "request", "route": "GET /ada@example.org"})

    assert "@" not in said
    assert json.loads(said)["event"] == "request"


def test_metrics_stand_in_the_line_as_cloudwatch_reads_them() -> None:
    said = json.loads(line(NOON, "club", {"event": "sweep"}, {"tick_heartbeat": 1, "due_work_oldest_s": 90}))

    (told,) = said["_aws"]["CloudWatchMetrics"]
    assert said["_aws"]["Timestamp"] == int(NOON.timestamp() * 1000)
    assert (told["Namespace"], told["Dimensions"], said["stack"]) == ("Laurel", [["stack"]], "club")
    assert told["Metrics"] == [
        {"Name": "tick_heartbeat", "Unit": "Count"},
        {"Name": "due_work_oldest_s", "Unit": "Seconds"},
    ]
    assert all(said[metric["Name"]] in (1, 90) for metric in told["Metrics"])


def test_a_line_that_counts_nothing_is_no_metric() -> None:
    assert "_aws" not in line(NOON, "club", {"event": "request"}, {})


def test_what_cloudwatch_would_refuse_is_no_metric_of_ours() -> None:
    assert set(METRICS.values()) <= {"Count", "Seconds"}


@pytest.mark.parametrize(
    "asked", ["a1", "9f1c-4b", "A" * 64, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa-01"]
)
def test_an_id_that_a_caller_gives_is_kept(asked: str) -> None:
    assert trace_of(asked, OWN) == asked


@pytest.mark.parametrize(
    "asked",
    [
        None,
        "",
        " ",
        "a b",
        "a" * 65,
        "ada@example.org",
        "a\n",
        "ä",
        "../a",
        'a"',
        "lrl_abc_def",
        "lrt_abc_1_x",
    ],
)
def test_what_can_be_no_id_is_replaced_by_our_own(asked: str | None) -> None:
    assert trace_of(asked, OWN) == "0f" * 8


def test_an_id_of_our_own_is_half_of_awss() -> None:
    assert own_trace("6b1f2c3d-0000-4abc-8def-0123456789ab") == "8def0123456789ab"


def test_a_sentence_is_no_code() -> None:
    assert code("TooManyRequestsException") == "TooManyRequestsException"
    assert [code(reason) for reason in (None, "the contact is gone", "ada@example.org", "")] == [None] * 4


def test_what_follows_from_something_bears_its_trace_and_then_the_work_goes_on_under_its_own() -> None:
    told: list[object] = []
    work = Work("own", say=lambda event, said: told.append((event, said["trace"])))

    with under_way(work):
        with on_behalf_of("theirs"):
            say("mail")
        with on_behalf_of(None):
            say("mail")

    assert told == [("mail", "theirs"), ("mail", "own")]
    assert trace() is None


@pytest.mark.parametrize(
    ("group", "stack"),
    [
        ("/laurel/club-prod/api", "club-prod"),
        ("/aws/lambda/club", "local"),
        ("", "local"),
        ("/laurel/x", "local"),
    ],
)
def test_the_stack_is_read_from_the_name_of_its_log(group: str, stack: str) -> None:
    assert _stack(group) == stack


def spoken(record: logging.LogRecord) -> dict[str, object]:
    text = records.AsLine("club").format(record)
    assert text.endswith("\n") and text.count("\n") == 1
    said: dict[str, object] = json.loads(text)
    return said


def test_words_of_ours_become_a_line_with_what_they_were_filled_with() -> None:
    record = logging.LogRecord(
        "chalicelib.x", logging.WARNING, "x.py", 1, "delivered again: %s", ("Busy",), None
    )
    record.tenant = "example"

    said = spoken(record)

    assert (said["level"], said["event"], said["message"]) == ("warning", "log", "delivered again: Busy")
    assert (said["logger"], said["tenant"], said["stack"]) == ("chalicelib.x", "example", "club")


def test_words_of_a_library_are_told_without_what_they_were_filled_with() -> None:
    record = logging.LogRecord("botocore.x", logging.WARNING, "x.py", 1, "sent %s", ("Ada Berger",), None)

    assert spoken(record)["message"] == "sent %s"


def test_every_handler_that_is_told_to_speaks_lines() -> None:
    handler = logging.StreamHandler()

    records.speak_lines([handler], "club")

    assert isinstance(handler.formatter, records.AsLine)
