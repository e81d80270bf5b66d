"""Words that want to be more than words, in every place of every body that takes text."""

from itertools import cycle
from typing import Any

import pytest

from chalicelib.api.call import Endpoint
from sandbox.gateway import Reply
from tests.api.routes import WITH_BODY, Furnished, name
from tests.hostile.attacks import ATTACKS
from tests.hostile.fields import Place, places, put
from tests.hostile.keeping import kept
from tests.hostile.watching import Watch

PLAIN = "Plain words"
# Each route meets every second attack, and its neighbour in the list the others.
SHARED = 2
# A place that takes no plain words takes none of these either.
BOUND = 60


@pytest.mark.prove
@pytest.mark.parametrize("endpoint", WITH_BODY, ids=name)
def test_hostile_words_are_kept_as_they_are_or_refused(
    rooms: Furnished, watch: Watch, endpoint: Endpoint
) -> None:
    good, target = rooms.body(endpoint), rooms.target(endpoint)
    first = WITH_BODY.index(endpoint)

    def said(place: Place, text: str) -> Reply:
        return watch.ask(endpoint.method, target, put(good, place, text))

    with kept(rooms.club):
        all_ = places(endpoint, good)
        free = [place for place in all_ if said(place, PLAIN).status < 300]
        for place, text in shared(free, first):
            said(place, text)
        for number, place in enumerate(set(all_) - set(free)):
            for text in list(ATTACKS.values())[(first + number) % BOUND :: BOUND]:
                said(place, text)
        rooms.club.house.settle()

    assert rooms.club.house.failures.sent == []


def shared(free: list[Place], first: int) -> list[tuple[Place, str]]:
    """The attacks dealt out to the places as cards are."""
    dealt: Any = zip(cycle(free), list(ATTACKS.values())[first % SHARED :: SHARED], strict=False)
    return list(dealt) if free else []
