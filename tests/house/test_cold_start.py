"""What a function has loaded once it is imported: nothing that it may never be asked for."""

import json
import subprocess
import sys
from functools import cache

import pytest

from chalicelib.api.routes import ROUTES
from tests.house.pages import ROOT

API, STREAM, SWEEP = "app", "chalicelib.listeners.stream", "chalicelib.listeners.schedule"
SES = "chalicelib.listeners.ses"
FAILURES = "chalicelib.listeners.failures"
# The engines of papers, of mails and pages, of QR codes, and of signatures.
HEAVY = {"typst", "jinja2", "segno", "cryptography"}
LOADED = "import json, sys, {}; print(json.dumps(sorted(sys.modules)))"


@cache
def loaded(module: str) -> frozenset[str]:
    """What a fresh interpreter has in memory after the import."""
    told = subprocess.run(
        [sys.executable, "-c", LOADED.format(module)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return frozenset(json.loads(told.stdout))


def test_the_api_starts_without_any_module_that_serves_routes() -> None:
    serving = {f"chalicelib.api.{module}" for module in ROUTES}

    assert loaded(API) & serving == set()


@pytest.mark.parametrize("room", ["actions", "reactions", "documents", "listeners"])
def test_the_api_starts_without_what_only_single_routes_ask_for(room: str) -> None:
    allowed = {"chalicelib.actions", "chalicelib.actions.recognising"}  # who asks is asked of every request

    found = {name for name in loaded(API) if name.startswith(f"chalicelib.{room}")}

    assert found - allowed == set()


@pytest.mark.parametrize("module", [STREAM, SWEEP, SES, FAILURES])
def test_a_listener_starts_without_chalice_faces_actions_and_reactions(module: str) -> None:
    rooms = (
        "chalice.",
        "chalicelib.api",
        "chalicelib.actions",
        "chalicelib.reactions",
        "chalicelib.documents",
    )

    assert [name for name in loaded(module) if name.startswith(rooms)] == []


@pytest.mark.parametrize("module", [API, STREAM, SWEEP, SES, FAILURES])
def test_no_function_starts_with_engines_of_papers_and_templates(module: str) -> None:
    assert loaded(module) & HEAVY == set()


@pytest.mark.parametrize("module", [API, STREAM, SWEEP, SES, FAILURES])
def test_every_function_is_discreet_from_its_start(module: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", f"import logging, {module}; print(logging.getLogRecordFactory().__module__)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.strip() == "chalicelib.failures"
