"""Filters of a target: written back as a client would write them."""

from typing import Any

import pytest

from chalicelib.domain.rules.faults import FaultyDefinition
from chalicelib.domain.targets.filters import read, said


def asked(fact: str, operator: str, constant: Any) -> dict[str, Any]:
    return {"fact": fact, "operator": operator, "constant": constant}


WRITTEN = [
    {
        "matchCondition": "Any",
        "mustEvaluateTo": False,
        "subRules": [
            asked("event.metadata.shop", "==", "Leeds"),
            asked("event.source.value", ">=", "33.40"),
            asked("event.time", "after", "2026-03-29T01:30:00+00:00"),
        ],
    },
    {"matchCondition": "All", "mustEvaluateTo": True, "subRules": [asked("event.entity.ref", "<>", "x")]},
]


def test_what_was_read_is_written_as_it_was() -> None:
    assert said(read(WRITTEN)) == WRITTEN
    assert read(said(read(WRITTEN))) == read(WRITTEN)


def test_numbers_are_written_out_and_instants_in_utc() -> None:
    rules = [
        asked("event.source.value", "<", 100),
        asked("event.time", "before", "2026-03-29T03:30:00+02:00"),
    ]

    (written,) = said(read([{"subRules": rules}]))

    assert [rule["constant"] for rule in written["subRules"]] == ["100", "2026-03-29T01:30:00+00:00"]


@pytest.mark.parametrize("nothing", [None, []])
def test_no_filter_is_none(nothing: object) -> None:
    assert read(nothing) == ()
    assert said(()) == []


@pytest.mark.parametrize(
    ("given", "path"), [((), "filters"), (("targets[0].filters",), "targets[0].filters")]
)
def test_a_fault_is_told_under_the_path_that_was_said(given: tuple[str, ...], path: str) -> None:
    with pytest.raises(FaultyDefinition) as refused:
        read([{"subRules": []}], *given)

    assert refused.value.fields == {f"{path}[0].subRules": "Rules cannot be empty."}
