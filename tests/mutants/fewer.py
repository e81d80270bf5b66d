"""A plugin of pytest, for runs that are many or slow: of each property a few examples, always the same ones."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

FEW: dict[str, Any] = {
    "max_examples": 15,
    "derandomize": True,
    "database": None,
    "deadline": None,
    "suppress_health_check": list(HealthCheck),  # a busy machine says nothing of the rules
    "phases": (Phase.explicit, Phase.generate),  # a counterexample is not made smaller
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        test: Any = getattr(item, "obj", None)
        case: Any = getattr(item, "cls", None)
        if (own := getattr(test, "_hypothesis_internal_use_settings", None)) is not None:
            test._hypothesis_internal_use_settings = settings(own, **FEW)
        if isinstance(own := getattr(case, "settings", None), settings):
            case.settings = settings(own, **FEW)
