"""Every metric that an alarm reads is really told where it happens, with the dimension that the alarm reads."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError

from chalicelib.domain.outbox import Told
from chalicelib.store.outbox import EVENTS
from chalicelib.watch.line import NAMESPACE
from tests.asking import Club
from tests.conftest import NOON
from tests.house.pages import ROOT
from tests.house.test_runbook import alarms
from tests.listeners.test_following import answer_ses

LATER = timedelta(minutes=20)


def nobody_knows_the_key(club: Club) -> None:
    club.ask("GET", "person/", headers={"Authorization": "Bearer lrl_nothing"}, role=None)


def the_code_is_broken(club: Club) -> None:
    def broken(**_: Any) -> None:
        raise KeyError("a fault of ours")

    club.house.wired.table.client.meta.events.register("before-call.dynamodb", broken)
    assert club.ask("GET", "person/").status == 500


def the_table_refuses(club: Club) -> None:
    club.house.engine.throttle_next = 3
    assert club.ask("GET", "person/").status == 503


def an_event_is_poison(club: Club) -> None:
    told = Told("e" * 24, "nonsense", "person", "a" * 24, created=NOON, last_updated=NOON, data={}, due=NOON)
    table = club.house.wired.table.of(club.tenant)
    table.put(EVENTS.new(club.tenant, told))
    club.house.settle()


def ses(club: Club, code: str | None = None, **how: Any) -> None:
    answer_ses(club, code=code, times=1, **how)
    club.finished()
    club.house.settle()


def nobody_does_what_is_due(club: Club) -> None:
    club.finished()
    club.house.faults.lose_next = 1_000
    club.house.clock.turn_to(NOON + LATER)
    club.house.sweep()


def no_mail_goes(club: Club) -> None:
    ses(club, "SendingPausedException")
    club.house.clock.turn_to(NOON + LATER)
    club.house.sweep()


# What makes each metric of an alarm.
HAPPENING: dict[str, Callable[[Club], object]] = {
    "auth_failures": nobody_knows_the_key,
    "errors_5xx": the_code_is_broken,
    "unavailable": the_table_refuses,
    "quarantined": an_event_is_poison,
    "mails_in_doubt": lambda club: ses(club, error=ReadTimeoutError(endpoint_url="ses")),
    "mails_failed": lambda club: ses(club, "MessageRejected"),
    "sending_paused": lambda club: ses(club, "SendingPausedException"),
    "outbox_due_oldest_s": no_mail_goes,
    "due_work_oldest_s": nobody_does_what_is_due,
    "tick_heartbeat": lambda club: club.house.sweep(),
}


def test_every_metric_of_an_alarm_of_ours_is_made_to_happen_here() -> None:
    assert set(HAPPENING) == {one["MetricName"] for one in alarms().values() if one["Namespace"] == NAMESPACE}


@pytest.mark.parametrize("metric", HAPPENING)
def test_what_happens_is_told_as_the_alarm_reads_it(club: Club, metric: str) -> None:
    club.house.lines.clear()

    HAPPENING[metric](club)

    told = [line for line in map(json.loads, club.house.lines) if metric in line]
    assert told and all(line[metric] >= 1 for line in told)
    for line in told:
        (metrics,) = line["_aws"]["CloudWatchMetrics"]
        assert metric in [one["Name"] for one in metrics["Metrics"]]
        assert (metrics["Namespace"], metrics["Dimensions"], line["stack"]) == (
            NAMESPACE,
            [["stack"]],
            "local",
        )


def test_a_quiet_house_tells_of_no_mishap(club: Club) -> None:
    club.finished()
    club.house.settle()

    told = {metric for line in club.house.lines for metric in HAPPENING if metric in json.loads(line)}
    assert told == {"tick_heartbeat"}


# As on Lambda: its handler is there before our module, and its log group says which stack it is.
ON_LAMBDA = """
import logging, sys
handler = logging.StreamHandler(sys.stdout)
handler.terminator = ""  # Lambda's own ends no line
logging.getLogger().addHandler(handler)
import {module}
try:
    raise ValueError("ada@canary.example")
except ValueError:
    logging.getLogger("chalicelib.somewhere").exception("oh")
    logging.getLogger("somebody.else").error("of %s", "Ada")
    logging.getLogger("laurel").error("Chalice says")
"""


@pytest.mark.parametrize("module", ["app", "chalicelib.listeners.stream", "chalicelib.listeners.schedule"])
def test_whatever_is_logged_on_lambda_is_a_line_of_json(module: str) -> None:
    spoken = subprocess.run(
        [sys.executable, "-c", ON_LAMBDA.format(module=module)],
        cwd=ROOT,
        env={"AWS_LAMBDA_LOG_GROUP_NAME": "/laurel/club/api", "PATH": "/usr/bin"},
        capture_output=True,
        text=True,
        check=True,
    )

    first, other, chalice = map(json.loads, spoken.stdout.splitlines())
    assert (first["stack"], first["level"], first["event"]) == ("club", "error", "log")
    assert first["message"].startswith("oh: ValueError at <string>:")
    assert (other["message"], chalice["message"]) == ("of %s", "Chalice says")
    assert spoken.stderr == ""
