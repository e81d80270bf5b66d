"""Relations paths: which milestone a rank can be made of, and how many are."""

from datetime import UTC, datetime

import pytest

from chalicelib.domain.gamification.paths import Milestone, RelationsPath
from chalicelib.domain.refusals import Conflict, Invalid

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
OFFER, SOLD = Milestone("m1", "Offer"), Milestone("m2", "Sold", closes_case=True)


def a_path(**ranked: int) -> RelationsPath:
    return RelationsPath(
        uid="p", name="Sales", created=NOON, last_updated=NOON, milestones=(OFFER, SOLD), ranked=ranked
    )


def test_a_milestone_is_found_by_its_id_on_its_own_path_alone() -> None:
    assert [a_path().milestone(uid) for uid in ("m1", "m2", "m3")] == [OFFER, SOLD, None]


def test_a_rank_is_made_of_a_milestone_that_leaves_the_case_open() -> None:
    a_path().check_rankable("m1")


@pytest.mark.parametrize(
    ("milestone", "reason"), [("m2", "it closes the case"), ("m3", "not of this relations path")]
)
def test_a_rank_is_made_of_no_other(milestone: str, reason: str) -> None:
    with pytest.raises(Invalid, match=r"^Not a milestone\.$") as refused:
        a_path().check_rankable(milestone)

    assert refused.value.fields == {"settings.milestone_id": reason}


def test_a_board_is_kept_while_a_rank_is_on_its_milestone() -> None:
    path = a_path(m1=1, m2=0)

    assert [path.has_board(uid) for uid in ("m1", "m2", "m3")] == [True, False, False]


def test_ranks_come_and_go_and_the_last_takes_its_milestone_along() -> None:
    path = a_path(m2=1).with_ranks("m1", 1).with_ranks("m1", 1)

    assert path.ranked == {"m1": 2, "m2": 1}
    assert path.with_ranks("m1", -1).ranked == {"m1": 1, "m2": 1}
    assert path.with_ranks("m1", -2).ranked == path.with_ranks("m1", -3).ranked == {"m2": 1}


def test_a_path_that_no_rank_uses_may_be_changed() -> None:
    a_path().check_unranked()
    a_path(m1=0).check_unranked()

    with pytest.raises(Conflict, match=r"^A rank uses this relations path\.$"):
        a_path(m1=0, m2=1).check_unranked()
