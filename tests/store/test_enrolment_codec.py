"""An enrolment reads back as it was kept, and stays small."""

from datetime import timedelta
from decimal import Decimal

import pytest
from boto3.dynamodb.types import TypeSerializer

from chalicelib.domain.targets.enrolment import Enrolment
from chalicelib.store.enrolment_codec import flat, read
from sandbox.sizes import item_size
from tests.domain.targets.making import Life, a_milestone, a_streak, at, days


def size(kept: Enrolment) -> int:
    return item_size({name: TypeSerializer().serialize(value) for name, value in flat(kept).items()})


def a_long_life() -> Life:
    life = Life(a_streak(), now="2026-06-01T09:00:00.123456").enrol().happens()
    life.give(2).pause("2026-06-04", "2026-06-05").go("2026-06-02T10:00").happens(
        when="2026-06-02T09:59:59.5"
    )
    life.go("2026-06-06T00:00").leave().enrol().go("2026-06-07").leave().enrol(reset=True)
    return life.happens()


@pytest.mark.parametrize(
    "life",
    [
        a_long_life(),
        Life(a_milestone()).enrol("c1", 300).happens(Decimal("0.25")).go("2026-06-05").leave(),
        Life(a_milestone(), now="2026-06-05").enrol("c1").happens(Decimal("-7.5"), when="2026-06-02"),
        Life(a_milestone()).enrol("c1", 1000).leave().enrol("c1", 0),
    ],
    ids=["a streak with everything", "a milestone left", "a basis that moved", "a balance replaced"],
)
def test_it_reads_back_as_it_was_kept(life):
    kept = life.enrolment

    assert read(flat(kept), contact=kept.contact, target=kept.target) == kept


def test_what_was_never_entered_reads_back_too():
    begun = at("2026-06-01")
    bare = Enrolment(contact="olga", group="7", target="11", event="sale", created=begun, last_updated=begun)

    assert read(flat(bare), contact="olga", target="11") == bare


def test_a_milestone_of_a_hundred_cycles_achieved_is_within_four_kilobytes():
    """One read unit of half, whatever is past."""
    life = Life(a_milestone(days(100), value=Decimal(1000)), kept=4).enrol()
    for cycle in life.scheme.cycles:
        life.go(cycle.begins + timedelta(hours=9, microseconds=654321)).happens(Decimal("1234.56"))

    assert len(life.enrolment.cells) == 100
    assert size(life.enrolment) < 3_400


def test_one_that_has_only_begun_is_within_a_quarter_of_a_kilobyte():
    assert size(Life(a_milestone()).enrol("c1", 300).enrolment) < 150
