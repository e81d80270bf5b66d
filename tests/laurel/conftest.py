"""An operator, for the tests of the command."""

import pytest

from tests.laurel.saying import Operator


@pytest.fixture
def operator(capsys: pytest.CaptureFixture[str]) -> Operator:
    return Operator(capsys)
