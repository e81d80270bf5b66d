"""A crowd at once on DynamoDB Local, round after round: as many win as may, and every loser is told why."""

import pytest

from tests.asking import Club
from tests.figures import tally
from tests.races.claim import CROWD, Claim
from tests.races.claims import CLAIMS
from tests.races.collisions import Collisions
from tests.races.conftest import ROUNDS
from tests.races.crowd import at_once

pytestmark = pytest.mark.local


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)
def test_of_a_crowd_as_many_win_as_may(club: Club, collisions: Collisions, claim: Claim) -> None:
    for number in range(0, ROUNDS, claim.every):
        asking, right = claim.ready(club, number)
        answers = at_once(asking)
        tally(f"rounds of {CROWD if len(asking) == CROWD else 'fewer'} threads", 1)
        right(answers)

    assert collisions.seen > 0
