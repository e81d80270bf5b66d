"""Ranks: which board each shows, where it stands in the list, and the two that come with every account."""

from datetime import UTC, datetime

import pytest

from chalicelib.domain.gamification.ranks import Rank, Rule, account_wide, conversion_board

MILESTONE = "0D8F5A0C-1111-4222-8333-444455556666"
EVER = datetime(2020, 1, 1, tzinfo=UTC)


def a_rank(name: str = "Best", uid: str = "u", rule: Rule = "total_sales", **given: str) -> Rank:
    return Rank(uid=uid, name=name, icon="star", rule=rule, created=EVER, last_updated=EVER, **given)


@pytest.mark.parametrize(
    ("rule", "given", "board"),
    [
        ("total_sales", {}, "sales"),
        ("emails_sent", {}, "emails"),
        ("conversion_rate", {"milestone": MILESTONE}, "c0d8f5a0c111142228333444455556666"),
    ],
)
def test_a_rank_shows_the_board_of_its_rule(rule: Rule, given: dict[str, str], board: str) -> None:
    assert a_rank(rule=rule, **given).board == board


def test_a_milestone_has_one_board_however_its_id_is_written() -> None:
    assert conversion_board(MILESTONE) == conversion_board(MILESTONE.lower())


def test_ranks_are_listed_by_name_whatever_its_case_and_then_by_id() -> None:
    ranks = [a_rank("beta", "1"), a_rank("Alpha", "2"), a_rank("ALPHA", "1"), a_rank("alphabet", "0")]

    listed = sorted(ranks, key=lambda rank: rank.position)

    assert [(rank.name, rank.uid) for rank in listed] == [
        ("ALPHA", "1"),
        ("Alpha", "2"),
        ("alphabet", "0"),
        ("beta", "1"),
    ]


def test_every_account_has_two_ranks_whose_ids_follow_from_its_name() -> None:
    """The ids are promised to clients: they never change."""
    assert account_wide("club") == (
        Rank(
            uid="3f29a491-38ca-5f97-a77f-d5cfcaee485e",
            name="Email masters",
            icon="horse",
            rule="emails_sent",
            created=EVER,
            last_updated=EVER,
            account_wide=True,
        ),
        Rank(
            uid="16ef1d05-a93e-5a94-8a98-c0935f9acc62",
            name="Top sellers",
            icon="rocket",
            rule="total_sales",
            created=EVER,
            last_updated=EVER,
            account_wide=True,
        ),
    )
    assert account_wide("club")[0].uid != account_wide("other")[0].uid
