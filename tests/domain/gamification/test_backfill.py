"""A back-fill walks all cards twice, and says when it goes on."""

from datetime import UTC, datetime, timedelta

from chalicelib.domain.gamification.backfill import SETTLED, Backfill

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
SOON = timedelta(seconds=20)


def test_it_goes_on_behind_the_last_card_and_walks_once_more_at_the_end() -> None:
    first = Backfill("p", begun=NOON, moved=NOON)

    middle = first.advanced("olga", at=NOON + SOON)
    again = middle and middle.advanced(None, at=NOON + 2 * SOON)

    assert middle == Backfill("p", NOON, NOON + SOON, after="olga")
    assert again == Backfill("p", NOON, NOON + 2 * SOON, again=True)


def test_the_second_walk_is_the_last() -> None:
    again = Backfill("p", NOON, NOON, again=True)

    middle = again.advanced("olga", at=NOON)

    assert middle == Backfill("p", NOON, NOON, after="olga", again=True)
    assert middle.advanced(None, at=NOON) is None


def test_the_second_walk_waits_until_cards_of_its_beginning_have_settled() -> None:
    late = NOON + 2 * SETTLED

    assert Backfill("p", NOON, NOON).due == NOON
    assert Backfill("p", NOON, late).due == late
    assert Backfill("p", NOON, NOON, again=True).due == NOON + SETTLED
    assert Backfill("p", NOON, late, again=True).due == late
