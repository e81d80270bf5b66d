"""The runbook knows every alarm, every field and every metric, and nothing that is gone."""

import json
import re
from itertools import pairwise
from typing import Any

import pytest

from chalicelib.watch.line import FIELDS, METRICS, NAMESPACE
from laurel.__main__ import _parser
from tests.house import pages
from tests.house.test_links import anchor

RUNBOOK = pages.DOCS / "runbook.md"
ADDED = json.loads((pages.ROOT / ".chalice" / "watch.json").read_text(encoding="utf-8"))
DASHBOARD = json.loads((pages.ROOT / ".chalice" / "dashboard.json").read_text(encoding="utf-8"))
# What Logs Insights knows by itself.
OF_INSIGHTS = {
    "fields",
    "filter",
    "stats",
    "sort",
    "limit",
    "count",
    "max",
    "by",
    "bin",
    "desc",
    "and",
    "or",
    "like",
}
PARTS = ["Symptom", "Query", "Command", "Over"]


def alarms() -> dict[str, dict[str, Any]]:
    """By the name under which they stand in the runbook."""
    found = (
        one["Properties"] for one in ADDED["Resources"].values() if one["Type"] == "AWS::CloudWatch::Alarm"
    )
    return {one["AlarmName"]["Fn::Sub"].removeprefix("${AWS::StackName}-"): one for one in found}


def entries(under: str) -> dict[str, str]:
    """The entries of a part of the page, by their heading."""
    part = re.split(r"^## ", pages.text(RUNBOOK), flags=re.MULTILINE)
    (found,) = [text for text in part if text.startswith(f"{under}\n")]
    named = re.split(r"^### (.+)$", found, flags=re.MULTILINE)[1:]
    return dict(zip(named[::2], named[1::2], strict=True))


def queries() -> list[str]:
    return [query.strip() for query in pages.blocks(RUNBOOK, "text")]


def words_of(table_header: str) -> set[str]:
    """The words in the first cells of one table."""
    table = pages.text(RUNBOOK).split(f"| {table_header} |")[1].split("\n\n")[0]
    return {word for row in table.splitlines()[2:] for word in re.findall(r"`(\w+)`", row.split("|")[1])}


def test_every_alarm_has_its_entry_and_no_entry_is_of_an_alarm_that_is_gone() -> None:
    assert list(entries("Alarms")) == list(alarms())


@pytest.mark.parametrize("name", [*entries("Alarms"), *entries("Without an alarm")])
def test_an_entry_says_symptom_query_command_and_how_to_see_that_it_is_over(name: str) -> None:
    text = (entries("Alarms") | entries("Without an alarm"))[name]

    places = [(part, text.index(f"**{part}.**")) for part in PARTS]

    assert places == sorted(places, key=lambda place: place[1])
    ends = [*(at for _, at in places), len(text)]
    assert all(len(text[begin:end]) > 30 for begin, end in pairwise(ends))


@pytest.mark.parametrize("name", alarms())
def test_an_alarm_tells_where_its_entry_is_and_tells_somebody(name: str) -> None:
    alarm = alarms()[name]

    assert alarm["AlarmDescription"].endswith(f" docs/runbook.md#{name}")
    assert alarm["AlarmActions"] == alarm["OKActions"] == [{"Ref": "AlarmTopic"}]
    assert name in map(anchor, pages.headings(RUNBOOK))


@pytest.mark.parametrize("name", [name for name, one in alarms().items() if one["Namespace"] == NAMESPACE])
def test_an_alarm_of_ours_reads_a_metric_that_we_tell_with_the_dimension_that_we_tell(name: str) -> None:
    alarm = alarms()[name]

    assert alarm["MetricName"] in METRICS
    assert alarm["Dimensions"] == [{"Name": "stack", "Value": {"Ref": "AWS::StackName"}}]


def test_the_dashboard_shows_every_metric_of_ours_and_none_that_is_gone() -> None:
    shown = [metric for widget in DASHBOARD["widgets"] for metric in widget["properties"].get("metrics", [])]

    ours = {metric[1] for metric in shown if metric[0] == NAMESPACE}

    assert ours == set(METRICS)
    assert all(metric[2:] == ["stack", "${AWS::StackName}"] for metric in shown if metric[0] == NAMESPACE)


def test_nothing_of_it_stands_in_a_stack_that_wants_none() -> None:
    conditions = {name: one["Condition"] for name, one in ADDED["Resources"].items()}

    assert {name for name, condition in conditions.items() if condition != "Watched"} == {"AlarmSubscription"}
    assert set(conditions.values()) <= set(ADDED["Conditions"])


def test_every_field_of_a_line_has_its_row_and_no_row_is_of_one_that_is_gone() -> None:
    assert words_of("field") == set(FIELDS)


def test_every_metric_has_its_row_and_no_row_is_of_one_that_is_gone() -> None:
    assert words_of("metric") == set(METRICS)


@pytest.mark.parametrize("query", [*queries(), DASHBOARD["widgets"][-1]["properties"]["query"]])
def test_a_query_asks_for_nothing_that_no_line_says(query: str) -> None:
    bare = re.sub(r"\"[^\"]*\"|'[^']*'|/[^/]*/|\bSOURCE\b|@\w+|\b\d+[mh]?\b", " ", query)

    asked = set(re.findall(r"\w+", bare)) - OF_INSIGHTS

    assert asked <= {*FIELDS, *METRICS}
    assert asked or "@message" in query


def test_every_command_of_ours_is_one() -> None:
    said = {command.split()[0] for command in re.findall(r"`python -m laurel ([^`]+)`", pages.text(RUNBOOK))}
    (verbs,) = (action.choices for action in _parser()._actions if action.choices)

    assert said and said <= set(verbs)
