"""Target groups and targets come back from the table as they went in."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.domain.refusals import NotFound
from chalicelib.domain.targets import filters
from chalicelib.domain.targets.cycles import Frequency, generated
from chalicelib.domain.targets.group import TargetGroup, Tracking
from chalicelib.domain.targets.target import Level, Target, TargetType
from chalicelib.store import targets
from chalicelib.store.table import TenantTable
from tests.asking import Club
from tests.awarding import table_of
from tests.conftest import NOON

LONDON = "Europe/London"


@pytest.fixture
def table(club: Club) -> TenantTable:
    return table_of(club)


def a_group(**changes: Any) -> TargetGroup:
    cycles = generated(Frequency.MONTHLY, date(2026, 11, 1), 3, LONDON, prefix="PERIOD_G_7")
    group = TargetGroup(
        uid="7", name="Sales", tracking=Tracking.DEFAULT, zone=LONDON, created=NOON, last_updated=NOON
    )
    group.take_over(cycles)
    return replace(group, **changes)


def a_target(uid: str = "8", **changes: Any) -> Target:
    plain = {
        "uid": uid,
        "group": "7",
        "name": "Gross",
        "target_type": TargetType.GROSS_SALES,
        "created": NOON,
        "last_updated": NOON,
        "value": Decimal("1000"),
    }
    return Target(**{**plain, **changes})


FILTERS = filters.read(
    [
        {
            "matchCondition": "Any",
            "mustEvaluateTo": False,
            "subRules": [
                {"fact": "event.metadata.shop", "operator": "==", "constant": "12"},
                {"fact": "event.source.value", "operator": ">", "constant": 12},
                {"fact": "event.time", "operator": "after", "constant": "2026-11-01T00:00:00Z"},
                {"fact": "event.metadata.paid", "operator": "before", "constant": "2026-12-01"},
            ],
        }
    ]
)


def test_a_group_and_its_targets_are_read_together_as_they_were_written(table: TenantTable) -> None:
    full = a_target(
        "9",
        filters=FILTERS,
        values={1: Decimal("0.5"), 3: Decimal(2)},
        value=None,
        levels=(Level("l1", 1, ("R" * 20,)), Level("l2", 3)),
        rewards=("S" * 20,),
        exclude_before_enrolment=False,
    )
    table.transact(targets.group_added("example", a_group()))
    table.transact([*targets.target_added("example", a_target()), *targets.target_added("example", full)])

    found = targets.whole(table, "7")

    assert found.group == a_group()
    assert found.targets == [a_target(), full]
    assert targets.scheme(table, "7", "9") == found.schemes[1]
    assert targets.schemes(table, [("7", "8"), ("7", "9"), ("7", "10")]).keys() == {"8", "9"}
    assert targets.group_of(table, "8") == "7"


def test_filters_are_the_same_after_they_were_said() -> None:
    assert filters.read(filters.said(FILTERS)) == FILTERS


def test_what_is_removed_is_found_no_more(table: TenantTable) -> None:
    table.transact([*targets.group_added("example", a_group()), *targets.target_added("example", a_target())])
    read = targets.whole(table, "7")

    table.transact(
        [
            *targets.target_removed("example", read.targets[0]),
            *targets.group_removed("example", read.group, at=NOON),
        ]
    )

    with pytest.raises(NotFound):
        targets.whole(table, "7")
    with pytest.raises(NotFound):
        targets.scheme(table, "7", "8")
    assert targets.group_of(table, "8") is None
