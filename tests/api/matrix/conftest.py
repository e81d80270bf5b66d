"""One scene for all that is asked in a module."""

import pytest

from chalicelib.api.front import endpoints
from tests.api.matrix.scene import Scene
from tests.asking import Club


@pytest.fixture(scope="module")
def scene(shared_club: Club) -> Scene:
    made = Scene(shared_club)
    made.prepare(endpoints())
    return made
