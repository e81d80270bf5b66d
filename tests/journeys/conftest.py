"""The brand of seed 004, quick to ask, with its streak."""

from typing import Any

import pytest

from tests.asking import Club
from tests.journeys.till import streak_of_levels
from tests.secretary import Secretary


@pytest.fixture
def brand(office: Secretary) -> Club:
    return office.club


@pytest.fixture
def levels(brand: Club) -> Any:
    return streak_of_levels(brand)
