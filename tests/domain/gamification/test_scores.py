"""Scores of a contact's sums and cards: whole numbers, exact however large."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.domain.gamification import scores
from chalicelib.domain.gamification.cases import read
from chalicelib.domain.refusals import Invalid
from chalicelib.domain.rules.model import ActivityEvent

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
PATH = "10000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize(
    ("value", "score"),
    [
        (Decimal("12345678901234567890123456789012.3456"), 123456789012345678901234567890123456),
        (Decimal("0.00005"), 0),
        (Decimal("0.00015"), 2),
        (Decimal("-3.14159"), -31416),
        (7, 70_000),
    ],
)
def test_of_sales_four_decimals_are_compared_and_halves_go_to_the_even_one(value: Any, score: int) -> None:
    assert scores.of_sums({"sales": {"n": value}}) == {("sales", "all"): score}


def test_emails_are_counted_and_other_sums_are_no_boards() -> None:
    assert scores.of_sums({"emails": {"n": 3}, "swims": {"n": 4}}) == {("emails", "all"): 3}


@pytest.mark.parametrize(
    ("reached", "opened", "rate"), [(5, 8, 6250), (1, 3, 3333), (2, 3, 6667), (0, 7, 0), (1, 20_000, 1)]
)
def test_a_rate_is_in_hundredths_of_a_percent_half_up(reached: int, opened: int, rate: int) -> None:
    assert scores.rate(reached, opened) == rate


@pytest.mark.parametrize(
    ("said", "detail", "fields"),
    [
        ({}, "The event names no case.", {"metadata.case_id": "expected text"}),
        ({"case_id": ""}, "The event names no case.", {"metadata.case_id": "expected text"}),
        (
            {"case_id": "c", "milestone_id": PATH},
            "The event does not say of what the case is.",
            {"metadata.relations_path_id": "expected a UUID"},
        ),
        (
            {"case_id": "c", "relations_path_id": PATH, "milestone_id": "m"},
            "The event does not say of what the case is.",
            {"metadata.milestone_id": "expected a UUID"},
        ),
    ],
)
def test_an_event_that_does_not_say_of_which_case_it_is_is_refused(
    said: dict[str, str], detail: str, fields: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        read(ActivityEvent(id="e", at=NOON, action="case.milestone", metadata=said))

    assert (refused.value.detail, refused.value.fields) == (detail, fields)
