"""A range of targets, and a desk at which its members are enrolled."""

import pytest

from tests.competing import Arena
from tests.enrolling import Desk
from tests.secretary import Secretary
from tests.targeting import Range


@pytest.fixture
def at(office: Secretary) -> Range:
    """It is the 21st of November, noon: the fourth of the ten days."""
    found = Range(Arena(office.club))
    found.met("ada", "bob")
    return found


@pytest.fixture
def desk(at: Range) -> Desk:
    return Desk(at)
